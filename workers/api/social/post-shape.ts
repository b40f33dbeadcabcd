import { z } from 'zod';
import { recurrenceInput } from '#app/domains/planning/calendar-inputs.ts';
import { repeatsOf } from '#app/domains/social/composing/repeats.ts';
import { APPROVAL_STATUSES, LATE_POLICIES, POST_FORMATS, POST_STATUSES, TARGET_STATUSES } from '#db/schema/choices.ts';
import type { PostRow } from '#db/queries/posts.ts';
import { id, instant } from '../shapes.ts';

const words = (description: string) => z.string().meta({ description });
const nullable = <T extends z.ZodType>(schema: T) => schema.nullable();

const mediaIds = z.array(z.string()).meta({ description: 'Files of the library, by their ids and in their order.' });
const ThreadPart = z.object({ text: words('Its words.'), mediaIds }).meta({ id: 'PostThreadPart', description: 'What follows the post beneath it.' });
const Variant = z
  .object({
    text: words('Its own words.').optional(),
    title: words('Its own title.').optional(),
    mediaIds: mediaIds.optional(),
    thread: z.array(ThreadPart).optional().meta({ description: 'Its own thread.' }),
    firstComment: words('Its own first comment.').optional(),
    options: z.record(z.string(), z.union([z.string(), z.boolean()])).optional().meta({ description: 'Settings that only this platform has.' }),
  })
  .meta({ id: 'PostVariant', description: 'What one account gets instead of what all get; what is not named is as for all.' });

const Target = z
  .object({
    id: id('The target.'),
    accountId: id('On which account.'),
    variant: Variant,
    status: z.enum(TARGET_STATUSES).meta({ description: 'How it stands there.' }),
    scheduledAt: nullable(instant('When it goes out there.')),
    publishedAt: nullable(instant('When it went live there.')),
    url: nullable(words('Where it is live.')),
    failure: words('Why it did not go out, or waits for a person; empty otherwise.'),
  })
  .meta({ id: 'PostDestination', description: 'A post on one account.' });

export const Post = z
  .object({
    id: id('The post.'),
    revision: z.int().meta({ description: 'Counts up with every save. Send the one that you saw.' }),
    status: z.enum(POST_STATUSES).meta({ description: 'How it stands over all its accounts.' }),
    text: words('What all accounts get.'),
    title: words('For platforms where a post has one.'),
    link: words('The link, without what a campaign adds to it.'),
    format: z.enum(POST_FORMATS).meta({ description: 'Follows from the files, but for stories and reels.' }),
    media: z.array(z.object({ assetId: id('The file.'), alt: words('What stands for it.'), shared: z.boolean().meta({ description: 'Whether every account gets it, or only a variant or a part of the thread shows it.' }) }).meta({ id: 'PostMedia', description: 'A file of a post.' })).meta({ description: 'Its files, in their order.' }),
    thread: z.array(ThreadPart).meta({ description: 'What follows it.' }),
    firstComment: words('Written under it, where a platform lets us.'),
    targets: z.array(Target).meta({ description: 'Its accounts.' }),
    tags: z.array(z.string()).meta({ description: 'Its tags, by name.' }),
    projectId: nullable(id('Its project.')),
    campaignId: nullable(id('Its campaign.')),
    contentId: nullable(id('The piece of content that it speaks of.')),
    repeatsId: nullable(id('The post that it says again.')),
    recurrence: nullable(z.object({ ...recurrenceInput.shape, on: words('The day that it stands for, wherever it was moved to.'), time: words('The time on its own clock.'), zone: words('Its clock, as an IANA zone.') }).meta({ id: 'PostRecurrence', description: 'How a post repeats in wall-clock time.' })).meta({ description: 'How it repeats; null: it is said once.' }),
    scheduledAt: nullable(instant('When it goes out.')),
    timeZone: words('On whose clocks that was said.'),
    publishedAt: nullable(instant('When the first of it went live.')),
    latePolicy: z.enum(LATE_POLICIES).meta({ description: 'What happens when its time passes while nothing can be sent.' }),
    lateMinutes: z.int().meta({ description: 'How late still counts as on time.' }),
    approval: nullable(z.enum(APPROVAL_STATUSES)).meta({ description: 'What was said of the words as they are; null: nothing.' }),
    aiGenerated: z.boolean().meta({ description: 'Whether a model wrote it.' }),
    createdAt: instant('When it was begun.'),
    updatedAt: instant('When it last changed.'),
  })
  .meta({ id: 'Post', description: 'A post and how it stands on each of its accounts.' });

