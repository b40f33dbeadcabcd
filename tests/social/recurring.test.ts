import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Pattern } from '#app/domains/planning/recurrence.ts';
import { nextOf, type Repeats } from '#app/domains/social/composing/repeats.ts';
import { programWith } from '../api/program.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { colleague, founder } from '../support/people.ts';
import { arrangeAccount } from '../support/posts.ts';
import { pressUndo } from '../support/undo.ts';
import { dice } from '../support/zones.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let mastodon: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'repeating-paper');
});
beforeEach(async () => {
  mastodon = await arrangeAccount(app, owner.organizationId);
});

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const postOf = async (id: string) => (await rows("select *, to_char(scheduled_wall, 'YYYY-MM-DD HH24:MI') as wall from posts where id = $1", [id]))[0];
const targetsOf = (id: string) => rows('select * from post_targets where post_id = $1 order by social_account_id', [id]);
const nextsOf = (id: string) => rows("select *, to_char(scheduled_wall, 'YYYY-MM-DD HH24:MI') as wall from posts where repeats_id = $1 and deleted_at is null", [id]);

type Fields = Record<string, string | string[]>;
const TUESDAY = { when: 'later', date: '2030-03-19', time: '09:00', zone: 'Europe/Lisbon', repeats: 'week', interval: '2', 'weekdays[]': 'TU', ends: 'never' };
const begin = async (fields: Fields = {}) => {
  const answer = await owner.browser.post('/social/posts/new', { intent: 'schedule', text: 'Market day', 'accounts[]': ['', mastodon], ...TUESDAY, ...fields }, { follow: false });
  return { status: answer.status, text: answer.text, id: /posts\/([0-9a-f-]{36})/.exec(answer.headers.get('Location') ?? '')?.[1] ?? '' };
};
const act = async (id: string, intent: string, fields: Fields = {}) => owner.browser.post(`/social/posts/${id}`, { intent, postId: id, revision: String((await postOf(id)).revision), ...fields }, { follow: false });
/** As if its moment had just come, and the clock ticked. */
async function comeDue(id: string) {
  await rows("update posts set scheduled_at = now() - interval '1 second' where id = $1", [id]);
  await tick();
  return (await nextsOf(id))[0];
}
const tick = () => app.tick();

