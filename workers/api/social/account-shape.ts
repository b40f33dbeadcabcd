import { z } from 'zod';
import { ACCOUNT_STATUSES, PLATFORMS } from '#db/schema/choices.ts';
import { MOST_SLOTS, pauseInput, platform as platformInput, slotsInput } from '#app/domains/social/accounts/account-inputs.ts';
import type { ShownAccount } from '#app/domains/social/accounts/shown-account.ts';
import { id, instant } from '../shapes.ts';

const day = 'Monday is 1, Sunday is 7.';
const count = (description: string) => z.int().nullable().meta({ description: `${description} Null where the platform does not tell.` });

export const Account = z
  .object({
    id: id('Its id.'),
    platform: z.enum(PLATFORMS).meta({ description: 'Where it lives.' }),
    place: z.string().nullable().meta({ description: 'The server or site, where there are many.' }),
    username: z.string().meta({ description: 'What it is called there.' }),
    displayName: z.string().meta({ description: 'The name that readers see.' }),
    profileUrl: z.string().nullable().meta({ description: 'Its public page.' }),
    projectId: id('The project that it is offered first for.').nullable(),
    status: z.enum(ACCOUNT_STATUSES).meta({ description: 'Posts go out with an active account only. An inactive one was disconnected and brought back; the others have lost their access and must be connected again.' }),
    statusReason: z.string().meta({ description: 'Why it is so, or why it is paused, as a sentence.' }),
    pausedAt: instant('Since when it is paused.').nullable(),
    accessEnds: instant('When a person must connect it again although nothing goes wrong. Null: never, as far as is known.').nullable(),
    followers: count('How many follow it.'),
    following: count('How many it follows.'),
    posts: count('How many posts it has there.'),
    queued: z.int().meta({ description: 'Posts that are scheduled with it, up to 1,000.' }),
    lastSyncedAt: instant('When its name and figures were last taken.').nullable(),
    createdAt: instant('When it was first connected.'),
  })
  .meta({ id: 'Account', description: 'An account on a social platform. Its tokens are never shown.' });

export const shown = ({ id: accountId, platform, place, username, displayName, profileUrl, projectId, status, statusReason, pausedAt, end, followerCount, followingCount, postCount, queued, lastSyncedAt, createdAt }: ShownAccount): z.infer<typeof Account> => ({
  id: accountId, platform, place, username, displayName, profileUrl, projectId, status, statusReason, pausedAt, accessEnds: end, followers: followerCount, following: followingCount, posts: postCount, queued, lastSyncedAt, createdAt,
});

const Slot = z.object({ weekday: z.int().meta({ description: day }), time: z.string().meta({ description: 'On a clock of the zone.', example: '09:30' }) }).meta({ id: 'PostingTime', description: 'A time of the week.' });
export const Slots = z.object({ timeZone: z.string().meta({ description: 'Whose clocks the times are on.', example: 'Europe/Berlin' }), slots: z.array(Slot).meta({ description: 'By day and time.' }), nextFree: instant('The first of them without a post.').nullable() }).meta({ id: 'PostingTimes', description: 'When an account likes to speak.' });

const projectId = z.uuid('This is not a valid id.').nullable().meta({ description: 'The project that it is offered first for; null for none.' });
export const connectBody = z
  .strictObject({
    platform: platformInput.meta({ description: 'Where it lives.' }),
    values: z.record(z.string().max(60), z.string().max(2000, 'This is too long to be right.')).meta({ description: 'What the platform asks for, by name: `place` and `key` for Ghost, `place`, `user` and `password` (an application password) for WordPress, `identifier` and `password` (an app password) for Bluesky.' }),
    projectId: projectId.optional(),
  })
  .meta({ id: 'AccountConnectInput', description: 'An account that is connected by a key.' });
export const patchBody = z.strictObject({ projectId }).meta({ id: 'AccountChangeInput', description: 'What can be changed of an account.' });
export const pauseBody = z.strictObject({ reason: pauseInput.shape.reason.meta({ description: 'Shown to everyone who would post with it.' }) }).meta({ id: 'AccountPauseInput', description: 'Why it is paused.' });
export const slotsBody = z
  .strictObject({ timeZone: slotsInput.shape.timeZone.meta({ description: 'An IANA time zone.', example: 'Europe/Berlin' }), slots: slotsInput.shape.slots.meta({ description: `At most ${MOST_SLOTS}. ${day} All that stood there before are replaced.` }) })
  .meta({ id: 'PostingTimesInput', description: 'A whole week.' });
export const Gone = z.object({ cancelled: z.int().meta({ description: 'How many scheduled posts were cancelled with it.' }) }).meta({ id: 'AccountDisconnected', description: 'What went with the account.' });

export const example: z.infer<typeof Account> = {
  id: '019a8f64-5061-7c73-8e8f-9a0b1c2d3e4f', platform: 'ghost', place: 'https://gazette.site.org', username: 'gazette.site.org', displayName: 'The Gazette', profileUrl: 'https://gazette.site.org', projectId: null, status: 'active', statusReason: '',
  pausedAt: null, accessEnds: null, followers: null, following: null, posts: 214, queued: 3, lastSyncedAt: '2026-05-04T07:07:01.223456Z', createdAt: '2026-05-01T09:00:00.123456Z',
};
export const slotsExample = { timeZone: 'Europe/Berlin', slots: [{ weekday: 1, time: '09:30' }, { weekday: 4, time: '17:00' }] };
