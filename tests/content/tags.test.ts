import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeCalendar } from '../support/calendar.ts';
import { arrangePost } from '../support/posts.ts';
import { arrangeCampaigns } from '../support/campaigns.ts';
import { arrangeItem } from '../support/content.ts';
import { arrangeAsset } from '../support/media.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

const HERE = '/content/tags';
let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let member: Colleague;
let stranger: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'tagged-paper');
  editor = await colleague(app, owner.browser, 'editor');
  member = await colleague(app, owner.browser, 'member');
  stranger = await founder(app, 'untagged-paper');
});

beforeEach(async () => {
  await app.owner.query('delete from content_items');
  await app.owner.query('delete from media_assets');
  await app.owner.query('delete from tags');
});

const post = (fields: Record<string, string | string[]>, as = owner.browser) => as.post(HERE, fields, { follow: false });
const idOf = async (name: string) => (await app.owner.query('select id from tags where organization_id = $1 and name = $2', [owner.organizationId, name])).rows[0]?.id as string;
const counts = async () =>
  Object.fromEntries((await app.owner.query('select name, usage_count from tags where organization_id = $1 order by name', [owner.organizationId])).rows.map(({ name, usage_count }) => [name, usage_count])) as Record<string, number>;
const trueCounts = async () =>
  Object.fromEntries(
    (
      await app.owner.query(
        `select name, ((select count(*) from content_item_tags l where l.tag_id = t.id) + (select count(*) from asset_tags l where l.tag_id = t.id))::int as links from tags t where organization_id = $1 order by name`,
        [owner.organizationId],
      )
    ).rows.map(({ name, links }) => [name, links]),
  ) as Record<string, number>;

async function make(name: string): Promise<string> {
  expect((await post({ intent: 'create', name, color: 'green' })).status).toBe(302);
  return idOf(name);
}
async function tagPieces(tagId: string, items: readonly string[], assets: readonly string[] = []) {
  for (const id of items) await app.owner.query('insert into content_item_tags (organization_id, content_item_id, tag_id) values ($1, $2, $3)', [owner.organizationId, id, tagId]);
  for (const id of assets) await app.owner.query('insert into asset_tags (organization_id, asset_id, tag_id) values ($1, $2, $3)', [owner.organizationId, id, tagId]);
}
const piece = () => arrangeItem(app, owner.organizationId);
const picture = () => arrangeAsset(app, owner.organizationId);
const tagText = async (id: string) => (await app.owner.query('select tag_text from content_items where id = $1', [id])).rows[0].tag_text;

async function undoIdOf(answer: { headers: Headers }): Promise<string> {
  const page = await owner.browser.get(answer.headers.get('Location')!);
  return /name="undoId" value="([^"]+)"/.exec(page.text)![1]!;
}