describe('a post that repeats', () => {
  test('on every second Tuesday at nine in Lisbon stays at nine when the clocks change', async () => {
    const { id } = await begin();
    expect(await postOf(id)).toMatchObject({ wall: '2030-03-19 09:00', scheduled_at: new Date('2030-03-19T09:00:00Z'), recurrence: { pattern: { every: 'week', interval: 2, weekdays: ['TU'] }, ends: null, on: '2030-03-19', time: '09:00', zone: 'Europe/Lisbon' } });
    const moments = [];
    let repeats = (await postOf(id)).recurrence as Repeats;
    for (let n = 0; n < 17; n += 1) {
      const next = nextOf(repeats, new Date('2030-03-01T00:00:00Z'))!;
      repeats = next.repeats;
      moments.push(next.at.toISOString());
    }
    // Summer time from 31 March to 27 October.
    expect(moments.slice(0, 2)).toEqual(['2030-04-02T08:00:00.000Z', '2030-04-16T08:00:00.000Z']);
    expect(moments.slice(-3)).toEqual(['2030-10-15T08:00:00.000Z', '2030-10-29T09:00:00.000Z', '2030-11-12T09:00:00.000Z']);
  });

  test('is followed by its next when its moment comes, once, with the words frozen and the rule handed on', async () => {
    const { id } = await begin();
    await tick();
    expect(await nextsOf(id)).toEqual([]);
    await rows("update posts set scheduled_at = now() - interval '1 second' where id = $1", [id]);
    await Promise.all([tick(), tick(), tick()]);
    await tick();
    const nexts = await nextsOf(id);
    expect(nexts).toHaveLength(1);
    expect(nexts[0]).toMatchObject({ text: 'Market day', status: 'scheduled', wall: '2030-04-02 09:00', time_zone: 'Europe/Lisbon', scheduled_at: new Date('2030-04-02T08:00:00Z'), author_id: owner.userId, version: 1, recurrence: { on: '2030-04-02' } });
    expect((await postOf(id)).recurrence).toBeNull();
    expect(await targetsOf(nexts[0].id)).toMatchObject([{ social_account_id: mastodon, status: 'scheduled', version: 1, scheduled_at: new Date('2030-04-02T08:00:00Z'), wake_at: new Date('2030-04-02T07:30:00Z') }]);
    const [before, after] = await Promise.all([id, nexts[0].id].map(async (post) => (await rows('select * from post_versions where post_id = $1', [post]))[0]));
    expect(after).toMatchObject({ content_hash: before.content_hash, created_by: owner.userId });
    expect(after.approved_at).not.toBeNull();
    // Never more than one ahead.
    await tick();
    expect(await nextsOf(nexts[0].id)).toEqual([]);
  });

  test('ends with its last day or its count', async () => {
    const { id } = await begin({ ends: 'count', count: '2' });
    const second = await comeDue(id);
    expect(second.recurrence.ends).toEqual({ count: 1 });
    expect(await comeDue(second.id)).toBeUndefined();
    expect((await postOf(second.id)).recurrence).toBeNull();
    const until = await begin({ ends: 'until', until: '2030-04-01' });
    expect(await comeDue(until.id)).toBeUndefined();
  });

  test('goes on with the words as they are now: a change is for this one and all that follow', async () => {
    const { id } = await begin();
    expect((await act(id, 'save', { text: 'Market day, and the ferry', 'accounts[]': ['', mastodon] })).status).toBe(302);
    expect((await comeDue(id)).text).toBe('Market day, and the ferry');
  });

  test('is set apart: the next keeps the words as they were, and this one can be changed alone', async () => {
    const { id } = await begin();
    expect((await act(id, 'set-apart')).status).toBe(302);
    const [next] = await nextsOf(id);
    expect(next).toMatchObject({ wall: '2030-04-02 09:00', status: 'scheduled', recurrence: { on: '2030-04-02' } });
    expect((await act(id, 'save', { text: 'Only today', 'accounts[]': ['', mastodon] })).status).toBe(302);
    expect([(await postOf(id)).recurrence, (await postOf(next.id)).text]).toEqual([null, 'Market day']);
    expect((await act(id, 'set-apart')).status).toBe(409);
    expect(await comeDue(id)).toMatchObject({ id: next.id });
  });

  test('is skipped once, and the skip is taken back', async () => {
    const { id } = await begin();
    const page = await owner.browser.post(`/social/posts/${id}`, { intent: 'skip', postId: id, revision: '1' });
    expect(await postOf(id)).toMatchObject({ wall: '2030-04-02 09:00', scheduled_at: new Date('2030-04-02T08:00:00Z'), recurrence: { on: '2030-04-02' } });
    expect((await targetsOf(id))[0].scheduled_at).toEqual(new Date('2030-04-02T08:00:00Z'));
    expect(await pressUndo(owner.browser, page.text)).toBe(302);
    expect(await postOf(id)).toMatchObject({ wall: '2030-03-19 09:00', recurrence: { on: '2030-03-19' } });
    expect((await targetsOf(id))[0].scheduled_at).toEqual(new Date('2030-03-19T09:00:00Z'));
  });

  test('ended by mistake it goes on when the end is taken back, as long as nobody changed it', async () => {
    const { id } = await begin();
    const before = (await postOf(id)).recurrence;
    const page = await owner.browser.post(`/social/posts/${id}`, { intent: 'end-repeats', postId: id, revision: '1' });
    expect((await postOf(id)).recurrence).toBeNull();
    expect(await pressUndo(owner.browser, page.text)).toBe(302);
    expect((await postOf(id)).recurrence).toEqual(before);
    // The second press finds it repeating; a rule that cannot be is none.
    expect(await pressUndo(owner.browser, page.text)).toBe(409);
    expect((await act(id, 'end-repeats')).status).toBe(302);
    const other = { ...before, pattern: { every: 'week', interval: 1, weekdays: ['WE'] } };
    expect((await act(id, 'go-on', { back: JSON.stringify(other) })).status).toBe(422);
    expect((await act(id, 'go-on', { back: 'nonsense' })).status).toBe(422);
    await act(id, 'save', { text: 'Other words', 'accounts[]': ['', mastodon] });
    expect(await pressUndo(owner.browser, page.text)).toBe(409);
    expect(await comeDue(id)).toBeUndefined();
  });

  test('a program makes it repeat, skips one, sets one apart and ends the series', async () => {
    const program = await programWith(app, owner.browser);
    const made = await program.post('/posts', { body: { text: 'Market day', targets: [{ accountId: mastodon }] } });
    const path = `/posts/${made.body.id}`;
    const at = { date: '2030-03-19', time: '09:00', zone: 'Europe/Lisbon' };
    const recurrence = { pattern: { every: 'week', interval: 2, weekdays: ['TU'] } };
    expect((await program.post(`${path}/schedule`, { body: { revision: 1, at: 'slots', recurrence } })).status).toBe(422);
    const scheduled = await program.post(`${path}/schedule`, { body: { revision: 1, at, recurrence } });
    expect(scheduled.body.recurrence).toEqual({ ...recurrence, ends: null, on: '2030-03-19', time: '09:00', zone: 'Europe/Lisbon' });
    const skipped = await program.post(`${path}/skip`, { body: { revision: 1 } });
    expect([skipped.status, skipped.body.recurrence]).toMatchObject([200, { on: '2030-04-02' }]);
    expect((await postOf(made.body.id as string)).scheduled_at).toEqual(new Date('2030-04-02T08:00:00Z'));
    expect((await program.post(`${path}/skip`, { body: { revision: 2 } })).status).toBe(409);
    const apart = await program.post(`${path}/set-apart`, { body: { revision: 1 } });
    expect(apart.body).toMatchObject({ nextId: expect.any(String), at: '2030-04-16T08:00:00.000Z', reason: null });
    const next = `/posts/${apart.body.nextId}`;
    expect((await program.get(next)).body).toMatchObject({ status: 'scheduled', repeatsId: made.body.id, recurrence: { on: '2030-04-16' } });
    for (const deed of ['skip', 'set-apart', 'end-repeats']) expect((await program.post(`${path}/${deed}`, { body: { revision: 1 } })).status).toBe(409);
    const ended = await program.post(`${next}/end-repeats`, { body: { revision: 1 } });
    expect(ended.body).toMatchObject({ status: 'scheduled', recurrence: null });
    expect(await comeDue(apart.body.nextId as string)).toBeUndefined();
  });

  test('moved by itself, only this one moves', async () => {
    const { id } = await begin();
    expect((await act(id, 'reschedule', { ids: id, date: '2030-03-20', time: '18:00', zone: 'Europe/Lisbon' })).status).toBe(302);
    expect(await comeDue(id)).toMatchObject({ wall: '2030-04-02 09:00' });
  });

  test('given another rule, it is that one from then on; said to be once, it ends', async () => {
    const { id } = await begin();
    expect((await act(id, 'schedule', { 'accounts[]': ['', mastodon], ...TUESDAY, repeats: 'month-nth', interval: '1' })).status).toBe(302);
    expect((await postOf(id)).recurrence).toMatchObject({ pattern: { every: 'month', interval: 1, on: { nth: 3, weekday: 'TU' } } });
    expect((await act(id, 'schedule', { 'accounts[]': ['', mastodon], ...TUESDAY, repeats: 'no' })).status).toBe(302);
    expect((await postOf(id)).recurrence).toBeNull();
    const other = await begin();
    expect((await act(other.id, 'end-repeats')).status).toBe(302);
    expect(await comeDue(other.id)).toBeUndefined();
  });

  test('whose words stand approved, its next are approved too; other words are not', async () => {
    const other = await founder(app, 'approving-repeats');
    const account = await arrangeAccount(app, other.organizationId);
    await rows('update organizations set settings = settings || \'{"postApprovals": {"required": 1, "fourEyes": true}}\' where id = $1', [other.organizationId]);
    const editor = await colleague(app, other.browser, 'editor');
    const made = await other.browser.post('/social/posts/new', { intent: 'schedule', text: 'Held', 'accounts[]': ['', account], ...TUESDAY }, { follow: false });
    const id = /posts\/([0-9a-f-]{36})/.exec(made.headers.get('Location')!)![1]!;
    const [version] = await rows('select * from post_versions where post_id = $1', [id]);
    expect((await editor.browser.post(`/social/posts/${id}`, { intent: 'decide', postId: id, contentHash: version.content_hash, decision: 'approved' }, { follow: false })).status).toBe(302);
    const next = await comeDue(id);
    expect(next.approval).toBe('approved');
    expect((await rows('select approved_at, created_by from post_versions where post_id = $1', [next.id]))[0]).toMatchObject({ approved_at: expect.any(Date), created_by: other.userId });
    expect(await rows('select approver_id from post_approvals where post_id = $1', [next.id])).toEqual([{ approver_id: editor.userId }]);
    await other.browser.post(`/social/posts/${next.id}`, { intent: 'save', postId: next.id, revision: '1', text: 'Held, differently', 'accounts[]': ['', account] }, { follow: false });
    const third = await comeDue(next.id);
    expect(third).toMatchObject({ approval: null, text: 'Held, differently' });
    expect((await rows('select approved_at from post_versions where post_id = $1', [third.id]))[0].approved_at).toBeNull();
  });

  test('with no account left, its next waits as a draft and its author is told', async () => {
    const { id } = await begin();
    await rows("update post_targets set status = 'cancelled', wake_at = null, look_at = null where post_id = $1", [id]);
    const next = await comeDue(id);
    expect(next).toMatchObject({ status: 'draft', scheduled_at: null, wall: '2030-04-02 09:00', recurrence: { on: '2030-04-02' } });
    expect(await rows("select data ->> 'reason' as reason from notifications where user_id = $1 and type = 'post.not-repeated'", [owner.userId])).toEqual([{ reason: 'None of its accounts is connected any more. Choose where it goes, then give it its time.' }]);
  });

  test('in the trash or off the schedule it is followed by nothing', async () => {
    const { id } = await begin();
    await act(id, 'unschedule');
    await tick();
    expect(await nextsOf(id)).toEqual([]);
    const other = await begin();
    await act(other.id, 'trash', { ids: other.id });
    expect(await comeDue(other.id)).toBeUndefined();
  });

  test.each([
    [{ when: 'later', repeats: 'week', 'weekdays[]': 'WE' }, 'Its own day is none of those on which it repeats.'],
    [{ ends: 'until', until: '2030-01-01' }, 'The last day is before the first.'],
  ])('a rule that cannot be is a sentence', async (fields, sentence) => {
    const { status, text } = await begin(fields as Fields);
    expect(status).toBe(422);
    expect(text).toContain(sentence);
  });
});

