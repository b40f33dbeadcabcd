import { canonical } from '#app/domains/content/document/canonical.ts';
import type { Changes, Kind, NameIn, Stamp } from '#app/domains/content/saving/kind.ts';
import { isOpen, type LatePolicy, type Target } from './post.ts';
import type { ThreadPart, Variant } from './variant.ts';

/** All of a post that saves itself: everything but its moment, which is a deed. */
export interface PostWords extends Stamp {
  text: string;
  title: string;
  link: string;
  format: 'auto' | 'story' | 'reel';
  firstComment: string;
  thread: ThreadPart[];
  media: { assetId: string; alt: string; shared: boolean }[];
  targets: { accountId: string; variant: Variant }[];
  tags: string[];
  campaignId: string;
  projectId: string;
  itemId: string;
  aiGenerated: boolean;
  aiModel: string;
  aiPrompt: string;
  latePolicy: LatePolicy;
  lateMinutes: string;
}

export type PostFields = Required<Changes<PostWords>>;

export const FIELD_WORDS: Record<NameIn<PostWords>, string> = {
  text: 'Text', title: 'Title', link: 'Link', format: 'Shown as', firstComment: 'First comment', thread: 'Thread', media: 'Files', targets: 'Accounts', tags: 'Tags', campaignId: 'Campaign', projectId: 'Project', itemId: 'Piece of content',
  aiGenerated: 'Made with AI', aiModel: 'Model', aiPrompt: 'Prompt', latePolicy: 'If it is late', lateMinutes: 'Minutes that count as on time',
};

interface Known {
  revision: number;
  text: string;
  title: string;
  link: string;
  format: string;
  firstComment: string;
  thread: readonly ThreadPart[];
  media: readonly { assetId: string; position: number | null; alt: string }[];
  targets: readonly (Target & { accountId: string; variant: Variant })[];
  tags: readonly string[];
  campaignId: string | null;
  projectId: string | null;
  itemId: string | null;
  aiGenerated: boolean;
  aiModel: string;
  aiPrompt: string;
  latePolicy: LatePolicy;
  lateMinutes: number;
  updatedAt: string;
}

/** As it lies on the desk: what is out, or on its way, is nobody's to write any more. */
export function wordsOfPost({ revision, text, title, link, format, firstComment, thread, media, targets, tags, campaignId, projectId, itemId, aiGenerated, aiModel, aiPrompt, latePolicy, lateMinutes, updatedAt }: Known): PostWords {
  return {
    revision, editor: null, editedAt: updatedAt, text, title, link, firstComment, aiGenerated, aiModel, aiPrompt, latePolicy,
    format: format === 'story' || format === 'reel' ? format : 'auto',
    thread: thread.map((part) => ({ ...part })),
    media: media.map(({ assetId, alt, position }) => ({ assetId, alt, shared: position !== null })),
    targets: targets.filter(isOpen).map(({ accountId, variant }) => ({ accountId, variant })),
    tags: [...tags],
    campaignId: campaignId ?? '',
    projectId: projectId ?? '',
    itemId: itemId ?? '',
    lateMinutes: String(lateMinutes),
  };
}

export const POST_KIND: Kind<PostWords> = {
  fields: Object.keys(FIELD_WORDS) as NameIn<PostWords>[],
  same: (name, one, other) => canonical(asKept(name, one)) === canonical(asKept(name, other)),
};

/** As the server writes it down: without spaces around, tags by their names, accounts in any order. */
function asKept(name: NameIn<PostWords>, value: unknown): unknown {
  if (!Array.isArray(value)) return trimmed(value);
  if (name === 'tags') return [...new Set(value.map((tag) => String(tag).trim().toLowerCase()))].sort();
  if (name === 'targets') return (trimmed(value) as unknown[]).map(canonical).sort();
  // Only shared files have an order of their own.
  if (name === 'media') return [value.filter(({ shared }) => shared), value.filter(({ shared }) => !shared).map(canonical).sort()];
  return trimmed(value);
}

function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(trimmed);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, trimmed(each)])) : value;
}
