import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let member: Colleague;
let stranger: Awaited<ReturnType<typeof founder>>;

const titles = (text: string) => [...text.matchAll(/data-row-link="true"[^>]*>([^<]*)</g)].map((match) => match[1]);
const listed = async (search = '', as = owner.browser) => titles((await as.get(`/content${search}`)).text);
const piece = (columns: Record<string, unknown> = {}) => arrangeItem(app, owner.organizationId, columns);
const post = (fields: Record<string, string | string[]>, as = owner.browser) => as.post('/content', fields, { follow: false });
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'listing-paper');
  member = await colleague(app, owner.browser, 'member');
  stranger = await founder(app, 'other-listing-paper');
});

beforeEach(async () => {
  await app.owner.query('delete from content_items');
  await app.owner.query('delete from content_categories');
  await app.owner.query('delete from tags');
});

describe('the list', () => {
  test('is filtered by a campaign, which is offered only where there is one', async () => {
    const [inside] = [await piece({ title: 'Inside' }), await piece({ title: 'Outside' })];
    expect((await owner.browser.get('/content')).text).not.toContain('Any campaign');
    const { rows } = await app.owner.query("insert into campaigns (organization_id, name) values ($1, 'Harbour winter') returning id", [owner.organizationId]);
    await app.owner.query('insert into campaign_content (organization_id, campaign_id, content_item_id) values ($1, $2, $3)', [owner.organizationId, rows[0].id, inside]);
    expect((await owner.browser.get('/content')).text).toContain('Any campaign');
    expect(await listed(`?campaign=${rows[0].id}`)).toEqual(['Inside']);
    expect((await owner.browser.get(`/content?campaign=${rows[0].id}`)).text).toContain('Campaign: Harbour winter');
    expect(await listed(`?campaign=${rows[0].id}`, stranger.browser)).toEqual([]);
    expect((await stranger.browser.get('/content')).text).not.toContain('Harbour winter');
    await app.owner.query('delete from campaigns');
  });

  test.each(['', 'sort=created', 'sort=title', 'sort=published'])('pages by a cursor without losing or repeating one: %s', async (order) => {
    for (let index = 0; index < 120; index += 1) await piece({ title: `${['Piece', 'İstanbul', 'ΟΔΟΣ'][index % 3]} ${String(index % 40).padStart(2, '0')}`, edited_at: ago(index % 30), published_at: ago(index % 30) });
    const seen: string[] = [];
    let path: string | null = `/content?${order}`;
    while (path) {
      const page = await owner.browser.get(path);
      expect(page.trips).toBe(1);
      seen.push(...[...page.text.matchAll(/href="\/content\/([0-9a-f-]{36})"[^>]*data-row-link|data-row-link="true"[^>]*href="\/content\/([0-9a-f-]{36})"/g)].map((match) => match[1] ?? match[2]!));
      const next = /href="([^"]*after=[^"]*)"[^>]*rel="next"|rel="next"[^>]*href="([^"]*after=[^"]*)"/.exec(page.text);
      path = next ? (next[1] ?? next[2]!).replaceAll('&amp;', '&').replace(/^\?/, '/content?') : null;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  test('costs one trip and as many statements for 60 pieces as for 5', async () => {
    for (let index = 0; index < 5; index += 1) await piece();
    const few = await owner.browser.get('/content');
    for (let index = 0; index < 55; index += 1) await piece();
    const many = await owner.browser.get('/content');
    expect([few.trips, many.trips, many.statements]).toEqual([1, 1, few.statements]);
  });

  test('filters by status, type, author, category, tag and language, all in the address', async () => {
    const { rows: [category] } = await app.owner.query("insert into content_categories (organization_id, name, slug, path) values ($1, 'Culture', 'culture', '/x/') returning id", [owner.organizationId]);
    const { rows: [tag] } = await app.owner.query("insert into tags (organization_id, name, slug) values ($1, 'Harbour', 'harbour') returning id", [owner.organizationId]);
    const wanted = await piece({ title: 'Wanted', status: 'in_review', type: 'podcast', author_id: member.userId, category_id: category.id, language: 'fr' });
    await app.owner.query('insert into content_item_tags (organization_id, content_item_id, tag_id) values ($1, $2, $3)', [owner.organizationId, wanted, tag.id]);
    await piece({ title: 'Another' });
    for (const filter of ['status=in_review', 'type=podcast', `author=${member.userId}`, `category=${category.id}`, `tag=${tag.id}`, 'language=fr']) expect(await listed(`?${filter}`)).toEqual(['Wanted']);
    expect(await listed('?status=nonsense&tag=1&after=xyz')).toHaveLength(2);
  });

  test('shows the columns that the address asks for', async () => {
    await piece({ word_count: 1234 });
    const page = (await owner.browser.get('/content?columns=words.language')).text;
    expect(page).toContain('1,234');
    expect(page).not.toContain('data-header="Status"');
  });
});

describe('search', () => {
  beforeEach(async () => {
    await piece({ title: 'The harbour in winter', body_text: 'Ships sleep under the ice.' });
    await piece({ title: 'Running costs', body_text: 'Nothing about boats, but the harbour pays.' });
    await piece({ title: 'Der Hafen', language: 'de', body_text: 'Die Schiffe schlafen unter dem Eis.' });
  });

  test('finds words in titles before words in texts, in every language of the organization by its own rules', async () => {
    expect(await listed('?q=harbour')).toEqual(['The harbour in winter', 'Running costs']);
    expect(await listed('?q=ship')).toEqual(['The harbour in winter']);
    expect(await listed('?q=run')).toEqual(['Running costs']);
    expect(await listed('?q=Schiff')).toEqual(['Der Hafen']);
  });

  test('understands quotes, or, and minus', async () => {
    expect(await listed('?q="under the ice"')).toEqual(['The harbour in winter']);
    expect(await listed('?q=hafen or costs')).toHaveLength(2);
    expect(await listed('?q=harbour -winter')).toEqual(['Running costs']);
  });

  test('forgives a typo in a title', async () => {
    expect(await listed('?q=harbuor')).toContain('The harbour in winter');
    expect(await listed('?q=qqqqqq')).toEqual([]);
  });

  test.each(['lihgthouse', 'ligthhouse', 'lighthosue', 'ilghthouse', 'lighthuose', 'lighhouse', 'ligthouse', 'lightthouse', 'lighhthouse', 'lighthouze', 'lihgthou', 'Lighthosue kepers', 'lihgthouse keepres'])('forgives %s, as one mistypes “lighthouse keepers”', async (typed) => {
    await piece({ title: 'What lighthouse keepers read' });
    expect(await listed(`?q=${typed}`)).toEqual(['What lighthouse keepers read']);
  });

  test('forgives two letters that changed places in texts too, in every language and script', async () => {
    await piece({ title: 'Гавань зимой', language: 'ru', body_text: 'Зимой спят корабли.' });
    expect(await listed('?q=Shcifffe')).toEqual([]);
    expect(await listed('?q=Shciffe')).toEqual(['Der Hafen']);
    expect(await listed('?q=кроабли')).toEqual(['Гавань зимой']);
    expect(await listed('?q=nohting')).toEqual(['Running costs']);
  });

  // What Postgres itself folds depends on how its database was made: every language must find its words all the same.
  test.each([
    ['ru', 'Корабли в порту', ['корабли', 'КОРАБЛИ', 'Корабли', 'кораблей', 'ПОРТУ', 'Кораб']],
    ['el', 'Ο Οδυσσεύς στο Λιμάνι', ['οδυσσεύς', 'ΟΔΥΣΣΕΎΣ', 'λιμάνι', 'ΛΙΜΆΝΙ']],
    ['de', 'Große Ärger in der Königstraße', ['ÄRGER', 'ärger', 'GROSSE', 'GROẞE', 'große', 'königstraße', 'KÖNIGSTRASSE']],
    ['tr', 'İSTANBUL ve IĞDIR, Şile kıyısı', ['istanbul', 'İstanbul', 'ISTANBUL', 'ığdır', 'IĞDIR', 'iğdır', 'şile', 'ŞİLE', 'KIYISI']],
    ['fr', 'L’ÉCOLE à « Étretat »', ['école', 'ÉCOLE', 'étretat', 'ÉTRETAT']],
    ['uk', 'ЇЖАК і Єдність', ['їжак', 'Їжак', 'єдність', 'ЄДНІСТЬ']],
  ])('finds words whatever their capitals: %s', async (language, title, queries) => {
    await piece({ title: 'In a text', language, body_text: `— „${title}…“` });
    await piece({ title, language });
    for (const query of queries) {
      expect([query, await listed(`?q=${encodeURIComponent(query)}`)]).toEqual([query, [title, 'In a text']]);
      expect(JSON.parse((await owner.browser.get(`/find?q=${encodeURIComponent(query)}`)).text)[0].rows.map(({ label }: { label: string }) => label)).toEqual([title, 'In a text']);
    }
  });

  test('marks what it found in other capitals', async () => {
    await piece({ title: 'In a text', language: 'ru', body_text: 'Зимой Корабли спят, и КОРАБЛИ ждут.' });
    const page = (await owner.browser.get(`/content?q=${encodeURIComponent('корабли')}`)).text;
    expect(page.match(/<mark>[^<]*Корабли[^<]*<\/mark>/)).not.toBeNull();
    expect(page.match(/<mark>[^<]*КОРАБЛИ[^<]*<\/mark>/)).not.toBeNull();
  });

  test.each([['Маяк на острове', 'мояк на остр'], ['Ο Φάρος της Ύδρας', 'φαρσο της υδρας'], ['Überfähre nach Föhr', 'ubrefähre nach'], ['Les Évènements d’Étretat', 'evenments']])('forgives a typo in “%s”', async (title, typed) => {
    await piece({ title });
    expect(await listed(`?q=${encodeURIComponent(typed)}`)).toEqual([title]);
  });

  test('takes no word for another that is there, nor a short one for its neighbour', async () => {
    await piece({ title: 'A trail along the coast' });
    await piece({ title: 'The trial of the captain' });
    await piece({ title: 'Winners of the regatta' });
    await piece({ title: 'A form of respect' });
    expect(await listed('?q=trial')).toEqual(['The trial of the captain']);
    expect(await listed('?q=trail')).toEqual(['A trail along the coast']);
    expect(await listed('?q=winter')).toEqual(['The harbour in winter']);
    expect(await listed('?q=fomr')).toEqual([]);
    expect(await listed('?q=harvest')).toEqual([]);
    expect(await listed('?q="lihgthouse"')).toEqual([]);
  });

  test('of very many pieces with the word, the last edited are found, and the best of them comes first', async () => {
    await app.owner.query(
      `insert into content_items (organization_id, title, slug, type, status, body_text, word_count, content_hash, edited_at)
       select $1, case when i = 700 then 'Seagulls' else 'Piece ' || i end, 'gull-' || i, 'article', 'draft', 'Over the quay seagulls wait.', 5, md5(i::text), now() - make_interval(mins => i) from generate_series(1, 1500) i`,
      [owner.organizationId],
    );
    const found = await listed('?q=seagulls');
    expect(found[0]).toBe('Seagulls');
    expect(found).toHaveLength(50);
    expect(await listed('?q=seagulls&type=podcast')).toEqual([]);
    expect(await listed('?q=seagulls -quay')).toEqual([]);
  });

  test('finds tags, combines with filters, and never leaves the organization', async () => {
    await app.owner.query('insert into tags (organization_id, name, slug) values ($1, $2, $3)', [owner.organizationId, 'Lighthouse', 'lighthouse']);
    await app.owner.query("insert into content_item_tags (organization_id, content_item_id, tag_id) select $1, (select id from content_items where title = 'Running costs'), id from tags where name = 'Lighthouse'", [owner.organizationId]);
    expect(await listed('?q=lighthouse')).toEqual(['Running costs']);
    expect(await listed('?q=harbour&type=podcast')).toEqual([]);
    expect(await listed('?q=harbour', stranger.browser)).toEqual([]);
  });

  test.each(["'", '"', '!!!', 'a & b | c', '():*', '\\', '%', 'x'.repeat(500), '\u0000', '日本'])('%s breaks nothing', async (words) => {
    expect((await owner.browser.get(`/content?q=${encodeURIComponent(words)}`)).status).toBe(200);
    expect((await owner.browser.get(`/find?q=${encodeURIComponent(words)}`)).status).toBe(200);
  });

  test('as one types, the palette gets titles with the words around what was found', async () => {
    const answer = await owner.browser.get('/find?q=ice');
    expect(answer.trips).toBe(1);
    expect(JSON.parse(answer.text)).toMatchObject([{ heading: 'Content', rows: [{ label: 'The harbour in winter', detail: 'Draft', snippet: expect.stringContaining('\u0002ice\u0003') }] }]);
    expect(JSON.parse((await stranger.browser.get('/find?q=ice')).text)).toEqual([]);
  });

  test('each piece found shows the words around, marked; the list without a search, and the text itself, bring no markup', async () => {
    const id = await piece({ title: 'Marked words' });
    await app.owner.query("update content_items set body_text = 'One <b>zephyrine</b> evening by the water' where id = $1", [id]);
    const page = await owner.browser.get('/content?q=zephyrine');
    expect(page.trips).toBe(1);
    expect(page.text).toContain('<mark>zephyrine</mark>');
    expect(page.text).not.toContain('<b>zephyrine');
    expect((await owner.browser.get('/content')).text).not.toContain('<mark>');
    await app.owner.query('delete from content_items where id = $1', [id]);
  });

  test('a half-typed word is shown where it begins, the words before it where they are', async () => {
    const snippet = async (words: string) => JSON.parse((await owner.browser.get(`/find?q=${encodeURIComponent(words)}`)).text)[0].rows[0].snippet as string;
    expect(await snippet('sle')).toContain('\u0002sleep\u0003');
    expect(await snippet('ships sle')).toContain('\u0002Ships\u0003 \u0002sleep\u0003');
    expect(await snippet('"under the ice"')).toContain('\u0002ice\u0003');
  });
});

describe('many at once', () => {
  test('go to the trash and come back, by the way back of the toast', async () => {
    const ids = [await piece({ title: 'One' }), await piece({ title: 'Two' })];
    await post({ intent: 'trash', 'ids[]': ids });
    expect(await listed()).toEqual([]);
    expect((await listed('?view=trash')).sort()).toEqual(['One', 'Two']);
    await post({ intent: 'restore', ids: ids.join(',') });
    expect((await listed()).sort()).toEqual(['One', 'Two']);
  });

  test('a slug taken meanwhile does not stop the way back', async () => {
    const id = await piece({ slug: 'the-harbour' });
    await post({ intent: 'trash', 'ids[]': id });
    await piece({ slug: 'the-harbour' });
    await post({ intent: 'restore', 'ids[]': id });
    const { rows } = await app.owner.query('select slug from content_items where id = $1', [id]);
    expect(rows[0].slug).toMatch(/^the-harbour-.{6}$/);
  });

  test('what readers see, or one that is gone, stops the whole press', async () => {
    const ids = [await piece(), await piece({ status: 'published', published_at: ago(1) })];
    expect((await post({ intent: 'trash', 'ids[]': ids })).status).toBe(409);
    expect(await listed()).toHaveLength(2);
    expect((await post({ intent: 'trash', 'ids[]': [ids[0]!, crypto.randomUUID()] })).status).toBe(404);
    expect((await post({ intent: 'trash', 'ids[]': ids[0]! }, stranger.browser)).status).toBe(404);
    expect((await post({ intent: 'trash', 'ids[]': ids[0]! }, member.browser)).status).toBe(403);
  });

  test('are deleted for good by typing, from the trash alone, with all that hangs on them', async () => {
    const id = await piece();
    expect((await post({ intent: 'purge', 'ids[]': id, confirmation: 'delete' })).status).toBe(404);
    await post({ intent: 'trash', 'ids[]': id });
    expect((await post({ intent: 'purge', 'ids[]': id, confirmation: 'yes' })).status).toBe(422);
    expect((await post({ intent: 'purge', 'ids[]': id, confirmation: 'delete' })).status).toBe(302);
    expect((await app.owner.query('select count(*)::int from content_revisions where content_item_id = $1', [id])).rows[0].count).toBe(0);
  });

  test('are assigned and tagged without touching their revisions', async () => {
    const ids = [await piece(), await piece()];
    await post({ intent: 'change', 'ids[]': ids, authorId: member.userId, addTags: 'Night, Wind' });
    const { rows } = await app.owner.query('select author_id, tag_text, revision from content_items');
    expect(rows).toEqual([1, 2].map(() => ({ author_id: member.userId, tag_text: 'Night Wind', revision: 1 })));
    expect((await post({ intent: 'change', 'ids[]': ids, authorId: stranger.userId })).status).toBe(404);
  });

  test('trash empties itself after thirty days', async () => {
    const [old, fresh] = [await piece({ deleted_at: ago(60 * 24 * 31) }), await piece({ deleted_at: ago(60) })];
    await app.tick('17 3 * * *');
    const { rows } = await app.owner.query('select id from content_items where id in ($1, $2)', [old, fresh]);
    expect(rows).toEqual([{ id: fresh }]);
  });
});

describe('views', () => {
  test('are kept by name, replaced by the same name, shared on request, dropped by their keeper alone', async () => {
    await post({ intent: 'keep-view', name: 'Podcasts', query: '?type=podcast', shared: 'true' });
    await post({ intent: 'keep-view', name: 'podcasts', query: 'type=podcast&status=draft', shared: 'true' });
    await post({ intent: 'keep-view', name: 'Only mine', query: 'type=ebook' });
    expect((await member.browser.get('/content')).text).toContain('type=podcast&amp;status=draft');
    expect((await member.browser.get('/content')).text).not.toContain('type=ebook');
    expect((await stranger.browser.get('/content')).text).not.toContain('type=podcast');
    const { rows } = await app.owner.query("select id from content_views where name = 'podcasts'");
    expect(rows).toHaveLength(1);
    expect((await post({ intent: 'drop-view', id: rows[0].id }, member.browser)).status).toBe(404);
    expect((await post({ intent: 'drop-view', id: rows[0].id })).status).toBe(302);
  });
});
