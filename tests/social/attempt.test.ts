import { beforeAll, expect, test } from 'vitest';
import { ATTEMPT_STATES } from '#db/schema/choices.ts';
import { asksPerson, lookAfterMs, NEXT_STATE, nextStep, pauseAfter, type Standing } from '#app/domains/social/publishing/attempt.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { arrangeAccount, arrangePost } from '../support/posts.ts';

let app: TestApp;
let target: string;
let account: string;
let organizationId: string;

beforeAll(async () => {
  app = await startApp();
  ({ organizationId } = await founder(app));
  account = await arrangeAccount(app, organizationId);
  const { targets } = await arrangePost(app, organizationId, { accounts: [account], at: new Date(Date.now() + 3_600_000) });
  target = targets[0]!;
});

let segment = 0;
async function attemptIn(state: string): Promise<string> {
  const { rows } = await app.owner.query('insert into publish_attempts (organization_id, post_target_id, social_account_id, version, segment, state) values ($1, $2, $3, 1, $4, $5) returning id', [organizationId, target, account, (segment += 1), state]);
  return rows[0].id;
}

test('Postgres lets an attempt go the ways of the table, and no other', async () => {
  for (const from of ATTEMPT_STATES) {
    for (const to of ATTEMPT_STATES) {
      if (from === to) continue;
      const id = await attemptIn(from);
      const moved = await app.owner.query("update publish_attempts set state = $2, proof = 'A proof.', tries = tries + case when $2 = 'armed' then 1 else 0 end where id = $1", [id, to]).then(() => true, () => false);
      expect([from, to, moved]).toEqual([from, to, (NEXT_STATE[from] as readonly string[]).includes(to)]);
    }
  }
});

test('armed twice without a proof between: refused, whoever asks', async () => {
  const id = await attemptIn('prepared');
  const arm = () => app.owner.query("update publish_attempts set state = 'armed', tries = tries + 1 where id = $1", [id]);
  await arm();
  await expect(app.owner.query("update publish_attempts set state = 'prepared' where id = $1", [id])).rejects.toThrow(/cannot become prepared/);
  await app.owner.query("update publish_attempts set state = 'ambiguous' where id = $1", [id]);
  await expect(app.owner.query("update publish_attempts set state = 'absent', proof = '' where id = $1", [id])).rejects.toThrow(/Without a proof/);
  await app.owner.query("update publish_attempts set state = 'absent', proof = 'The platform says it is not there.' where id = $1", [id]);
  await app.owner.query("update publish_attempts set state = 'prepared' where id = $1", [id]);
  await arm();
  await expect(app.owner.query('update publish_attempts set tries = 0 where id = $1', [id])).rejects.toThrow(/counted/);
});

const now = new Date('2026-11-23T09:00:00Z');
const standing = (changes: Partial<Standing> = {}): Standing => ({ status: 'claimed', scheduledAt: now, now, approved: true, latePolicy: 'publish', lateMinutes: 240, paused: null, lead: 0, state: null, begun: false, parts: 1, confirmed: 0, ...changes });
const ahead = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test.each([
  ['at its moment it is sent', {}, 'fire'],
  ['before its lead it is checked', { scheduledAt: ahead(20) }, 'check'],
  ['within its lead it is prepared', { scheduledAt: ahead(1), lead: 120 }, 'prepare'],
  ['unclear, it is looked into', { state: 'ambiguous', begun: true }, 'look'],
  ['armed by someone who is gone, it is looked into and not sent', { state: 'armed', begun: true }, 'look'],
  ['unclear and paused, it is looked into all the same', { state: 'ambiguous', begun: true, paused: 'Paused.' }, 'look'],
  ['paused, it rests', { paused: 'Paused.' }, 'rest'],
  ['not approved, it is held', { approved: false }, 'hold'],
  ['too late, it is held', { scheduledAt: ahead(-300) }, 'hold'],
  ['too late and to be skipped, it is skipped', { scheduledAt: ahead(-300), latePolicy: 'skip' }, 'skip'],
  ['late with its first part out, it goes on', { scheduledAt: ahead(-300), begun: true, confirmed: 1, parts: 2 }, 'fire'],
  ['with all parts out it is finished', { confirmed: 1 }, 'finish'],
  ['refused, it is left alone', { state: 'rejected' }, 'nothing'],
  ['cancelled, it is left alone', { status: 'cancelled' }, 'nothing'],
  ['published, it is left alone', { status: 'published' }, 'nothing'],
  ['as a draft it is left alone', { status: 'draft' }, 'nothing'],
] as const)('%s', (_words, changes, step) => {
  expect(nextStep(standing(changes)).do).toBe(step);
});

test('a person is asked within a quarter of an hour, whatever the platform can tell', () => {
  for (const certainty of ['key', 'handle', 'search'] as const) {
    let looks = 1;
    while (!asksPerson(certainty, looks)) looks += 1;
    expect(lookAfterMs(certainty, looks - 1)).toBeLessThanOrEqual(15 * 60_000);
  }
  expect(lookAfterMs('nothing', 0)).toBeNull();
  expect(pauseAfter(30)).toBe(300);
});