describe('the list', () => {
  test('shows each with its uses by kind, in one trip, whatever its size', async () => {
    const harbour = await make('Harbour');
    await tagPieces(harbour, [await piece(), await piece()], [await picture()]);
    const few = await owner.browser.get(HERE);
    expect(few.text).toMatch(/aria-label="2, Harbour in content"/);
    expect(few.text).toMatch(/aria-label="1, Harbour in media"/);
    for (let index = 0; index < 30; index += 1) await make(`Tag ${index}`);
    const many = await owner.browser.get(HERE);
    expect([few.trips, many.trips, many.statements]).toEqual([1, 1, few.statements]);
  });

  test('pages by a cursor in the order of the alphabet, and searches any part of a name as it is written', async () => {
    await app.owner.query("insert into tags (organization_id, name, slug) select $1, case when n % 2 = 0 then 'tag ' else 'TAG ' end || lpad(n::text, 3, '0'), 'tag' from generate_series(1, 120) n", [owner.organizationId]);
    await make('50 % off_peak');
    const names = (text: string) => Array.from(text.matchAll(/data-row-link="true"[^>]*>([^<]+)</g), ([, name]) => name!);
    const seen: string[] = [];
    for (let path: string | undefined = HERE; path; ) {
      const page = await owner.browser.get(path);
      seen.push(...names(page.text));
      path = /href="([^"]*)"[^>]*rel="next"|rel="next"[^>]*href="([^"]*)"/.exec(page.text)?.slice(1).find(Boolean)?.replaceAll('&amp;', '&');
      if (path?.startsWith('?')) path = HERE + path;
    }
    expect(seen.length).toBe(121);
    expect(seen.map((name) => name.toLowerCase())).toEqual([...seen.map((name) => name.toLowerCase())].sort());
    expect(names((await owner.browser.get(`${HERE}?q=g+007`)).text)).toEqual(['TAG 007']);
    expect(names((await owner.browser.get(`${HERE}?q=${encodeURIComponent('% off_')}`)).text)).toEqual(['50 % off_peak']);
    expect(names((await owner.browser.get(`${HERE}?q=%25%25`)).text)).toEqual([]);
    expect((await owner.browser.get(`${HERE}?q=%00%01\\&after=%00`)).status).toBe(200);
  });
});

describe('a tag', () => {
  test('is renamed and coloured, and the pieces are found by its new name', async () => {
    const harbour = await make('Harbour');
    const item = await piece();
    await tagPieces(harbour, [item]);
    expect((await post({ intent: 'change', tagId: harbour, name: 'Port', color: 'blue' })).status).toBe(302);
    expect((await app.owner.query('select name, slug, color from tags where id = $1', [harbour])).rows).toEqual([{ name: 'Port', slug: 'port', color: 'blue' }]);
    expect(await tagText(item)).toBe('Port');
    expect((await post({ intent: 'change', tagId: harbour, name: 'Port', color: 'pink' })).text).toContain('Choose a colour.');
    expect((await post({ intent: 'change', tagId: harbour, name: 'a, b', color: 'blue' })).text).toContain('A tag has no comma in its name.');
  });

  test('that takes the name of another is told so, and offered the merge', async () => {
    const [harbour, port] = [await make('Harbour'), await make('Port')];
    const answer = await owner.browser.post(`${HERE}?tag=${port}`, { intent: 'change', tagId: port, name: 'HARBOUR', color: 'red' }, { follow: false });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('There is a tag “HARBOUR” already. Choose another name, or merge the two.');
    expect(answer.text.replaceAll('<!-- -->', '')).toContain('Merge Port into HARBOUR');
    expect((await post({ intent: 'create', name: 'harbour', color: 'red' })).status).toBe(409);
    const item = await piece();
    await tagPieces(port, [item]);
    expect((await post({ intent: 'merge', 'ids[]': port, into: 'HARBOUR' })).status).toBe(302);
    expect(await idOf('Harbour')).toBe(harbour);
    expect(await counts()).toEqual({ Harbour: 1 });
  });

  test('is not for those who only write', async () => {
    expect((await post({ intent: 'create', name: 'Mine', color: 'red' }, member.browser)).status).toBe(403);
  });

  test('deleted goes from everything, and undo brings it back on all that is still there', async () => {
    const harbour = await make('Harbour');
    const [stays, goes] = [await piece(), await piece()];
    const photo = await picture();
    await tagPieces(harbour, [stays, goes], [photo]);
    const deleted = await post({ intent: 'delete', tagId: harbour });
    expect(await counts()).toEqual({});
    expect(await tagText(stays)).toBe('');
    const undoId = await undoIdOf(deleted);
    await app.owner.query('delete from content_items where id = $1', [goes]);
    for (const other of [editor.browser, stranger.browser]) expect((await post({ intent: 'restore', undoId }, other)).status).toBe(404);
    expect((await post({ intent: 'restore', undoId })).status).toBe(302);
    expect(await counts()).toEqual({ Harbour: 2 });
    expect(await idOf('Harbour')).toBe(harbour);
    expect(await tagText(stays)).toBe('Harbour');
    expect((await post({ intent: 'restore', undoId })).status).toBe(409);
  });

  test('is not brought back over another of its name', async () => {
    const undoId = await undoIdOf(await post({ intent: 'delete', tagId: await make('Harbour') }));
    await make('harbour');
    const answer = await post({ intent: 'restore', undoId });
    expect([answer.status, answer.text.includes('There is a tag of this name again.')]).toEqual([409, true]);
  });
});

