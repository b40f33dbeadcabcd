import type { LatePolicy } from '#db/schema/choices.ts';
import type { FileRow, MediaRow, PostRow, TargetRow } from '#db/queries/posts.ts';
import { cutPicture } from '#app/domains/media/rendition.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { hashtagsIn, mentionsIn } from './extract.ts';
import { formatFor, type PostFile } from './freeze.ts';
import type { PostChanges } from './inputs.ts';
import { isOpen } from './post.ts';
import type { Post } from './variant.ts';

export type DraftTarget = Pick<TargetRow, 'id' | 'accountId' | 'variant' | 'status' | 'failureCode' | 'isBegun' | 'scheduledAt'> & { isNew: boolean };

/** A post as it will be when it is written. */
export interface Draft extends Post {
  media: readonly MediaRow[];
  targets: readonly DraftTarget[];
  /** Targets that it has no more. */
  removed: readonly string[];
  tags: readonly string[];
  hashtags: string[];
  mentions: string[];
  projectId: string | null;
  campaignId: string | null;
  itemId: string | null;
  templateId: string | null;
  aiGenerated: boolean;
  aiModel: string;
  aiPrompt: string;
  latePolicy: LatePolicy;
  lateMinutes: number;
}

const fileOf = ({ id: assetId, storageKey, sha256, type, name, byteSize, durationSeconds, facts, ...picture }: FileRow): PostFile => ({
  assetId,
  storageKey,
  sha256: sha256 ?? '',
  kind: type,
  name,
  byteSize,
  ...cutPicture(picture),
  seconds: durationSeconds,
  durationSeconds,
  animated: facts.animated ?? false,
  videoCodec: facts.videoCodec ?? null,
  frameRate: facts.frameRate ?? null,
  pages: facts.pages ?? null,
});

export const filesByIds = (rows: readonly FileRow[]): ReadonlyMap<string, PostFile> => new Map(rows.map((row) => [row.id, fileOf(row)]));

/** What is there, with what changes. What is being sent, or was, keeps what it has. */
export function draftFrom(post: PostRow | null, changes: PostChanges, files: readonly FileRow[]): Draft {
  const { targets: _targets, media: _media, format: _format, ...plain } = changes;
  const said = {
    text: post?.text ?? '',
    title: post?.title ?? '',
    link: post?.link ?? '',
    thread: post?.thread ?? [],
    firstComment: post?.firstComment ?? '',
    tags: post?.tags ?? [],
    projectId: post?.projectId ?? null,
    campaignId: post?.campaignId ?? null,
    itemId: post?.itemId ?? null,
    templateId: post?.templateId ?? null,
    aiGenerated: post?.aiGenerated ?? false,
    aiModel: post?.aiModel ?? '',
    aiPrompt: post?.aiPrompt ?? '',
    latePolicy: post?.latePolicy ?? ('publish' as const),
    lateMinutes: post?.lateMinutes ?? 240,
    ...(Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)) as Partial<typeof plain>),
  } as Omit<Draft, 'media' | 'targets' | 'removed' | 'format' | 'hashtags' | 'mentions'>;
  const { targets, removed } = targetsFrom(post, changes.targets);
  const shown = [...said.thread.flatMap(({ mediaIds }) => mediaIds), ...targets.flatMap(({ variant }) => [...(variant.mediaIds ?? []), ...(variant.thread ?? []).flatMap(({ mediaIds }) => mediaIds)])];
  const media = mediaFrom(post, changes.media, shown, files);
  const kinds = media.filter(({ position }) => position !== null).map(({ assetId }) => files.find(({ id }) => id === assetId)?.type);
  const isChosen = changes.format === undefined ? post?.format === 'story' || post?.format === 'reel' : changes.format !== 'auto';
  const words = [said.text, said.firstComment, ...said.thread.map(({ text }) => text), ...targets.map(({ variant }) => variant.text ?? '')].join('\n');
  return {
    ...said,
    media,
    targets,
    removed,
    format: isChosen ? ((changes.format ?? post!.format) as Draft['format']) : formatFor('text', kinds),
    hashtags: named(hashtagsIn(words)),
    mentions: named(mentionsIn(words)),
  };
}

const MOST_SIGNS = 100;
const named = (found: readonly { text: string }[]) => [...new Map(found.map(({ text }) => [text.toLowerCase(), text])).values()].slice(0, MOST_SIGNS);

function targetsFrom(post: PostRow | null, wanted: PostChanges['targets']): Pick<Draft, 'targets' | 'removed'> {
  const there = (post?.targets ?? []).map((target) => ({ ...target, isNew: false }));
  if (!wanted) return { targets: there, removed: [] };
  const kept = there.filter((target) => !isRemovable(target) || wanted.some(({ accountId }) => accountId === target.accountId));
  const asWanted = kept.map((target) => {
    const found = wanted.find(({ accountId }) => accountId === target.accountId);
    return found && isOpen(target) ? { ...target, variant: found.variant as TargetRow['variant'] } : target;
  });
  const added = wanted
    .filter(({ accountId }) => !there.some((target) => target.accountId === accountId))
    .map(({ accountId, variant }): DraftTarget => ({ id: uuid7(), accountId, variant: variant as TargetRow['variant'], status: 'draft', failureCode: '', isBegun: false, scheduledAt: null, isNew: true }));
  return { targets: [...asWanted, ...added], removed: there.filter(({ id }) => !kept.some((target) => target.id === id)).map(({ id }) => id) };
}

/** What failed stays, with the record of its failure. */
const isRemovable = (target: TargetRow) => isOpen(target) && target.status !== 'failed';

/** Files that a variant or the thread shows belong to the post too; a file without words of its own here has those of the library. */
function mediaFrom(post: PostRow | null, wanted: PostChanges['media'], shown: readonly string[], files: readonly FileRow[]): MediaRow[] {
  const altOf = (assetId: string) => post?.media.find((media) => media.assetId === assetId)?.alt ?? files.find(({ id }) => id === assetId)?.altText ?? '';
  const rows = new Map<string, MediaRow>();
  let place = 0;
  if (wanted) for (const { assetId, alt, shared } of wanted) rows.set(assetId, { assetId, position: shared ? place++ : null, alt: alt ?? altOf(assetId) });
  else for (const row of post?.media ?? []) rows.set(row.assetId, row);
  for (const assetId of shown) if (!rows.has(assetId)) rows.set(assetId, { assetId, position: null, alt: altOf(assetId) });
  return [...rows.values()].filter(({ assetId, position }) => position !== null || shown.includes(assetId));
}
