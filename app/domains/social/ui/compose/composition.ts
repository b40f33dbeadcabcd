import { canonical } from '#app/domains/content/document/canonical.ts';
import { type Changes, pick } from '#app/domains/content/saving/kind.ts';
import type { FileFacts } from '#app/domains/media/file/file-facts.ts';
import { cutPicture } from '#app/domains/media/rendition.ts';
import type { UtmRules } from '#app/domains/planning/campaign.ts';
import { type Destination, formatFor, sentTo } from '../../composing/freeze.ts';
import { checkedOptions } from '../../composing/options.ts';
import type { LatePolicy } from '../../composing/post.ts';
import type { PostFields, PostWords } from '../../composing/post-words.ts';
import type { Post, Resolved, Variant } from '../../composing/variant.ts';
import { type Hindrance, takesOf, whyNotPublished } from '../../composing/why-not-published.ts';
import type { ChosenAccount, ComposeFile } from './composed.ts';

/** What stands in the composer at this moment. */
export interface Composition extends Omit<PostFields, 'targets'> {
  accounts: string[];
  /** Also of accounts that are not ticked now: ticked again, they have their words back. */
  variants: Record<string, Variant>;
}

const accountsIn = (targets: PostFields['targets']): Pick<Composition, 'accounts' | 'variants'> => ({ accounts: targets.map(({ accountId }) => accountId), variants: Object.fromEntries(targets.map(({ accountId, variant }) => [accountId, variant])) });

export function compositionOf({ revision: _revision, editor: _editor, editedAt: _at, targets, ...words }: PostWords): Composition {
  return { ...words, ...accountsIn(targets) };
}

/** These words in place of those that are shown. */
export function shownIn(before: Composition, { targets, ...words }: Changes<PostWords>): Composition {
  const known = Object.fromEntries(Object.keys(before).flatMap((name) => (name in words ? [[name, words[name as keyof typeof words]]] : [])));
  const there = targets && accountsIn(targets);
  return { ...before, ...known, ...(there && { ...there, variants: { ...before.variants, ...there.variants } }) };
}

/** As it is saved: each account with what it gets apart, and no file that nothing shows any more. */
export function wordsIn({ accounts, variants, media, ...words }: Composition): PostFields {
  const targets = accounts.map((accountId) => ({ accountId, variant: variants[accountId] ?? {} }));
  const shown = [...words.thread, ...targets.flatMap(({ variant }) => [{ mediaIds: variant.mediaIds ?? [] }, ...(variant.thread ?? [])])].flatMap(({ mediaIds }) => mediaIds);
  return { ...words, targets, media: media.filter(({ assetId, shared }) => shared || shown.includes(assetId)) };
}

export function changedIn(before: Composition, now: Composition): Changes<PostWords> {
  const [was, is] = [wordsIn(before), wordsIn(now)];
  return pick<PostWords>(is, (name) => canonical(was[name]) !== canonical(is[name]));
}

/** What is there now, where someone else was faster than a form. */
export const theirsIn = (reply: unknown) => (reply as { theirs?: PostWords | null } | undefined)?.theirs ?? null;

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
  projectId: textIn(values.projectId, otherwise.projectId),
  itemId: otherwise.itemId,
  tags: tagsIn(textIn(values.tags, otherwise.tags.join(','))),
  aiGenerated: values.aiModel === undefined ? otherwise.aiGenerated : values.aiGenerated === 'on',
  aiModel: textIn(values.aiModel, otherwise.aiModel),
  aiPrompt: textIn(values.aiPrompt, otherwise.aiPrompt),
  latePolicy: textIn(values.latePolicy, otherwise.latePolicy) as LatePolicy,
  lateMinutes: textIn(values.lateMinutes, otherwise.lateMinutes),
});

export const tagsIn = (text: string) => text.split(',').map((tag) => tag.trim()).filter(Boolean);

export function factsOf({ type, byteSize, durationSeconds, facts = {}, ...picture }: Omit<ComposeFile, 'facts'> & { facts?: ComposeFile['facts'] }): FileFacts {
  return { ...cutPicture(picture), kind: type, byteSize, durationSeconds, ...facts };
}

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
