import type { UtmRules } from '#db/schema/planning.ts';
import type { FrozenMedia, FrozenPart, FrozenTarget } from '#db/schema/posts.ts';
import type { FileFacts } from '#app/domains/media/file/file-facts.ts';
import type { Kept, Limits, OptionField, Platform, PostFormat } from '../connectors/connector.ts';
import { linksIn } from './extract.ts';
import { checkedOptions } from './options.ts';
import { linkFor, type Post, type PostMedia, type Resolved, resolved, type Variant, wordsOf } from './variant.ts';

export type { FrozenMedia, FrozenPart, FrozenTarget };

/** A file of the library, as far as a post has to know it. */
export type PostFile = Omit<FrozenMedia, 'alt' | 'kind'> & FileFacts;

/** One account, and what it gets instead of what all get. */
export interface Destination {
  targetId: string;
  accountId: string;
  platform: Platform;
  variant: Variant;
  limits: Limits;
  options: readonly OptionField[];
  data: Kept;
}

type Files = ReadonlyMap<string, PostFile>;

/** What one account gets before it is checked: its own words, the link with the campaign's, the format that its files make. */
export function sentTo(post: Post, { platform, variant, limits }: Destination, rules: UtmRules | null, files: ReadonlyMap<string, FileFacts>): Resolved {
  const own = resolved(post, variant);
  const link = linkFor(rules, platform, own.link);
  const told = (text: string) => withLink(text, own.link, link);
  return {
    ...own,
    text: told(own.text),
    link,
    thread: own.thread.map(({ text, media }) => ({ text: told(text), media })),
    firstComment: told(own.firstComment),
    format: formatFor(own.format, own.media.map(({ assetId }) => files.get(assetId)?.kind), limits.formats),
  };
}

/** Where the words name the post's link themselves, they name the one that is counted. */
function withLink(text: string, plain: string, counted: string): string {
  if (plain === counted || plain === '') return text;
  let [said, at] = ['', 0];
  for (const found of linksIn(text)) {
    if (found.text !== plain) continue;
    said += text.slice(at, found.index) + counted;
    at = found.end;
  }
  return said + text.slice(at);
}

/** A story and a reel are chosen, and hold where the platform has them; everything else follows from the files. */
export function formatFor(chosen: PostFormat, kinds: readonly (FileFacts['kind'] | undefined)[], formats: readonly PostFormat[] = []): PostFormat {
  if ((chosen === 'story' || chosen === 'reel') && formats.includes(chosen)) return chosen;
  const has = (kind: FileFacts['kind']) => kinds.includes(kind);
  if (!has('image') && !has('video')) return 'text';
  if (kinds.length > 1 && (formats.length === 0 || formats.includes('carousel'))) return 'carousel';
  if (!has('video')) return 'image';
  return formats.includes('reel') && !formats.includes('video') ? 'reel' : 'video';
}

/** What each target gets, to the letter, by its id. Every file must be known. */
export const frozen = (post: Post, destinations: readonly Destination[], rules: UtmRules | null, files: Files): Record<string, FrozenTarget> =>
  Object.fromEntries(destinations.map((destination) => [destination.targetId, frozenTarget(post, destination, rules, files)]));

function frozenTarget(post: Post, destination: Destination, rules: UtmRules | null, files: Files): FrozenTarget {
  const { accountId, limits, options, data } = destination;
  const own = sentTo(post, destination, rules, files);
  const media = (all: readonly PostMedia[]) => all.map((each) => frozenMedia(each, files, limits.alt));
  const parts: FrozenPart[] = [
    { part: 'post', text: wordsOf(own, limits), media: media(own.media) },
    ...own.thread.map((each) => ({ part: 'reply' as const, text: each.text.trim(), media: media(each.media) })),
    ...(own.firstComment.trim() === '' ? [] : [{ part: 'comment' as const, text: own.firstComment.trim(), media: [] }]),
  ];
  return { accountId, format: own.format, title: (limits.title && own.title.trim()) || null, link: own.link || null, options: checkedOptions(options, own.options, data).values, parts };
}

function frozenMedia({ assetId, alt }: PostMedia, files: Files, takesAlt: boolean): FrozenMedia {
  const { storageKey, sha256, kind, mime, name, byteSize, width, height, seconds, cut } = files.get(assetId)!;
  return { assetId, storageKey, sha256, kind: kind as FrozenMedia['kind'], mime, name, byteSize, width, height, seconds, alt: takesAlt ? alt.trim() : '', ...(cut ? { cut } : {}) };
}

/**
 * The same words give the same text, whatever order they were put together in. Ids of targets are ours alone: what is
 * approved is what the accounts get.
 */
export function canonical(content: Readonly<Record<string, FrozenTarget>>): string {
  const targets = Object.values(content).sort((one, other) => (one.accountId < other.accountId ? -1 : 1));
  return JSON.stringify(targets, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value,
  );
}

export async function hashOf(content: Readonly<Record<string, FrozenTarget>>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(content)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
