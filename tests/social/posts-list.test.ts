import { beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { arrangeAccount, arrangePost } from '../support/posts.ts';
import { arrangeStopped } from '../support/stopped.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let viewer: Colleague;
let accounts: { bird: string; elephant: string };
const ids: Record<string, string> = {};

const HOUR = 3_600_000;
const ahead = (hours: number) => new Date(Date.now() + hours * HOUR);
const sql = (text: string, values: unknown[]) => app.owner.query(text, values);
const published = (targets: readonly string[], at: Date) => sql("update post_targets set status = 'published', published_at = $2, wake_at = null, look_at = null, platform_url = 'https://social.example/1' where id = any ($1)", [targets, at.toISOString()]);

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'listed-paper');
  viewer = await colleague(app, owner.browser, 'viewer');
  const org = owner.organizationId;
  accounts = { bird: await arrangeAccount(app, org, { platform: 'twitter', username: 'quay' }), elephant: await arrangeAccount(app, org, { platform: 'mastodon', username: 'pier' }) };
  const both = [accounts.bird, accounts.elephant];
  ids.draft = (await arrangePost(app, org, { text: 'A draft about nets', accounts: [accounts.bird] })).id;
  ids.later = (await arrangePost(app, org, { text: 'The later one of ropes', accounts: both, at: ahead(5) })).id;
  ids.soon = (await arrangePost(app, org, { text: 'The sooner one of sails', accounts: [accounts.elephant], at: ahead(2), authorId: owner.userId })).id;
  const out = await arrangePost(app, org, { text: 'Out since yesterday', accounts: both, at: ahead(-24) });
  const older = await arrangePost(app, org, { text: 'Out since last week', accounts: [accounts.bird], at: ahead(-24 * 7) });
  await published(out.targets, ahead(-24));
  await published(older.targets, ahead(-24 * 7));
  ids.out = out.id;
  ids.older = older.id;
  ids.trash = (await arrangePost(app, org, { text: 'Thrown overboard', accounts: [accounts.bird], deletedAt: new Date().toISOString() })).id;
  const { rows: [tag] } = await sql("insert into tags (organization_id, name, slug) values ($1, 'Harbour', 'harbour') returning id", [org]);
  const { rows: [campaign] } = await sql("insert into campaigns (organization_id, name) values ($1, 'Summer on the quay') returning id", [org]);
  await sql('insert into post_tags (organization_id, post_id, tag_id) values ($1, $2, $3)', [org, ids.later, tag.id]);
  await sql('update posts set campaign_id = $2 where id = $1', [ids.soon, campaign.id]);
  Object.assign(ids, { tag: tag.id, campaign: campaign.id });
  await app.drain();
});

const NAMES = ['draft', 'later', 'soon', 'out', 'older', 'trash'] as const;
/** Which posts the page shows, in its order. */
async function shown(search = '') {
  const page = await owner.browser.get(`/social${search}`);
  expect(page.status).toBe(200);
  expect(page.trips).toBe(1);
  return Array.from(page.text.matchAll(/href="\/social\/posts\/([0-9a-f-]{36})"/g), ([, id]) => NAMES.find((name) => ids[name] === id)).filter(Boolean);
}

test('each view has its posts in its order', async () => {
  expect(await shown()).toEqual(['older', 'out', 'soon', 'later', 'draft']);
  expect(await shown('?view=scheduled')).toEqual(['soon', 'later']);
  expect(await shown('?view=published')).toEqual(['out', 'older']);
  expect(await shown('?view=drafts')).toEqual(['draft']);
  expect(await shown('?view=trash')).toEqual(['trash']);
});

test('each filter stands in the address, and they add up', async () => {
  expect(await shown(`?account=${accounts.elephant}`)).toEqual(['out', 'soon', 'later']);
  expect(await shown('?platform=twitter')).toEqual(['older', 'out', 'later', 'draft']);
  expect(await shown(`?view=scheduled&platform=twitter`)).toEqual(['later']);
  expect(await shown(`?view=published&account=${accounts.bird}`)).toEqual(['out', 'older']);
  expect(await shown(`?view=trash&account=${accounts.bird}`)).toEqual(['trash']);
  expect(await shown(`?view=trash&account=${accounts.elephant}`)).toEqual([]);
  expect(await shown(`?tag=${ids.tag}`)).toEqual(['later']);
  expect(await shown(`?view=scheduled&tag=${ids.tag}`)).toEqual(['later']);
  expect(await shown(`?campaign=${ids.campaign}`)).toEqual(['soon']);
  expect(await shown(`?author=${owner.userId}`)).toEqual(['soon']);
  expect(await shown('?status=published')).toEqual(['older', 'out']);
  expect(await shown(`?account=${accounts.bird}&tag=${ids.tag}`)).toEqual(['later']);
  expect(await shown(`?account=${accounts.elephant}&author=${owner.userId}&status=published`)).toEqual([]);
  // Late in the evening of UTC it is tomorrow already where the reader lives.
  const day = ahead(-24 * 6).toISOString().slice(0, 10);
  expect(await shown(`?to=${day}`)).toEqual(['older']);
});

