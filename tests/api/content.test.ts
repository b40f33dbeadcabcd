import { beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { arrangeAsset } from '../support/media.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { type Program, programWith } from './program.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let program: Program;
let stranger: Program;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'content-paper');
  editor = await colleague(app, owner.browser, 'editor');
  program = await programWith(app, owner.browser);
  stranger = await programWith(app, (await founder(app, 'other-content-paper')).browser);
});

const piece = (columns: Record<string, unknown> = {}) => arrangeItem(app, owner.organizationId, columns);
const row = async (id: string) => (await app.owner.query('select * from content_items where id = $1', [id])).rows[0];
const NOBODY = '019a8f5e-4c1b-7d2e-9a30-5b6c7d8e9f01';

test('a piece is begun, read in four forms, saved, reviewed, archived, trashed and restored', async () => {
  const begun = await program.post('/content', { body: { title: 'The harbour at dawn', markdown: '## Boats\n\nThey **come** in.', tags: ['Harbour'], seo: { noindex: true } } });
  expect([begun.status, begun.trips, begun.body.revision]).toEqual([201, 1, 1]);
  const id = String(begun.body.id);
  expect(begun.headers.get('Location')).toBe(`/api/v1/content/${id}`);
  const read = async (as: string) => (await program.get(`/content/${id}?as=${as}`)).body.body;
  expect(await read('json')).toMatchObject({ type: 'doc', content: [{ type: 'heading', attrs: { level: 2 } }, { type: 'paragraph' }] });
  expect(await read('markdown')).toBe('## Boats\n\nThey **come** in.\n');
  expect(await read('html')).toBe('<h2 id="boats">Boats</h2>\n<p>They <strong>come</strong> in.</p>');
  expect(await read('text')).toBe('Boats\n\nThey come in.');
  const saved = await program.patch(`/content/${id}`, { body: { revision: 1, title: 'The harbour in winter', body: textDocument('Ice.') } });
  expect([saved.status, saved.trips, saved.body.revision, saved.body.status]).toEqual([200, 1, 2, 'draft']);
  const whole = await program.get(`/content/${id}`);
  expect([whole.trips, whole.body]).toMatchObject([1, { title: 'The harbour in winter', slug: 'the-harbour-at-dawn', wordCount: 1, revision: 2, authorId: null, editedBy: null, tags: [{ name: 'Harbour' }], seo: { noindex: true } }]);
  const asked = await program.post(`/content/${id}/review`, { body: { revision: 2, reviewers: [editor.userId], note: 'Look.' } });
  expect([asked.status, asked.trips, asked.body.status, asked.body.revision]).toEqual([200, 2, 'in_review', 2]);
  expect((await program.get(`/content/${id}`)).body.approvals).toMatchObject([{ approverId: editor.userId, status: 'pending', note: 'Look.', isCurrent: true }]);
  const archived = await program.post(`/content/${id}/move`, { body: { revision: 2, to: 'archived' } });
  expect([archived.status, archived.trips, archived.body.status]).toEqual([200, 2, 'archived']);
  expect(await program.post(`/content/${id}/move`, { body: { revision: 2, to: 'archived' } })).toMatchObject({ status: 409 });
  const trashed = await program.delete(`/content/${id}`);
  expect([trashed.status, trashed.trips]).toEqual([204, 1]);
  expect((await program.get('/content?view=trash')).body.data.map((one) => one.id)).toContain(id);
  expect((await program.patch(`/content/${id}`, { body: { revision: 2, title: 'Too late' } })).status).toBe(404);
  expect((await program.post(`/content/${id}/restore`)).status).toBe(204);
  expect((await program.get(`/content/${id}`)).body).toMatchObject({ deletedAt: null, status: 'archived' });
});