describe('merging', () => {
  test('with very many links answers at once, moves them in the background, and can still be taken back', async () => {
    const [from, into] = [await make('Harbor'), await make('Harbour')];
    await app.owner.query("insert into content_items (organization_id, title, slug) select $1, 'Many', 'many-' || i from generate_series(1, 1200) i", [owner.organizationId]);
    await app.owner.query("insert into content_item_tags (organization_id, content_item_id, tag_id) select organization_id, id, $2 from content_items where organization_id = $1 and title = 'Many'", [owner.organizationId, from]);
    await app.owner.query("insert into content_item_tags (organization_id, content_item_id, tag_id) select organization_id, id, $2 from content_items where organization_id = $1 and slug in ('many-1', 'many-2')", [owner.organizationId, into]);
    const merged = await post({ intent: 'merge', 'ids[]': [from], into: 'Harbour' });
    expect(merged.status).toBe(302);
    expect(await counts()).toEqual({ Harbor: 1200, Harbour: 2 });
    const undoId = await undoIdOf(merged);
    expect((await post({ intent: 'restore', undoId })).status).toBe(409);
    await app.drain();
    expect(await counts()).toEqual({ Harbour: 1200 });
    expect(await trueCounts()).toEqual({ Harbour: 1200 });
    expect((await post({ intent: 'restore', undoId })).status).toBe(302);
    expect(await trueCounts()).toEqual({ Harbor: 1200, Harbour: 2 });
  });

  test('takes campaigns, entries of the calendar and posts along, and undo gives them back too', async () => {
    const [a, b] = [await make('A'), await make('B')];
    const { campaign, quietcampaign } = await arrangeCampaigns(app, owner.organizationId, 'tagged-paper');
    const { entry } = await arrangeCalendar(app, owner.organizationId);
    const carry = (table: string, column: string, id: string, tag: string) => app.owner.query(`insert into ${table} (organization_id, ${column}, tag_id) values ($1, $2, $3)`, [owner.organizationId, id, tag]);
    await carry('campaign_tags', 'campaign_id', campaign, a);
    await carry('campaign_tags', 'campaign_id', campaign, b);
    await carry('campaign_tags', 'campaign_id', quietcampaign, a);
    await carry('calendar_entry_tags', 'calendar_entry_id', entry, a);
    await carry('post_tags', 'post_id', (await arrangePost(app, owner.organizationId)).id, a);
    const merged = await post({ intent: 'merge', 'ids[]': [a], into: 'B' });
    expect(await counts()).toEqual({ B: 4 });
    expect((await post({ intent: 'restore', undoId: await undoIdOf(merged) })).status).toBe(302);
    expect(await counts()).toEqual({ A: 4, B: 1 });
  });

  test('moves every link once, and undo gives back what each had', async () => {
    const [a, b, c] = [await make('A'), await make('B'), await make('C')];
    const [one, two, three] = [await piece(), await piece(), await piece()];
    const photo = await picture();
    await tagPieces(a, [one, two], [photo]);
    await tagPieces(b, [two, three]);
    await tagPieces(c, [three], [photo]);
    const before = await counts();
    const merged = await post({ intent: 'merge', 'ids[]': [a, b, c], into: 'c' });
    expect(merged.status).toBe(302);
    expect(await counts()).toEqual({ C: 4 });
    expect(await trueCounts()).toEqual({ C: 4 });
    expect(await tagText(two)).toBe('C');
    expect((await post({ intent: 'restore', undoId: await undoIdOf(merged) })).status).toBe(302);
    expect(await counts()).toEqual(before);
    expect(await trueCounts()).toEqual(before);
    expect([await tagText(one), await tagText(two), await tagText(three)]).toEqual(['A', 'A B', 'B C']);
  });

  test('refuses what is not there, nothing ticked, and itself', async () => {
    const a = await make('A');
    expect((await post({ intent: 'merge', 'ids[]': a, into: 'Nowhere' })).text).toContain('There is no tag “Nowhere” to merge into.');
    expect((await post({ intent: 'merge', 'ids[]': a, into: 'a' })).status).toBe(409);
    expect((await post({ intent: 'merge', 'ids[]': '', into: 'A' })).text).toContain('Tick the tags to merge.');
    expect((await post({ intent: 'merge', 'ids[]': '01990000-0000-7000-8000-00000000dead', into: 'A' })).status).toBe(404);
    expect(await counts()).toEqual({ A: 0 });
  });

  test('of many at the same moment, crossing and chained, loses no link and counts right', async () => {
    for (let round = 0; round < 6; round += 1) {
      await app.owner.query('delete from tags');
      const ids = await Promise.all(['A', 'B', 'C', 'D', 'E'].map(make));
      const items = await Promise.all(Array.from({ length: 5 }, piece));
      for (const [index, id] of ids.entries()) await tagPieces(id, [items[index]!, items[(index + 1) % 5]!]);
      const [a, b, c, d, e] = ids as [string, string, string, string, string];
      const merges = [
        post({ intent: 'merge', 'ids[]': a, into: 'B' }),
        post({ intent: 'merge', 'ids[]': b, into: 'C' }, editor.browser),
        post({ intent: 'merge', 'ids[]': [c, d], into: 'A' }),
        post({ intent: 'merge', 'ids[]': [e, a], into: 'D' }, editor.browser),
      ];
      const statuses = (await Promise.all(merges)).map(({ status }) => status);
      expect(statuses.filter((status) => ![302, 404, 409].includes(status))).toEqual([]);
      expect(statuses).toContain(302);
      expect(await counts()).toEqual(await trueCounts());
      const { rows } = await app.owner.query('select count(distinct content_item_id)::int as tagged from content_item_tags where organization_id = $1', [owner.organizationId]);
      expect(rows[0].tagged).toBe(5);
    }
  });

  test('while pieces are being tagged, the counts stay right', async () => {
    const [a, b] = [await make('A'), await make('B')];
    const items = await Promise.all(Array.from({ length: 12 }, piece));
    await tagPieces(a, items.slice(0, 4));
    const tagging = items.slice(4).map((id) => owner.browser.post('/content', { intent: 'change', 'ids[]': id, addTags: 'B' }, { follow: false }));
    const answers = await Promise.all([post({ intent: 'merge', 'ids[]': a, into: 'B' }), ...tagging]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 302));
    expect(await counts()).toEqual({ B: 12 });
    expect(await trueCounts()).toEqual({ B: 12 });
    expect(b).toBe(await idOf('B'));
  });

  test('of a tag on 300 pieces', async () => {
    const [a] = [await make('A'), await make('B')];
    await app.owner.query("insert into content_items (organization_id, slug, title) select $1, 'many-' || n, 'Many' from generate_series(1, 300) n", [owner.organizationId]);
    await app.owner.query("insert into content_item_tags (organization_id, content_item_id, tag_id) select $1, id, $2 from content_items where title = 'Many'", [owner.organizationId, a]);
    const merged = await post({ intent: 'merge', 'ids[]': a, into: 'B' });
    expect(await counts()).toEqual({ B: 300 });
    expect((await post({ intent: 'restore', undoId: await undoIdOf(merged) })).status).toBe(302);
    expect(await counts()).toEqual({ A: 300, B: 0 });
  });
});
