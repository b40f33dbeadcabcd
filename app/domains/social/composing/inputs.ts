import { z } from 'zod';
import { recurrenceInput, recurrenceOfForm } from '#app/domains/planning/calendar-inputs.ts';
import { LATE_POLICIES, POST_FORMATS } from '#db/schema/choices.ts';

const id = z.uuid('This is not a valid id.');
const ids = z.array(id).min(1, 'Choose at least one post.').max(100, 'Choose at most 100 posts at a time.');
const optionalId = z.union([z.literal('').transform(() => null), z.null(), id]);
const revision = z.coerce.number('Say which revision you saw.').int().positive('Say which revision you saw.').max(2_147_483_647, 'Say which revision you saw.');
const listed = z.union([z.string().transform((all) => all.split(/[,\n]/)), z.array(z.string())]).transform((all) => [...new Set(all.map((each) => each.trim()).filter(Boolean))]);
const yes = z.stringbool('Say yes or no.').or(z.boolean());
const count = (most: number) => most.toLocaleString('en-US');
/** A form's lines end in two characters, and a platform counts both. */
const words = (most: number, what: string) => z.string(`Write the ${what}.`).max(most * 2).transform((text) => text.replace(/\r\n?/g, '\n')).pipe(z.string().max(most, `The ${what} can have at most ${count(most)} characters here.`));
const line = (most: number, what: string) => z.string().trim().max(most, `The ${what} can have at most ${count(most)} characters.`);

/** A form sends what has parts as JSON in one field; a program sends the parts themselves. */
const parts = <S extends z.ZodType>(schema: S) =>
  z.preprocess((sent, context) => {
    if (typeof sent !== 'string') return sent;
    try {
      return sent === '' ? undefined : (JSON.parse(sent) as unknown);
    } catch {
      context.issues.push({ code: 'custom', message: 'This is not JSON.', input: sent });
      return sent;
    }
  }, schema);

const MOST_TEXT = 60_000;
const text = words(MOST_TEXT, 'text');
const title = line(300, 'title');
const firstComment = words(10_000, 'first comment');
const mediaIds = z.array(id).max(35, 'At most 35 files.');
const thread = z.array(z.object({ text, mediaIds: mediaIds.default([]) })).max(50, 'At most 50 parts.');
const variant = z.strictObject({
  text: text.optional(),
  title: title.optional(),
  mediaIds: mediaIds.optional(),
  thread: thread.optional(),
  firstComment: firstComment.optional(),
  options: z.record(z.string().max(60), z.union([z.string().max(5000), z.boolean()])).optional(),
});
const targets = z
  .array(z.object({ accountId: id, variant: variant.default({}) }))
  .max(50, 'Choose at most 50 accounts.')
  .refine((all) => new Set(all.map(({ accountId }) => accountId)).size === all.length, 'An account is named twice.');
/** Those that are not shared are shown where a variant or a part of the thread names them. */
const media = z.array(z.object({ assetId: id, alt: words(5000, 'description').optional(), shared: z.boolean().default(true) })).max(100, 'At most 100 files.');

const link = z.union([z.literal(''), z.string().trim().max(2000, 'The link can have at most 2,000 characters.').pipe(z.url({ protocol: /^https?$/, error: 'This is not a web address. It begins with https://.' }))]);
/** Only these two are chosen; what else a post is follows from its files. */
const format = z.enum(['auto', ...POST_FORMATS], 'Choose a format.').transform((chosen) => (chosen === 'story' || chosen === 'reel' ? chosen : 'auto'));

const fields = {
  text: text.optional(),
  title: title.optional(),
  link: link.optional(),
  format: format.optional(),
  media: parts(media.optional()),
  thread: parts(thread.optional()),
  firstComment: firstComment.optional(),
  targets: targets.optional(),
  tags: listed.pipe(z.array(z.string().max(60, 'A tag can have at most 60 characters.')).max(30, 'At most 30 tags.')).optional(),
  projectId: optionalId.optional(),
  campaignId: optionalId.optional(),
  itemId: optionalId.optional(),
  templateId: optionalId.optional(),
  aiGenerated: yes.optional(),
  aiModel: line(120, 'model').optional(),
  aiPrompt: line(4000, 'prompt').optional(),
  latePolicy: z.enum(LATE_POLICIES, 'Choose what happens when it is late.').optional(),
  lateMinutes: z.coerce.number('Write a whole number of minutes.').int('Write a whole number of minutes.').min(5, 'At least 5 minutes.').max(10_080, 'At most a week, which is 10,080 minutes.').optional(),
};
const changes = z.object(fields);
export type PostChanges = z.output<typeof changes>;