describe('a stale revision', () => {
  test('is refused with both versions, in two trips, and what is merged of them stands', async () => {
    const id = await piece({ title: 'First' });
    await program.patch(`/content/${id}`, { body: { revision: 1, title: 'Theirs', body: textDocument('By them.') } });
    const refused = await program.patch(`/content/${id}`, { body: { revision: 1, title: 'Mine', markdown: 'By *me*.' } });
    expect([refused.status, refused.trips, refused.headers.get('Content-Type')]).toEqual([409, 2, 'application/problem+json']);
    expect(refused.body.yours).toMatchObject({ revision: 1, title: 'Mine', body: { type: 'doc' } });
    expect(refused.body.theirs).toMatchObject({ revision: 2, title: 'Theirs', body: textDocument('By them.'), tags: [] });
    expect(await row(id)).toMatchObject({ title: 'Theirs', revision: 2 });
    expect((await program.patch(`/content/${id}`, { body: { revision: 2, reason: 'merge', title: 'Ours' } })).body.revision).toBe(3);
    expect((await program.get(`/content/${id}/revisions`)).body.data.map(({ number, reason }) => [number, reason])).toEqual([[3, 'merge'], [2, 'save'], [1, 'create']]);
  });

  test('is refused for a review, a move and a restored revision too', async () => {
    const id = await piece({ revision: 4 });
    for (const [path, body] of [['review', { reviewers: [editor.userId] }], ['move', { to: 'archived' }], ['revisions/4/restore', {}]] as const) {
      expect((await program.post(`/content/${id}/${path}`, { body: { revision: 3, ...body } })).status, path).toBe(409);
    }
    expect(await row(id)).toMatchObject({ status: 'draft', revision: 4 });
  });

  test('is not what an address that is taken is: that names its field', async () => {
    const [one, other] = [await piece(), await piece()];
    const refused = await program.patch(`/content/${one}`, { body: { revision: 1, slug: (await row(other)).slug } });
    expect([refused.status, refused.body.errors[0]?.pointer, refused.body.theirs]).toEqual([409, '#/slug', undefined]);
  });
});

describe('what is refused with 422, by field and without a trip', () => {
  const link = { type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'java\nscript:alert(1)' } }] }] };
  test.each([
    ['an unknown node', { body: { type: 'doc', content: [{ type: 'marquee' }] } }, '#/body', /marquee/],
    ['a link that runs a script', { body: { type: 'doc', content: [link] } }, '#/body', /link/i],
    ['no document', { body: 'words' }, '#/body', /document/],
    ['two texts', { body: textDocument('x'), markdown: 'x' }, '#/markdown', /not both/],
    ['an unknown field', { titel: 'x' }, '#/titel', /not known/],
    ['a long title', { title: 'x'.repeat(301) }, '#/title', /300/],
    ['a bad slug', { slug: 'A b' }, '#/slug', /hyphens/],
    ['a language that is none', { language: 'x' }, '#/language', /language/],
    ['nothing', {}, '#', /at least one/],
  ])('%s', async (_, changes, pointer, sentence) => {
    const reply = await program.patch(`/content/${NOBODY}`, { body: { revision: 1, ...changes } });
    expect([reply.status, reply.body.errors[0]?.pointer, reply.trips]).toEqual([422, pointer, 0]);
    expect(reply.body.errors[0]?.detail).toMatch(sentence);
  });

  test.each([{ title: 'x' }, { title: 'x', revision: 0 }, { title: 'x', revision: '1' }, { title: 'x', revision: 3e9 }])('a save without a revision: %j', async (body) => {
    const reply = await program.patch(`/content/${NOBODY}`, { body });
    expect([reply.status, reply.body.errors[0]]).toEqual([422, { pointer: '#/revision', detail: 'Say which revision you saw.' }]);
  });

  test.each(['status=nonsense', 'sort=best', 'limit=0', 'tag=1', 'cursor=xyz', `cursor=${NOBODY}~2026-02-30T00:00:00Z`, `q=x&cursor=${NOBODY}~2026-02-03T00:00:00Z`, `sort=created&cursor=${NOBODY}~2026`])('a list with ?%s', async (search) => {
    const reply = await program.get(`/content?${search}`);
    expect([reply.status, reply.trips]).toEqual([422, 0]);
  });

  test('Markdown that nests too deeply or has too many blocks', async () => {
    const blocks = await program.post('/content', { body: { markdown: 'x\n\n'.repeat(10_001) } });
    expect([blocks.status, blocks.body.errors[0]?.pointer]).toEqual([422, '#/markdown']);
    expect((await program.post('/content', { body: { markdown: `${'>'.repeat(500)} deep` } })).status).toBeLessThan(500);
  });
});