export const shownPost = ({ itemId, media, targets, ...post }: PostRow): z.output<typeof Post> => {
  const { id: postId, revision, status, text, title, link, format, thread, firstComment, tags, projectId, campaignId, repeatsId, recurrence, scheduledAt, timeZone, publishedAt, latePolicy, lateMinutes, approval, aiGenerated, createdAt, updatedAt } = post;
  return {
    id: postId, revision, status, text, title, link, format, thread, firstComment, tags, projectId, campaignId, contentId: itemId, repeatsId, recurrence: repeatsOf(recurrence) as z.output<typeof Post>['recurrence'], scheduledAt, timeZone, publishedAt, latePolicy, lateMinutes, approval, aiGenerated, createdAt, updatedAt,
    media: media.map(({ assetId, alt, position }) => ({ assetId, alt, shared: position !== null })),
    targets: targets.map(({ id: targetId, accountId, variant, status: state, scheduledAt: at, publishedAt: live, platformUrl, failureMessage }) => ({ id: targetId, accountId, variant: variant as z.output<typeof Variant>, status: state, scheduledAt: at, publishedAt: live, url: platformUrl, failure: failureMessage })),
  };
};

const ID = '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01';
const AT = '2026-05-04T09:30:00.123456Z';
export const postExample: z.output<typeof Post> = {
  id: ID, revision: 1, status: 'scheduled', text: 'The ferry is back.', title: '', link: 'https://paper.example/ferry', format: 'text', media: [], thread: [], firstComment: '',
  targets: [{ id: ID, accountId: ID, variant: {}, status: 'scheduled', scheduledAt: AT, publishedAt: null, url: null, failure: '' }],
  tags: ['Harbour'], projectId: null, campaignId: null, contentId: null, repeatsId: null, recurrence: null, scheduledAt: AT, timeZone: 'Europe/Berlin', publishedAt: null, latePolicy: 'publish', lateMinutes: 240, approval: null, aiGenerated: false, createdAt: AT, updatedAt: AT,
};

const file = z.strictObject({ assetId: z.string().meta({ description: 'The file.' }), alt: z.string().optional().meta({ description: 'What stands for it; left out, the words of the library.' }), shared: z.boolean().optional().meta({ description: 'False: only a variant or a part of the thread shows it.' }) });
export const postFields = {
  text: words('What all accounts get.').optional(),
  title: words('For platforms where a post has one.').optional(),
  link: words('The link. What a campaign adds is added when it is scheduled.').optional(),
  format: z.enum(['auto', 'story', 'reel']).optional().meta({ description: 'A story or a reel where the platform has them; auto: what the files make it.' }),
  media: z.array(file).optional().meta({ description: 'All its files, in their order.' }),
  thread: z.array(z.strictObject({ text: z.string(), mediaIds: z.array(z.string()).optional() })).optional().meta({ description: 'What follows it.' }),
  firstComment: words('Written under it, where a platform lets us.').optional(),
  targets: z.array(z.strictObject({ accountId: z.string().meta({ description: 'Which account.' }), variant: Variant.optional() })).optional().meta({ description: 'All its accounts, each with what it gets apart.' }),
  tags: z.array(z.string()).optional().meta({ description: 'All its tags, by name.' }),
  projectId: z.string().nullable().optional().meta({ description: 'Its project.' }),
  campaignId: z.string().nullable().optional().meta({ description: 'Its campaign.' }),
  contentId: z.string().nullable().optional().meta({ description: 'The piece of content that it speaks of.' }),
  latePolicy: z.enum(LATE_POLICIES).optional().meta({ description: 'What happens when its time passes while nothing can be sent.' }),
  lateMinutes: z.int().optional().meta({ description: 'How late still counts as on time.' }),
  aiGenerated: z.boolean().optional().meta({ description: 'Whether a model wrote it.' }),
  aiModel: words('Which model.').optional(),
  aiPrompt: words('What it was asked.').optional(),
};
