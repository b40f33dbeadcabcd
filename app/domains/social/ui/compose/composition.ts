import type { FileFacts } from '#app/domains/media/file/file-facts.ts';
import type { UtmRules } from '#app/domains/planning/campaign.ts';
import { type Destination, formatFor, sentTo } from '../../composing/freeze.ts';
import { checkedOptions } from '../../composing/options.ts';
import { isOpen } from '../../composing/post.ts';
import type { Post, Resolved, ThreadPart, Variant } from '../../composing/variant.ts';
import { type Hindrance, takesOf, whyNotPublished } from '../../composing/why-not-published.ts';
import type { ChosenAccount, Composed, ComposeFile } from './composed.ts';

/** What stands in the composer at this moment. */
export interface Composition {
  text: string;
  title: string;
  link: string;
  format: 'auto' | 'story' | 'reel';
  firstComment: string;
  thread: ThreadPart[];
  media: { assetId: string; alt: string; shared: boolean }[];
  accounts: string[];
  variants: Record<string, Variant>;
  campaignId: string;
}

export function compositionOf(post: Composed): Composition {
  const { text, title, link, format, firstComment, thread, media, targets, campaignId } = post;
  return {
    text,
    title,
    link,
    format: format === 'story' || format === 'reel' ? format : 'auto',
    firstComment,
    thread: thread.map((part) => ({ ...part })),
    media: media.map(({ assetId, alt, position }) => ({ assetId, alt, shared: position !== null })),
    accounts: targets.filter(isOpen).map(({ accountId }) => accountId),
    variants: Object.fromEntries(targets.filter(isOpen).map(({ accountId, variant }) => [accountId, variant])),
    campaignId: campaignId ?? '',
  };
}

const listIn = (value: string | string[] | undefined) => [value ?? []].flat().filter(Boolean);
const textIn = (value: string | string[] | undefined, fallback: string) => (typeof value === 'string' ? value : fallback);

function partsIn<T>(value: string | string[] | undefined, fallback: T): T {
  try {
    return typeof value === 'string' && value !== '' ? (JSON.parse(value) as T) : fallback;
  } catch {
    return fallback;
  }
}

/** What a refused form sent: where no script runs, the page begins with it. */
export const compositionIn = (values: Record<string, string | string[]>, otherwise: Composition): Composition => ({
  text: textIn(values.text, otherwise.text),
  title: textIn(values.title, otherwise.title),
  link: textIn(values.link, otherwise.link),
  format: textIn(values.format, otherwise.format) as Composition['format'],
  firstComment: textIn(values.firstComment, otherwise.firstComment),
  thread: partsIn(values.thread, otherwise.thread),
  media: partsIn(values.media, otherwise.media),
  accounts: values.accounts === undefined ? otherwise.accounts : listIn(values.accounts),
  variants: partsIn(values.variants, otherwise.variants),
  campaignId: textIn(values.campaignId, otherwise.campaignId),
});

export const factsOf = ({ mimeType, type, byteSize, width, height, durationSeconds, facts = {} }: Omit<ComposeFile, 'facts'> & { facts?: ComposeFile['facts'] }): FileFacts => ({ mime: mimeType, kind: type, byteSize, width, height, durationSeconds, ...facts });

export type Library = ReadonlyMap<string, ComposeFile>;

function postOf({ text, title, link, format, media, thread, firstComment }: Composition, library: Library): Post {
  let place = 0;
  const placed = media.map(({ assetId, alt, shared }) => ({ assetId, alt, position: shared ? place++ : null }));
  return { text, title, link, format: format === 'auto' ? formatFor('text', placed.filter(({ position }) => position !== null).map(({ assetId }) => library.get(assetId)?.type)) : format, media: placed, thread, firstComment };
}

/** A post on one account: what it gets, and what stands in its way. */
export interface Outlook {
  account: ChosenAccount;
  sent: Resolved;
  hindrances: Hindrance[];
}

/** The rules of the server, asked while one writes. */
export function outlookOf(composition: Composition, account: ChosenAccount, rules: UtmRules | null, library: Library): Outlook {
  const { limits, options, platform, platformName: name } = account;
  const variant = composition.variants[account.id] ?? {};
  const facts = new Map(Array.from(library, ([id, file]) => [id, factsOf(file)]));
  const destination: Destination = { targetId: account.id, accountId: account.id, platform, variant, limits, options, data: {} };
  const sent = sentTo(postOf(composition, library), destination, rules, facts);
  const takes = takesOf(platform);
  const chosen = Object.entries(checkedOptions(options, variant.options ?? {}, {}).errors).map(([field, sentence]) => ({ field: `options.${field}`, sentence, certain: true }));
  return { account, sent, hindrances: [...whyNotPublished(sent, { name, limits, ...(takes ? { takes } : {}) }, facts), ...chosen] };
}

const FIELDS = ['text', 'title', 'mediaIds', 'thread', 'firstComment', 'options'] as const;
export const differs = (variant: Variant | undefined) => FIELDS.some((field) => variant?.[field] !== undefined);

/** A variant without this field is as for all. */
export function without(variant: Variant, field: keyof Variant): Variant {
  const { [field]: _gone, ...rest } = variant;
  return rest;
}
