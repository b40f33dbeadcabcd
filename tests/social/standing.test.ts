import { beforeAll, beforeEach, expect, test } from 'vitest';
import { standingOfPost } from '#db/queries/ledger.ts';
import { factsOf } from '#app/domains/social/ui/ledger/ledger-line.ts';
import { pauseSocial, resumeSocial } from '#app/domains/social/publishing/pause-social.server.ts';
import { readFor } from '#app/platform/org.server.ts';
import { handleOf } from '../publishing/desk.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { arrangeAccount, arrangePost } from '../support/posts.ts';
import { arrangeStopped } from '../support/stopped.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let member: Colleague;
let accountId: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'standing-paper');
  member = await colleague(app, owner.browser, 'member');
  accountId = await arrangeAccount(app, owner.organizationId, { platform: 'mastodon' });
  await app.drain();
});

beforeEach(() => void app.queue.splice(0));

const org = (as: Pick<Colleague, 'browser'> = owner) => handleOf(app, as, 'post:schedule');
const target = async (id: string) => (await app.owner.query('select * from post_targets where id = $1', [id])).rows[0];
const lateBy = (minutes: number, more: Partial<Parameters<typeof arrangePost>[2]> = {}) => arrangePost(app, owner.organizationId, { accounts: [accountId], at: new Date(Date.now() - minutes * 60_000), ...more });

test('a post’s standing tells each account with its attempts and every step, in order', async () => {
  const { postId, targetId } = await arrangeStopped(app, owner.organizationId, { accountId, sentence: 'No answer came in time.' });
  const found = await readFor(org(), { standing: standingOfPost(postId) });
  if (!found.ok) throw new Error(found.problem.message);
  expect(found.value.standing).toMatchObject([{ id: targetId, platform: 'mastodon', status: 'needs_attention', attempt: { state: 'needs_human', tries: 1, segment: 0 }, attempts: [{ version: 1, segment: 0, state: 'needs_human' }], lines: [{ kind: 'looked', evidence: { seen: 12 } }, { kind: 'needs_human', sentence: 'No answer came in time.' }] }]);
  const stranger = await founder(app);
  const strange = await readFor(org(stranger), { standing: standingOfPost(postId) });
  expect(strange).toMatchObject({ ok: true, value: { standing: [] } });
});

test('evidence is told in words, links only lead to the web, and what has no word is shown as it came', () => {
  expect(factsOf({ seen: 3, alike: [{ id: '1', url: 'https://x.com/a/status/1' }, { id: '2', url: 'javascript:alert(1)' }], status: 502, answer: '<html>', odd: { a: 1 } })).toEqual([
    { label: 'Recent posts looked through', values: [{ text: '3' }] },
    { label: 'That it could be', values: [{ text: 'https://x.com/a/status/1', url: 'https://x.com/a/status/1' }, { text: 'javascript:alert(1)' }] },
    { label: 'It answered with', values: [{ text: '502' }] },
    { label: 'odd', values: [{ text: '{"a":1}' }], isRaw: true },
    { label: 'What the platform answered', values: [{ text: '<html>' }], isRaw: true },
  ]);
});

test('paused, every page of social and Today say so with the reason; pausing twice is refused', async () => {
  expect(await pauseSocial(org(member), { reason: 'x' })).toMatchObject({ ok: false, problem: { kind: 'forbidden' } });
  expect(await pauseSocial(org(), { reason: 'A storm is coming' })).toMatchObject({ ok: true });
  expect(await pauseSocial(org(), { reason: 'again' })).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
  for (const path of ['/social', '/social/needs-you', '/social/accounts', '/']) {
    const page = await owner.browser.get(path);
    expect(page.text, path).toContain('A storm is coming.');
    expect(page.trips, path).toBe(1);
  }
  await resumeSocial(org(), { late: 'own' });
  expect((await owner.browser.get('/social')).text).not.toContain('A storm is coming');
});

test.each(['own', 'publish', 'hold', 'skip'] as const)('resumed with “%s”, what is late goes that way and what is planned stays', async (late) => {
  await pauseSocial(org(), { reason: '' });
  const { targets: [overdue] } = await lateBy(30);
  const { targets: [ahead] } = await lateBy(-60);
  const page = (await owner.browser.get('/social')).text.replaceAll('<!-- -->', '');
  expect(page).toContain('late.');
  app.queue.splice(0);
  expect(await resumeSocial(org(), { late })).toMatchObject({ ok: true });
  const now = await target(overdue!);
  if (late === 'hold') expect(now).toMatchObject({ status: 'needs_attention', failure_code: 'late', wake_at: null });
  else if (late === 'skip') expect(now).toMatchObject({ status: 'cancelled', failure_code: 'skipped', wake_at: null });
  else {
    expect(now).toMatchObject({ status: 'scheduled' });
    expect(now.wake_at.getTime()).toBeLessThanOrEqual(Date.now());
    expect(app.queue).toContainEqual({ id: overdue, type: 'social.target', fence: now.fence });
    expect(Date.now() - now.scheduled_at.getTime() > 29 * 60_000).toBe(late === 'own');
  }
  expect(await target(ahead!)).toMatchObject({ status: 'scheduled', fence: 0 });
  await app.owner.query('update post_targets set status = $2, wake_at = null, look_at = null where id = $1', [overdue, 'cancelled']);
});