const variants = parts(z.record(z.string(), z.unknown()).optional());

/** A form ticks accounts and carries what each gets apart; a program names the two together. */
function withTargets(sent: unknown, context: z.RefinementCtx): unknown {
  const { accounts, variants: apart, ...rest } = sent as Record<string, unknown>;
  if (accounts === undefined || 'targets' in rest) return sent;
  const read = variants.safeParse(apart);
  if (!read.success) context.addIssue({ code: 'custom', path: ['variants'], message: 'What single accounts get apart could not be read. Reload the page.' });
  return { ...rest, targets: (Array.isArray(accounts) ? accounts : [accounts]).map((accountId: unknown) => ({ accountId, variant: (read.data ?? {})[String(accountId)] ?? {} })) };
}

const wall = {
  date: z.string('Choose a day.').trim().min(1, 'Choose a day.').max(10),
  time: z.string('Choose a time.').trim().min(1, 'Choose a time.').max(8),
  zone: z.string('Choose a time zone.').trim().min(1, 'Choose a time zone.').max(60),
};
const moment = z.object(wall);
export type Moment = z.output<typeof moment>;

/** Now, at a moment on the clocks of a zone, or when each account has its next free slot. */
const at = z.union([z.literal('now'), z.literal('slots'), moment], 'Choose when it goes out.');
export type When = z.output<typeof at>;

/** A form sends its three fields in any case; they count when "later" was chosen. */
function withMoment(sent: unknown, context: z.RefinementCtx): unknown {
  const { when, date, time, zone, ...rest } = sent as Record<string, unknown>;
  if ('at' in rest) return rest;
  if (when === 'now' || when === 'slots') return { ...rest, at: when };
  const read = when === 'later' ? moment.safeParse({ date, time, zone }) : null;
  if (read?.success) return { ...rest, at: read.data };
  for (const { path, message } of read?.error.issues ?? [{ path: ['when'], message: 'Choose when it goes out.' }]) context.addIssue({ code: 'custom', path: [...path], message });
  return z.NEVER;
}

/** With a revision it changes the post that was seen; without one it begins a draft. What is not named stays as it is. */
export const writePostInput = z.preprocess(withTargets, changes);
export const savePostInput = z.preprocess(withTargets, changes.extend({ postId: id, revision }));
/** What the composer sends by itself: from revision 0 a post begins, under an id that the page gave it, once however often it is sent. */
export const keepPostInput = z
  .object({ postId: id, revision: z.coerce.number('Say which revision you saw.').int().min(0).max(2_147_483_647, 'Say which revision you saw.'), changes: parts(changes) })
  // Lists are in the order of the ids, so that one tells when it was made.
  .refine(({ postId, revision: seen }) => seen > 0 || postId[14] === '7', { path: ['postId'], message: 'This is not a valid id.' });
/** Null: it is said once. Not named, it stays as it is. */
const repeating = { recurrence: recurrenceInput.nullable().optional() };

/** A form chooses by the day; the fields of a form without them say nothing of it. */
function withRepeats(sent: unknown): unknown {
  const { repeats, interval, weekdays, ends, until, count: times, ...rest } = sent as Record<string, unknown>;
  if (repeats === undefined || rest.when !== 'later') return rest;
  return { ...rest, recurrence: recurrenceOfForm({ repeats, interval, weekdays, ends, until, count: times, date: rest.date }) };
}

const withWhen = (sent: unknown, context: z.RefinementCtx) => withMoment(withRepeats(sent), context);
export const schedulePostInput = z.preprocess(withWhen, z.object({ postId: id, revision, at, ...repeating, latePolicy: fields.latePolicy, lateMinutes: fields.lateMinutes }));
/** Saved and scheduled at one press, in one write. */
export const writeAndScheduleInput = z.preprocess((sent, context) => withWhen(withTargets(sent, context), context), changes.extend({ at, ...repeating }));
export const saveAndScheduleInput = z.preprocess((sent, context) => withWhen(withTargets(sent, context), context), changes.extend({ postId: id, revision, at, ...repeating }));

/** Without targets, all that can still be stopped. */
export const unschedulePostInput = z.object({ postId: id, targetIds: z.array(id).max(50).optional(), to: z.enum(['draft', 'cancelled']).default('draft') });

