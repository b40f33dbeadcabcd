import { beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { arrangeAccount, arrangePost } from '../support/posts.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let account: string;
let other: string;

const HOUR = 3_600_000;
const ahead = (hours: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + hours * HOUR);
const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const tagsOf = async (id: string) => (await rows('select t.name from post_tags l join tags t on t.id = l.tag_id where l.post_id = $1 order by t.name', [id])).map(({ name }) => name);
const momentsOf = async (id: string) => (await rows("select p.status as post, t.status, t.version, extract(epoch from t.scheduled_at)::float8 * 1000 as at, extract(epoch from p.scheduled_at)::float8 * 1000 as first, t.wake_at is not null as woken from posts p join post_targets t on t.post_id = p.id where p.id = $1 order by t.id", [id]));
const planned = (hours = 5, more: object = {}) => arrangePost(app, owner.organizationId, { accounts: [account], at: ahead(hours), ...more });

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'bulk-paper');
  account = await arrangeAccount(app, owner.organizationId);
  other = await arrangeAccount(app, owner.organizationId, { platform: 'twitter' });
});

/** Presses, and answers what the toast offers to send back. */
async function press(fields: Record<string, string>) {
  const answer = await owner.browser.post('/social', { back: '/social', ...fields }, { follow: false });
  if (answer.status === 302) expect(answer.trips).toBeLessThanOrEqual(2);
  const page = answer.status === 302 ? await owner.browser.get('/social') : answer;
  const undo = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(/<form[^>]*>(?:(?!<\/form>)[\s\S])*Undo[\s\S]*?<\/form>/.exec(page.text)?.[0] ?? '')?.[1];
  return { status: answer.status, text: page.text, undo };
}

test('tags are added to many and taken off many, and undo touches only what that press changed', async () => {
  const [one, two] = [(await planned()).id, (await planned()).id];
  await press({ intent: 'tag', ids: one, addTags: 'Ferry' });
  const added = await press({ intent: 'tag', ids: `${one},${two}`, addTags: 'ferry, Harbour' });
  expect(added.text).toContain('The tags of 2 posts are changed.');
  expect([await tagsOf(one), await tagsOf(two)]).toEqual([['Ferry', 'Harbour'], ['Ferry', 'Harbour']]);
  const back = await press({ intent: 'untag', links: added.undo('links')! });
  expect(back.text).toContain('The tags are as they were.');
  expect([await tagsOf(one), await tagsOf(two)]).toEqual([['Ferry'], []]);
  const removed = await press({ intent: 'tag', ids: `${one},${two}`, removeTags: 'FERRY', addTags: 'Tide' });
  expect([await tagsOf(one), await tagsOf(two)]).toEqual([['Tide'], ['Tide']]);
  await press({ intent: 'untag', links: removed.undo('links')! });
  expect([await tagsOf(one), await tagsOf(two)]).toEqual([['Ferry'], []]);
  expect((await press({ intent: 'tag', ids: one, addTags: 'Ferry' })).text).toContain('They had these tags already.');
  expect((await press({ intent: 'tag', ids: one })).status).toBe(422);
  for (const links of ['', '+x:y', `*${one}:${one}`, `+${one}:`]) expect((await press({ intent: 'untag', links })).status).toBe(422);
});

test('many are taken off the schedule at one press, and undo gives each account its moment back', async () => {
  const both = await planned(5, { accounts: [account, other] });
  await rows('update post_targets set scheduled_at = $2 where id = $1', [both.targets[1], ahead(6).toISOString()]);
  const single = await planned(7);
  const before = [await momentsOf(both.id), await momentsOf(single.id)];
  const draft = await arrangePost(app, owner.organizationId, { accounts: [account] });
  const off = await press({ intent: 'cancel', ids: `${both.id},${single.id},${draft.id}` });
  expect(off.text).toContain('2 posts off the schedule. 1 post could not be stopped any more, or waited for nothing.');
  for (const { id } of [both, single]) expect(await momentsOf(id)).toEqual((id === both.id ? [0, 1] : [0]).map(() => expect.objectContaining({ post: 'draft', status: 'draft', at: null, first: null, woken: false })));
  const again = await press({ intent: 'put-back', places: off.undo('places')! });
  expect(again.text).toContain('2 posts on the schedule again.');
  expect([await momentsOf(both.id), await momentsOf(single.id)]).toEqual(before.map((all) => all.map((target) => ({ ...target, post: 'scheduled', woken: true }))));
  const said = await rows("select resource_id as id, (metadata ->> 'accounts')::int as accounts from audit_log where action = 'post.scheduled' and resource_id = any ($1)", [[both.id, single.id]]);
  expect(Object.fromEntries(said.map(({ id, accounts }) => [id, accounts]))).toEqual({ [both.id]: 2, [single.id]: 1 });
  expect((await press({ intent: 'put-back', places: off.undo('places')! })).text).toContain('It was changed since');
});

test('what was changed or whose moment passed since stays off', async () => {
  const changed = await planned();
  const off = await press({ intent: 'cancel', ids: changed.id });
  await owner.browser.post(`/social/posts/${changed.id}`, { intent: 'save', postId: changed.id, revision: '1', text: 'Other words' }, { follow: false });
  expect((await press({ intent: 'put-back', places: off.undo('places')! })).text).toContain('It was changed since, so it is a draft now.');
  const late = await planned();
  await press({ intent: 'cancel', ids: late.id });
  expect((await press({ intent: 'put-back', places: `${late.targets[0]}@1@${Date.now() - 1000}` })).text).toContain('Its moment has passed meanwhile');
  expect(await momentsOf(late.id)).toMatchObject([{ status: 'draft', at: null }]);
  for (const places of ['', 'x@1@2', `${late.targets[0]}@0@1`, `${late.targets[0]}@1@x`]) expect((await press({ intent: 'put-back', places })).status).toBe(422);
});

test('nobody tags, unties or puts back another organization’s posts', async () => {
  const stranger = await founder(app);
  const theirs = await arrangePost(app, stranger.organizationId, { accounts: [await arrangeAccount(app, stranger.organizationId)], at: ahead(5) });
  expect((await press({ intent: 'tag', ids: theirs.id, addTags: 'Ours' })).status).toBe(404);
  expect((await press({ intent: 'untag', links: `-${theirs.id}:${theirs.id}` })).status).toBe(404);
  expect((await press({ intent: 'cancel', ids: theirs.id })).status).toBe(404);
  expect((await press({ intent: 'put-back', places: `${theirs.targets[0]}@1@${Date.now() + HOUR}` })).status).toBe(404);
});

test('many go to the trash at one press, off the schedule, and come back as drafts', async () => {
  const [one, two] = [await planned(), await planned()];
  const away = await press({ intent: 'trash', ids: `${one.id},${two.id}` });
  expect(away.text).toContain('2 posts moved to the trash.');
  await press({ intent: 'restore', ids: away.undo('ids')! });
  for (const { id } of [one, two]) expect(await momentsOf(id)).toMatchObject([{ post: 'draft', status: 'draft', at: null }]);
});