test('what cannot be read in an address is as if it were not there', async () => {
  expect(await shown('?account=x&status=odd&from=yesterday&view=none&after=~')).toEqual(['older', 'out', 'soon', 'later', 'draft']);
  for (const after of [`${ids.out}~now`, `${ids.out}~2026-99-99T00:00:00Z`, "x'~"]) expect((await owner.browser.get(`/social?view=scheduled&after=${encodeURIComponent(after)}`)).status).toBe(200);
});

test.each(['', 'view=scheduled', 'view=published', 'platform=mastodon'])('no post is lost or shown twice from page to page: %s', async (search) => {
  const { organizationId, browser } = await founder(app);
  const accountId = await arrangeAccount(app, organizationId, { platform: 'mastodon' });
  const at = search === 'view=published' ? ahead(-1) : ahead(3);
  const made: string[] = [];
  // All at one moment: only the id tells them apart.
  for (let index = 0; index < 105; index += 1) {
    const { id, targets } = await arrangePost(app, organizationId, { accounts: [accountId], at });
    if (search === 'view=published') await published(targets, at);
    made.push(id);
  }
  const seen: string[] = [];
  let next: string | undefined = `/social?${search}`;
  for (let page = 0; next && page < 5; page += 1) {
    const answer = await browser.get(next);
    seen.push(...Array.from(answer.text.matchAll(/href="\/social\/posts\/([0-9a-f-]{36})" data-row-link|data-row-link="true"[^>]*href="\/social\/posts\/([0-9a-f-]{36})"/g), ([, one, other]) => (one ?? other)!));
    next = /<a[^>]*rel="next"[^>]*href="([^"]+)"/.exec(answer.text)?.[1]?.replaceAll('&amp;', '&');
    if (next?.startsWith('?')) next = `/social${next}`;
  }
  expect(seen.length).toBe(105);
  expect(new Set(seen)).toEqual(new Set(made));
});

test('what stopped stands under Needs you, with what was seen and what can be decided', async () => {
  const { targetId } = await arrangeStopped(app, owner.organizationId, { accountId: accounts.bird, text: 'Is the ferry out', sentence: 'X did not answer in time.' });
  const { targetId: failed } = await arrangeStopped(app, owner.organizationId, { accountId: accounts.elephant, text: 'The crane is broken', state: 'rejected', code: 'forbidden', sentence: 'Mastodon does not let this account post.' });
  const page = await owner.browser.get('/social/needs-you');
  expect(page.trips).toBe(1);
  expect(page.text).toContain('X did not answer in time.');
  expect(page.text).toContain('It is not among the newest posts.');
  expect(page.text).toContain('Recent posts looked through');
  for (const words of ['It is live…', 'It is not there: send it again', 'Try again', 'Let it be']) expect(page.text).toContain(words);
  // Whoever may not decide sees it all the same, and why they cannot.
  const looked = await viewer.browser.get('/social/needs-you');
  expect(looked.text).toContain('Only an owner, an admin or an editor can do this.');
  const sent = await owner.browser.post('/social/needs-you', { intent: 'again', targetId, back: '/social/needs-you' });
  expect(sent.text).not.toContain('Is the ferry out');
  expect((await owner.browser.post('/social/needs-you', { intent: 'confirm', targetId: failed, url: 'javascript:alert(1)' }, { follow: false })).status).toBe(422);
  expect((await owner.browser.post('/social/needs-you', { intent: 'again', targetId }, { follow: false })).status).toBe(409);
  const away = await owner.browser.post('/social/needs-you', { intent: 'let-be', targetId: failed, back: 'https://elsewhere.example/' }, { follow: false });
  expect(away.status).toBe(302);
  expect(away.headers.get('Location')).toBe('/social/needs-you');
});

test('a post in the trash asks nobody', async () => {
  const { postId } = await arrangeStopped(app, owner.organizationId, { accountId: accounts.bird, text: 'Thrown away while unclear' });
  await sql('update posts set deleted_at = now() where id = $1', [postId]);
  expect((await owner.browser.get('/social/needs-you')).text).not.toContain('Thrown away while unclear');
});