test('by seed: each next is the first of the rule that lies ahead, and its count goes down by what passed', () => {
  for (let seed = 0; seed < 400; seed += 1) {
    const { upTo, pick } = dice(seed);
    const patterns: Pattern[] = [{ every: 'day', interval: 1 + upTo(5) }, { every: 'week', interval: 1 + upTo(3), weekdays: ['TU'] }, { every: 'month', interval: 1 + upTo(3), on: { nth: 3, weekday: 'TU' } }];
    const count = 2 + upTo(20);
    let repeats: Repeats = { pattern: pick(patterns), ends: { count }, on: '2030-03-19', time: pick(['02:30', '09:00', '23:59']), zone: pick(['Europe/Lisbon', 'America/New_York', 'Australia/Lord_Howe', 'UTC']) };
    const seen = [repeats.on];
    for (let next = nextOf(repeats, new Date(0)); next; next = nextOf(repeats, new Date(0))) {
      expect(next.repeats.on > repeats.on, `seed ${seed}`).toBe(true);
      repeats = next.repeats;
      seen.push(repeats.on);
    }
    expect(seen, `seed ${seed}`).toHaveLength(count);
    expect(repeats.ends).toEqual({ count: 1 });
  }
});

describe('posted again', () => {
  test('the copy has words, accounts and all but a time; the same words are refused where the platform refuses them, and other words go out', async () => {
    const x = await arrangeAccount(app, owner.organizationId, { platform: 'twitter' });
    const { id } = await begin({ text: 'Market day is back', 'accounts[]': ['', mastodon, x], repeats: 'no' });
    await rows("update post_targets set status = 'published', published_at = now(), platform_post_id = id::text, wake_at = null, look_at = null where post_id = $1", [id]);
    const copied = await owner.browser.post(`/social/posts/${id}`, { intent: 'repeat', postId: id }, { follow: false });
    const copy = /posts\/([0-9a-f-]{36})/.exec(copied.headers.get('Location')!)![1]!;
    expect(await postOf(copy)).toMatchObject({ text: 'Market day is back', repeats_id: id, status: 'draft', scheduled_at: null, recurrence: null });
    const again = { ...TUESDAY, repeats: 'no', 'accounts[]': ['', mastodon, x] };
    const refused = await act(copy, 'schedule', { ...again, text: 'Market day  is back' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('X refuses words that this account has posted there already. Say it differently.');
    expect(refused.text).not.toContain('Mastodon refuses');
    expect((await act(copy, 'schedule', { ...again, text: 'Market day once more' })).status).toBe(302);
    const second = await owner.browser.post(`/social/posts/${id}`, { intent: 'repeat', postId: id }, { follow: false });
    expect((await act(/posts\/([0-9a-f-]{36})/.exec(second.headers.get('Location')!)![1]!, 'schedule', { ...again, 'accounts[]': ['', mastodon] })).status).toBe(302);
  });
});
