import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type Program, programWith } from '../api/program.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { dice } from '../support/zones.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let program: Program;
let items: string[];
let campaign: string;

const link = (item: string, body: Record<string, unknown> = { role: 'supporting' }) => program.send('PUT', `/campaigns/${campaign}/content/${item}`, { body });
const inOrder = async () => ((await program.get(`/campaigns/${campaign}`)).body.content as { id: string }[]).map(({ id }) => items.indexOf(id));
const priorities = async () => (await app.owner.query('select priority from campaign_content where campaign_id = $1 order by priority', [campaign])).rows.map(({ priority }) => priority as number);

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'linking-paper');
  program = await programWith(app, owner.browser);
  items = [];
  for (const number of [0, 1, 2, 3, 4, 5]) items.push(await arrangeItem(app, owner.organizationId, { title: `Piece ${number}` }));
});

beforeEach(async () => {
  campaign = String((await program.post('/campaigns', { body: { name: 'Order' } })).body.id);
  for (const item of items.slice(0, 4)) await link(item);
});

test('a piece is linked once, with a role, at the end or where it is put', async () => {
  await link(items[4]!, { role: 'hero', before: items[1] });
  expect(await inOrder()).toEqual([0, 4, 1, 2, 3]);
  expect((await link(items[4]!, { role: 'reminder' })).body.content).toMatchObject([{}, { id: items[4], role: 'reminder' }, {}, {}, {}]);
  await link(items[4]!, { role: 'reminder', before: null });
  expect(await inOrder()).toEqual([0, 1, 2, 3, 4]);
  expect((await link(items[0]!, { role: 'hero', before: items[5] })).status).toBe(404);
  expect((await link(items[0]!, { role: 'star' })).status).toBe(422);
  const { body } = await program.get(`/content?campaign=${campaign}`);
  expect(body.data.map(({ id }) => items.indexOf(String(id))).toSorted()).toEqual([0, 1, 2, 3, 4]);
});

test('what lies in the trash is not shown, cannot be linked, and has its place when it comes back', async () => {
  await app.owner.query('update content_items set deleted_at = now() where id = any ($1)', [[items[1], items[5]]]);
  expect(await inOrder()).toEqual([0, 2, 3]);
  expect((await link(items[5]!)).status).toBe(404);
  await app.owner.query('update content_items set deleted_at = null where id = any ($1)', [[items[1], items[5]]]);
  expect(await inOrder()).toEqual([0, 1, 2, 3]);
});

test('taken out and put back by its way back, it stands where it stood', async () => {
  const path = `/campaigns/${campaign}?show=content`;
  const out = await owner.browser.post(path, { intent: 'unlink', campaignId: campaign, itemId: items[1]! });
  expect(await inOrder()).toEqual([0, 2, 3]);
  expect(out.text).toMatch(new RegExp(`name="before" value="${items[2]}"`));
  await link(items[1]!, { role: 'supporting', before: items[2] });
  expect(await inOrder()).toEqual([0, 1, 2, 3]);
  expect((await program.delete(`/campaigns/${campaign}/content/${items[5]}`)).status).toBe(404);
});

test('the whole order at once leaves what it does not name after the rest, and ignores what is not there', async () => {
  const order = await program.send('PUT', `/campaigns/${campaign}/content`, { body: { ids: [items[3], items[5], items[1]] } });
  expect(order.status).toBe(200);
  expect(await inOrder()).toEqual([3, 1, 0, 2]);
  expect(await priorities()).toEqual([0, 1, 2, 3]);
});

test('however many put pieces in order, link and unlink at once, none is lost and none stands twice', async () => {
  const { upTo, pick } = dice(23);
  const linked = items.slice(0, 4);
  const acts = Array.from({ length: 24 }, (_, index) => {
    if (index % 6 === 4) return link(items[4]!);
    if (index % 6 === 5) return link(items[5]!, { role: 'hero', before: pick(linked) });
    if (index % 2 === 0) return program.send('PUT', `/campaigns/${campaign}/content`, { body: { ids: [...linked].sort(() => upTo(3) - 1) } });
    return link(pick(linked), { role: 'supporting', before: pick(linked) });
  });
  expect(new Set((await Promise.all(acts)).map(({ status }) => status))).toEqual(new Set([200]));
  expect((await inOrder()).toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(new Set(await priorities()).size).toBe(6);
});