const instant = z.iso.datetime({ offset: true, error: 'Write a moment such as 2030-05-04T09:30:00Z.' });
/** Where each was goes back in one text, as a way back in a toast carries it: "id@2030-05-04T09:30:00Z,…". */
const moves = z.union([z.string().transform((all) => all.split(',').map((one) => ({ postId: one.slice(0, 36), at: one.slice(37) }))), z.array(z.unknown())]).pipe(z.array(z.object({ postId: id, at: instant })).min(1, 'Choose at least one post.').max(100, 'Choose at most 100 posts at a time.'));
const chosen = z.union([z.string().transform((all) => all.split(',')), z.array(z.string())]).pipe(ids);
export const reschedulePostsInput = z.union([
  z.object({ moves }),
  z.object({ ids: chosen, minutes: z.coerce.number('Write a whole number of minutes.').int('Write a whole number of minutes.').min(-525_600).max(525_600).refine((by) => by !== 0, 'Say how far they move.') }),
  z.object({ ids: chosen, ...wall }),
], 'Say where they go: a day, a time and a zone, or by how many minutes.');

/** How it repeated, and for which day it stood: what an undo sends. */
const before = z.strictObject({ ...recurrenceInput.shape, on: z.string().max(10), time: wall.time, zone: wall.zone });
export const skipPostInput = z.object({ postId: id, revision, /** Back to the one that was skipped. */ back: parts(before.optional()) });
export const goOnPostInput = z.object({ postId: id, revision, back: parts(before) });
export const repeatingPostInput = z.object({ postId: id, revision });
export const postsInput = z.object({ ids: chosen });
const tagsListed = listed.pipe(z.array(z.string().max(60, 'A tag can have at most 60 characters.')).max(30, 'At most 30 tags.')).default([]);
export const tagPostsInput = z.object({ ids: chosen, addTags: tagsListed, removeTags: tagsListed }).refine(({ addTags, removeTags }) => addTags.length + removeTags.length > 0, { path: ['addTags'], message: 'Name a tag to add or to take off.' });
/** As a way back in a toast carries it: "+tag:post,post;-tag:post". */
export const untagPostsInput = z.object({ links: z.string().max(10_000) }).transform(({ links }, context) => {
  const read = links.split(';').filter(Boolean).flatMap((group) => group.slice(38).split(',').map((postId) => ({ sign: group[0], tagId: group.slice(1, 37), postId })));
  if (read.length === 0 || read.some(({ sign, tagId, postId }) => !['+', '-'].includes(sign!) || !z.uuid().safeParse(tagId).success || !z.uuid().safeParse(postId).success)) context.addIssue({ code: 'custom', path: ['links'], message: 'This is not a way back. Reload the list.' });
  const signed = (wanted: string) => read.filter(({ sign }) => sign === wanted).map(({ postId, tagId }) => ({ postId, tagId }));
  return { added: signed('+'), removed: signed('-') };
});
/** The same of places on the schedule: "target@revision@milliseconds,…". */
export const putBackInput = z.object({
  places: z
    .string()
    .transform((all) => all.split(',').map((one) => one.split('@')).map(([targetId = '', seen, at]) => ({ targetId, revision: Number(seen), at: Number(at) })))
    .pipe(z.array(z.object({ targetId: id, revision: z.number().int().positive(), at: z.number().int().min(0).max(8.64e15).transform((at) => new Date(at).toISOString()) })).min(1).max(100)),
});
export const postInput = z.object({ postId: id });
/** A form says `values.city`. */
const withValues = (sent: unknown) => {
  const fields = Object.entries(sent as Record<string, unknown>);
  const values = fields.filter(([name]) => name.startsWith('values.')).map(([name, value]) => [name.slice('values.'.length), value]);
  return values.length > 0 ? { ...(sent as object), values: Object.fromEntries(values) } : sent;
};
export const fillPostInput = z.preprocess(withValues, z.object({ templateId: id, values: z.record(z.string(), z.string().max(10_000)).default({}) }));

export const askPostReviewInput = z.object({ postId: id, revision, reviewers: z.array(id).min(1, 'Choose at least one reviewer.').max(10, 'At most 10 reviewers.'), note: line(1000, 'note').default('') });
export const decidePostInput = z.object({ postId: id, contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'Say which version you saw.'), decision: z.enum(['approved', 'changes_requested'], { error: 'Approve, or ask for changes.' }), comment: line(2000, 'comment').default('') });
export const postApprovalsInput = z.object({ required: z.coerce.number().int().min(0).max(10), fourEyes: yes.default(false) });