test('Markdown cannot bring a script in, keeps pictures of the library, and makes a link of every other', async () => {
  const asset = await arrangeAsset(app, owner.organizationId, { name: 'boats.png', alt_text: 'Boats' });
  const markdown = `<script>alert(1)</script><b onclick="x()">Bold</b> [x](javascript:alert(1))\n\n![](asset:${asset})\n\n![Far](https://far.example/a.png)`;
  const id = String((await program.post('/content', { body: { title: 'Hostile', markdown } })).body.id);
  const html = String((await program.get(`/content/${id}?as=html`)).body.body);
  expect(html).not.toMatch(/<script|onclick|href="javascript/);
  expect(html).toContain(`/media/f/${asset}/`);
  expect(html).toContain('<a href="https://far.example/a.png"');
  expect((await program.get(`/content/${id}?as=markdown`)).body.body).toContain(`asset:${asset}`);
});

describe('the list', () => {
  test('costs one trip and as many statements for many as for few, and pages in every order without loss', async () => {
    const many = await founder(app, 'many-content-paper');
    const asker = await programWith(app, many.browser);
    const add = (index: number) => arrangeItem(app, many.organizationId, { title: `Piece ${String(index % 20).padStart(2, '0')}`, edited_at: new Date(Date.now() - (index % 15) * 60_000).toISOString(), published_at: new Date(Date.now() - (index % 9) * 60_000).toISOString() });
    for (let index = 0; index < 3; index += 1) await add(index);
    const few = await asker.get('/content');
    for (let index = 3; index < 60; index += 1) await add(index);
    const more = await asker.get('/content');
    expect([few.trips, more.trips, few.statements, more.statements]).toEqual([1, 1, 2, 2]);
    expect([few.body.data.length, few.body.next, more.body.data.length]).toEqual([3, null, 50]);
    for (const sort of ['edited', 'created', 'title', 'published']) {
      const seen: unknown[] = [];
      let next: string | null = '';
      while (next !== null) {
        const page: Awaited<ReturnType<Program['get']>> = await asker.get(`/content?limit=7&sort=${sort}${next ? `&cursor=${encodeURIComponent(next)}` : ''}`);
        expect([page.status, page.trips]).toEqual([200, 1]);
        seen.push(...page.body.data.map((one) => one.id));
        next = page.body.next;
      }
      expect([seen.length, new Set(seen).size], sort).toEqual([60, 60]);
    }
  });

  test('filters and searches as the page does', async () => {
    const category = (await program.post('/categories', { body: { name: 'Weather' } })).body.id;
    const id = await piece({ title: 'Fog over the estuary', type: 'podcast', language: 'fr', status: 'archived', author_id: editor.userId, category_id: category });
    expect((await program.post('/content/change', { body: { ids: [id, id], addTags: ['Fog'] } })).body).toEqual({ count: 1 });
    expect((await program.get(`/content/${id}`)).body.category).toBe('Weather');
    const tag = (await program.get('/tags?q=fo')).body.data[0]?.id;
    for (const search of ['q=estuary', 'type=podcast&language=fr', `author=${editor.userId}`, `category=${category}`, `tag=${tag}`, 'status=archived&q=fog']) {
      expect((await program.get(`/content?${search}`)).body.data.map(({ title, categoryId }) => [title, categoryId]), search).toEqual([['Fog over the estuary', category]]);
    }
  });

  test('tells of what a search found in the words around it, as text in parts', async () => {
    const id = await piece({ title: 'Tide tables', body_text: 'Nobody expected the quicksilver tide at noon.' });
    const found = await program.get('/content?q=quicksilver');
    expect(found.trips).toBe(1);
    expect(found.body.data).toMatchObject([{ id, snippet: [{ text: 'Nobody expected the ', isFound: false }, { text: 'quicksilver', isFound: true }, { text: ' tide at noon', isFound: false }] }]);
    expect((await program.get('/content?q=tide')).body.data[0]!.snippet).toContainEqual({ text: 'tide', isFound: true });
    expect((await program.get('/content?q=tabels')).body.data).toMatchObject([{ id, snippet: null }]);
    expect((await program.get('/content')).body.data.map(({ snippet }) => snippet)).toEqual(expect.arrayContaining([null]));
    expect((await program.get(`/content/${id}`)).body).not.toHaveProperty('snippet');
  });
});

describe('revisions', () => {
  test('are listed, read, named, compared and brought back', async () => {
    const id = await piece({ title: 'One', body: textDocument('Boats at night.') });
    await program.patch(`/content/${id}`, { body: { revision: 1, title: 'Two', body: textDocument('Boats at dawn.') } });
    const list = await program.get(`/content/${id}/revisions?limit=1`);
    expect([list.trips, list.body.data.map(({ number }) => number), list.body.next]).toEqual([1, [2], '2']);
    expect((await program.get(`/content/${id}/revisions?cursor=2`)).body.data).toMatchObject([{ number: 1, reason: 'create' }]);
    expect((await program.get(`/content/${id}/revisions/1?as=text`)).body).toMatchObject({ title: 'One', body: 'Boats at night.', fields: { language: 'en' } });
    const compared = await program.get(`/content/${id}/compare?a=1&b=2`);
    expect([compared.trips, compared.body]).toMatchObject([1, { older: 1, newer: 2, fields: [{ label: 'Title', before: 'One', after: 'Two' }], blocks: [{ kind: 'changed', right: '<p>Boats at <ins>dawn</ins>.</p>' }] }]);
    expect((await program.patch(`/content/${id}/revisions/1`, { body: { name: 'The first' } })).body).toEqual({ number: 1, name: 'The first' });
    const restored = await program.post(`/content/${id}/revisions/1/restore`, { body: { revision: 2 } });
    expect([restored.trips, restored.body.revision]).toEqual([2, 3]);
    expect(await row(id)).toMatchObject({ title: 'One', body_text: 'Boats at night.' });
    for (const path of ['revisions/9', 'revisions/0', 'revisions/x', 'revisions/99999999999', 'compare?a=9']) expect((await program.get(`/content/${id}/${path}`)).status, path).toBe(404);
  });
});

describe('comments', () => {
  test('open a thread, answer it, tell who is named, and are resolved, deleted and brought back', async () => {
    const id = await piece({ title: 'Spoken about' });
    const opened = await program.post(`/content/${id}/comments`, { body: { body: `Is this right, @[Editor](${editor.userId})?`, anchor: { quote: 'dawn', before: 'at ', after: '.' } } });
    expect([opened.status, opened.trips]).toEqual([201, 2]);
    const thread = String(opened.body.id);
    const { rows } = await app.owner.query("select title from notifications where user_id = $1 and type = 'content.mentioned'", [editor.userId]);
    expect(rows).toEqual([{ title: expect.stringContaining('A program') }]);
    expect((await program.post(`/comments/${thread}/resolve`)).status).toBe(204);
    expect((await program.post(`/content/${id}/comments`, { body: { body: 'Not yet.', parentId: thread } })).status).toBe(201);
    const list = await program.get(`/content/${id}/comments`);
    expect([list.trips, list.body.data]).toMatchObject([1, [{ id: thread, authorId: null, anchor: { quote: 'dawn' }, resolvedAt: null }, { parentId: thread, body: 'Not yet.' }]]);
    expect((await program.delete(`/comments/${thread}`)).status).toBe(204);
    expect((await program.get(`/comments/${thread}`)).body).toMatchObject({ itemId: id, body: '', deletedAt: expect.any(String) });
    expect((await program.post(`/comments/${thread}/restore`)).status).toBe(204);
    expect((await program.post(`/content/${await piece()}/comments`, { body: { body: 'Elsewhere.', parentId: thread } })).status).toBe(404);
    expect((await program.post(`/content/${id}/comments`, { body: { body: '  ' } })).body.errors).toEqual([{ pointer: '#/body', detail: 'The comment is empty.' }]);
  });
});

describe('categories, tags and templates', () => {
  test('a tree is made, changed whole, moved without a cycle, and taken down without losing a piece', async () => {
    const make = async (name: string, parentId: unknown = null) => String((await program.post('/categories', { body: { name, parentId } })).body.id);
    const arts = await make('Arts');
    const film = await make('Film', arts);
    const made = await program.post('/categories', { body: { name: 'Film noir', parentId: film, seoTitle: 'Noir' } });
    expect([made.trips, made.body]).toMatchObject([2, { slug: 'film-noir', parentId: film, seoTitle: 'Noir', noindex: false }]);
    const changed = await program.send('PUT', `/categories/${film}`, { body: { name: 'Cinema', slug: 'cinema', description: '', seoTitle: '', seoDescription: '', noindex: true } });
    expect([changed.status, changed.trips, changed.body]).toMatchObject([200, 2, { name: 'Cinema', parentId: arts, noindex: true }]);
    expect((await program.send('PUT', `/categories/${film}`, { body: { name: 'Cinema' } })).body.errors.map(({ pointer }) => pointer)).toContain('#/noindex');
    expect((await program.post(`/categories/${arts}/move`, { body: { parentId: made.body.id } })).status).toBe(409);
    expect((await program.post(`/categories/${film}/move`, { body: { parentId: null, beforeId: arts } })).status).toBe(204);
    const id = await piece({ category_id: film });
    expect((await program.delete(`/categories/${film}`)).status).toBe(204);
    expect((await program.get(`/content/${id}`)).body.categoryId).toBe(null);
    expect((await program.get(`/categories/${made.body.id}`)).body.parentId).toBe(null);
    expect((await program.post('/categories', { body: { name: 'x'.repeat(81) } })).body.errors[0]).toEqual({ pointer: '#/name', detail: 'The name can have at most 80 characters.' });
    expect((await program.post('/categories', { body: { name: 'Arts' } })).body.errors[0]?.pointer).toBe('#/slug');
  });

  test('tags are made, renamed, merged and deleted', async () => {
    const make = async (name: string) => String((await program.post('/tags', { body: { name } })).body.id);
    const [ship, ships] = [await make('Ship'), await make('Ships')];
    const id = await piece();
    await program.patch(`/content/${id}`, { body: { revision: 1, tags: ['ships'] } });
    expect((await program.post('/tags', { body: { name: 'SHIP' } })).body.errors[0]?.pointer).toBe('#/name');
    expect((await program.post('/tags/merge', { body: { ids: [ships], into: 'ship' } })).body).toEqual({ id: ship, name: 'Ship', count: 1 });
    const renamed = await program.send('PUT', `/tags/${ship}`, { body: { name: 'Vessel', color: 'blue' } });
    expect([renamed.trips, renamed.body]).toEqual([2, { id: ship, name: 'Vessel', color: 'blue', usageCount: 1, inContent: 1, inMedia: 0 }]);
    expect((await program.get(`/content/${id}`)).body.tags).toEqual([{ id: ship, name: 'Vessel', color: 'blue' }]);
    expect((await program.delete(`/tags/${ship}`)).status).toBe(204);
    expect((await program.get(`/content/${id}`)).body.tags).toEqual([]);
  });

  test('a template is made, and a piece begins with it, filled in', async () => {
    const made = await program.post('/templates', { body: { name: 'Report', markdown: '{team} played at home.', variables: [{ name: 'team', label: 'Team', required: true }], sections: [{ title: 'Second half' }], defaults: { title: '{team} at home', tags: ['sport'] } } });
    expect([made.status, made.trips, made.body]).toMatchObject([201, 2, { name: 'Report', kind: 'content', variables: [{ name: 'team', type: 'text' }], sections: [{ title: 'Second half', hint: '' }] }]);
    const begun = await program.post('/content', { body: { templateId: made.body.id, values: { team: 'Harbour United' } } });
    expect([begun.status, begun.trips]).toEqual([201, 2]);
    expect((await program.get(`/content/${begun.body.id}?as=text`)).body).toMatchObject({ title: 'Harbour United at home', body: 'Harbour United played at home.\n\nSecond half', tags: [{ name: 'sport' }] });
    const missing = await program.post('/content', { body: { templateId: made.body.id } });
    expect([missing.status, missing.body.errors]).toEqual([422, [{ pointer: '#/values.team', detail: 'Team is missing.' }]]);
    expect((await program.post('/content', { body: { templateId: made.body.id, markdown: 'x' } })).status).toBe(422);
    const { id: _id, usageCount: _count, maker: _maker, updatedAt: _at, ...whole } = (await program.get(`/templates/${made.body.id}`)).body as Record<string, unknown>;
    const { status: _status, ...fields } = whole;
    expect((await program.send('PUT', `/templates/${made.body.id}`, { body: { ...fields, name: 'Match report' } })).body).toMatchObject({ name: 'Match report', usageCount: 1, variables: [{ name: 'team' }] });
    expect((await program.get('/templates?q=match')).body.data).toMatchObject([{ id: made.body.id }]);
  });

  test('a translation begins as a copy, once for each language', async () => {
    const id = await piece({ title: 'Winter', body: textDocument('Ice.') });
    const begun = await program.post('/content', { body: { translationOf: id, language: 'de' } });
    expect([begun.status, begun.trips]).toEqual([201, 2]);
    expect((await program.get(`/content/${id}`)).body.translations).toEqual([{ id: begun.body.id, title: 'Winter', language: 'de', status: 'draft' }]);
    expect((await program.post('/content', { body: { translationOf: id, language: 'de' } })).status).toBe(409);
  });
});

describe('sent again under its key', () => {
  test.each([
    ['POST', '/content', () => ({ title: 'Once', markdown: 'Only once.' }), 201],
    ['POST', '/content/change', async () => ({ ids: [await piece()], categoryId: null }), 200],
  ] as const)('%s %s happens once, and answers the same', async (method, path, bodyOf, status) => {
    const sent = { body: await bodyOf(), headers: { 'Idempotency-Key': `once-${path}` } };
    const [first, again] = [await program.send(method, path, sent), await program.send(method, path, sent)];
    expect([first.status, again.status, again.text, again.headers.get('Idempotent-Replayed')]).toEqual([status, status, first.text, 'true']);
    expect((await app.owner.query("select count(*)::int as count from content_items where title = 'Once'")).rows[0].count).toBeLessThan(2);
  });

  test('a save does not conflict with itself', async () => {
    const id = await piece();
    const sent = { body: { revision: 1, title: 'Saved once' }, headers: { 'Idempotency-Key': 'save-once' } };
    const [first, again] = [await program.patch(`/content/${id}`, sent), await program.patch(`/content/${id}`, sent)];
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
    expect(await row(id)).toMatchObject({ revision: 2 });
  });
});

test('archiving needs the scope that deletes, and a refused step leaves the piece', async () => {
  const id = await piece();
  const writer = await programWith(app, owner.browser, ['content:read', 'content:write']);
  const reply = await writer.post(`/content/${id}/move`, { body: { revision: 1, to: 'archived' } });
  expect([reply.status, reply.body.detail]).toEqual([403, 'This key does not have the scope content:delete.']);
  expect(await row(id)).toMatchObject({ status: 'draft' });
});

test('another organization’s key finds nothing, also not by what it names in a body', async () => {
  const id = await piece();
  const own = String((await stranger.post('/content', { body: { title: 'Their own' } })).body.id);
  const category = (await program.post('/categories', { body: { name: 'Ours alone' } })).body.id;
  const asset = await arrangeAsset(app, owner.organizationId);
  expect((await stranger.get(`/content/${id}`)).status).toBe(404);
  expect((await stranger.patch(`/content/${id}`, { body: { revision: 1, title: 'Mine now' } })).status).toBe(404);
  expect((await stranger.post('/content', { body: { translationOf: id, language: 'de' } })).status).toBe(404);
  expect((await stranger.patch(`/content/${own}`, { body: { revision: 1, categoryId: category } })).body).toMatchObject({ status: 404, errors: [{ pointer: '#/categoryId' }] });
  expect((await stranger.patch(`/content/${own}`, { body: { revision: 1, coverAssetId: asset } })).status).toBe(404);
  expect((await stranger.post(`/content/${own}/review`, { body: { revision: 1, reviewers: [editor.userId] } })).status).toBe(404);
  expect((await stranger.post('/content/change', { body: { ids: [own, id], categoryId: null } })).status).toBe(404);
  expect((await stranger.get('/content?q=piece')).body.data).toEqual([]);
});
