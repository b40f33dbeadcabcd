import { beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { arrangeAsset } from '../support/media.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let stranger: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'saving-paper');
  editor = await colleague(app, owner.browser, 'editor');
  stranger = await founder(app, 'strange-paper');
});

const row = async (id: string) => (await app.owner.query('select * from content_items where id = $1', [id])).rows[0];
const revisions = async (id: string) => (await app.owner.query('select number, reason, title, fields, changes from content_revisions where content_item_id = $1 order by number', [id])).rows;
const piece = (columns: Record<string, unknown> = {}) => arrangeItem(app, owner.organizationId, columns);

async function save(id: string, revision: number, changes: unknown, { reason = 'save', as = owner.browser } = {}) {
  const answer = await as.post(`/content/${id}/save`, { itemId: id, revision: String(revision), reason, changes: JSON.stringify(changes) }, { follow: false });
  return { ...answer, body: answer.text.startsWith('{') ? JSON.parse(answer.text) : null };
}

describe('a save', () => {
  test('makes the next revision, and hands its number back', async () => {
    const id = await piece();
    const saved = await save(id, 1, { title: 'The harbour', body: textDocument('Boats come in at dawn.', 'Nobody waits.') });
    expect(saved.status).toBe(200);
    expect(saved.body).toMatchObject({ revision: 2, status: 'draft' });
    expect(saved.trips).toBe(1);
    expect(await row(id)).toMatchObject({ title: 'The harbour', revision: 2, word_count: 7, body_text: 'Boats come in at dawn.\n\nNobody waits.', edited_by: owner.userId });
    expect((await revisions(id)).map(({ number, reason, changes }) => [number, reason, changes])).toEqual([[1, 'create', []], [2, 'save', ['title', 'body']]]);
  });

  test('of a stale revision is refused with both versions, and touches nothing', async () => {
    const id = await piece({ title: 'First' });
    await save(id, 1, { title: 'By the editor' }, { as: editor.browser });
    const mine = await save(id, 1, { title: 'By the owner' });
    expect(mine.status).toBe(409);
    expect(mine.body).toMatchObject({ problem: { kind: 'conflict' }, theirs: { title: 'By the editor', revision: 2 } });
    expect(mine.trips).toBe(2);
    expect(await row(id)).toMatchObject({ title: 'By the editor', revision: 2 });
    expect(await save(id, 2, { title: 'By the owner' })).toMatchObject({ status: 200 });
  });

  test('of two at the same moment, one stands and the other is told', async () => {
    const id = await piece();
    const answers = await Promise.all([save(id, 1, { title: 'One' }), save(id, 1, { title: 'Other' }, { as: editor.browser })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await row(id)).toMatchObject({ revision: 2 });
  });

  test.each([
    ['an unknown node', { body: { type: 'doc', content: [{ type: 'marquee' }] } }, /marquee/],
    ['a link that runs a script', { body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'java\nscript:alert(1)' } }] }] }] } }, /link/i],
    ['3 MB', { body: textDocument('x'.repeat(3_000_000)) }, /2,?000,?000|too/i],
    ['a field nobody knows', { author: 'someone' }, /author|unrecognized/i],
    ['a title without end', { title: 'x'.repeat(301) }, /300/],
    ['a slug with a space', { slug: 'a b' }, /hyphens/],
    ['a language that is none', { language: 'x' }, /language/],
  ])('of %s is refused with a sentence', async (_, changes, sentence) => {
    const id = await piece();
    const answer = await save(id, 1, changes);
    expect(answer.status).toBe(422);
    expect(answer.body.problem.message).toMatch(sentence);
    expect(await row(id)).toMatchObject({ revision: 1 });
  });

  test('of 5 MB does not get past the door, and says so', async () => {
    const id = await piece();
    expect(await save(id, 1, { body: textDocument('x'.repeat(5_000_000)) })).toMatchObject({ status: 413, text: expect.stringContaining('Nothing was saved') });
  });

  test('of 10,000 blocks is kept, of one more is refused', async () => {
    const id = await piece();
    expect((await save(id, 1, { body: textDocument(...Array.from({ length: 10_000 }, (_, index) => `${index}`)) })).status).toBe(200);
    expect((await save(id, 2, { body: textDocument(...Array.from({ length: 10_001 }, (_, index) => `${index}`)) })).status).toBe(422);
  });

  test('of what is not there, or is another’s, is a 404', async () => {
    const id = await piece();
    expect((await save(id, 1, { title: 'Mine now' }, { as: stranger.browser })).status).toBe(404);
    await app.owner.query('update content_items set deleted_at = now() where id = $1', [id]);
    expect((await save(id, 1, { title: 'Too late' })).status).toBe(404);
  });

  test('by one whose session ended leads to sign-in', async () => {
    const id = await piece();
    const answer = await save(id, 1, { title: 'Nobody' }, { as: app.browser() });
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, expect.stringMatching(/^\/sign-in/)]);
  });
});

describe('autosaves', () => {
  test('of one person within minutes leave one revision; a word of another keeps it', async () => {
    const id = await piece();
    await save(id, 1, { title: 'a' }, { reason: 'autosave' });
    await save(id, 2, { title: 'ab' }, { reason: 'autosave' });
    await save(id, 3, { title: 'abc' }, { reason: 'autosave' });
    expect((await revisions(id)).map(({ number, title }) => [number, title])).toContainEqual([4, 'abc']);
    expect((await revisions(id)).length).toBeLessThanOrEqual(3);
    await save(id, 4, { title: 'abcd' }, { reason: 'autosave', as: editor.browser });
    expect((await revisions(id)).map(({ number }) => number)).toEqual(expect.arrayContaining([4, 5]));
  });

  test('⌘S right after one is a revision of its own, which the next autosave leaves', async () => {
    const id = await piece();
    await save(id, 1, { title: 'a' }, { reason: 'autosave' });
    expect((await save(id, 2, {})).body).toMatchObject({ revision: 3 });
    await save(id, 3, { title: 'ab' }, { reason: 'autosave' });
    await save(id, 4, { title: 'abc' }, { reason: 'autosave' });
    const kept = (await revisions(id)).map(({ number, reason, title }) => [number, reason, title]);
    expect(kept).toContainEqual([3, 'save', 'a']);
    expect(kept).not.toContainEqual([2, 'autosave', 'a']);
    expect(kept.at(-1)).toEqual([5, 'autosave', 'abc']);
  });

  test('⌘S with nothing written since keeps anyone’s autosave as a save, once, and makes nothing of what stays by itself', async () => {
    const id = await piece();
    expect((await save(id, 1, {})).body).toMatchObject({ revision: 1 });
    await save(id, 1, { title: 'a' }, { reason: 'autosave', as: editor.browser });
    expect((await save(id, 2, {})).body).toMatchObject({ revision: 3 });
    expect((await save(id, 3, {})).body).toMatchObject({ revision: 3 });
    expect((await save(id, 2, {})).status).toBe(409);
    const kept = (await revisions(id)).map(({ number, reason, title, changes }) => [number, reason, title, changes]);
    expect(kept.slice(1)).toEqual([[2, 'autosave', 'a', ['title']], [3, 'save', 'a', []]]);
    const { rows } = await app.owner.query("select count(*)::int from audit_log where action = 'content.saved' and resource_id = $1", [id]);
    expect(rows).toEqual([{ count: 1 }]);
  });

  test('thin out with age, and never what was named, published, approved or is current', async () => {
    const id = await piece();
    for (let revision = 1; revision < 31; revision += 1) await save(id, revision, { title: `v${revision}` }, { as: revision % 2 ? owner.browser : editor.browser, reason: 'autosave' });
    await app.owner.query("update content_revisions set created_at = now() - interval '40 days' + make_interval(secs => number) where content_item_id = $1", [id]);
    await app.owner.query("update content_revisions set name = 'As sent to the printer' where content_item_id = $1 and number = 7", [id]);
    await app.owner.query('update content_revisions set published_at = now() where content_item_id = $1 and number = 9', [id]);
    await app.owner.query("insert into content_approvals (organization_id, content_item_id, revision, content_hash, approver_id, status) values ($1, $2, 11, 'x', $3, 'approved')", [owner.organizationId, id, owner.userId]);
    await app.tick('17 3 * * *');
    const kept = (await revisions(id)).map(({ number }) => number);
    expect(kept).toEqual(expect.arrayContaining([1, 7, 9, 11, 31]));
    expect(kept.length).toBeLessThanOrEqual(7);
  });
});

describe('what a save keeps right', () => {
  test('tags: made on the way, counted, searched, and in the revision', async () => {
    const id = await piece();
    await save(id, 1, { tags: ['Harbour', 'harbour', 'Night'] });
    await save(id, 2, { tags: ['Night', 'Wind'] });
    const { rows } = await app.owner.query('select name, usage_count from tags where organization_id = $1 order by name', [owner.organizationId]);
    expect(rows).toEqual([{ name: 'Harbour', usage_count: 0 }, { name: 'Night', usage_count: 1 }, { name: 'Wind', usage_count: 1 }]);
    expect(await row(id)).toMatchObject({ tag_text: 'Night Wind' });
    expect((await revisions(id)).at(-1)!.fields.tags).toEqual(['Night', 'Wind']);
  });

  test('where files and pieces stand: in the text, as cover, for search engines', async () => {
    const [first, second, third, foreign] = await Promise.all([
      arrangeAsset(app, owner.organizationId), arrangeAsset(app, owner.organizationId), arrangeAsset(app, owner.organizationId), arrangeAsset(app, stranger.organizationId),
    ]);
    const other = await piece({ title: 'The other' });
    const id = await piece();
    const image = (assetId: string) => ({ type: 'image', attrs: { assetId, alt: 'A boat' } });
    const link = { type: 'paragraph', content: [{ type: 'text', text: 'there', marks: [{ type: 'link', attrs: { itemId: other } }] }] };
    const saved = await save(id, 1, { body: { type: 'doc', content: [image(first!), image(foreign!), link] }, coverAssetId: second, seo: { imageAssetId: third } });
    expect(saved.status).toBe(200);
    const used = async () => (await app.owner.query("select asset_id from media_usages where place = 'content_item' and place_id = $1", [id])).rows.map((each) => each.asset_id).sort();
    expect(await used()).toEqual([first, second, third].sort());
    expect((await app.owner.query('select target_item_id from content_links where content_item_id = $1', [id])).rows).toEqual([{ target_item_id: other }]);
    await save(id, 2, { body: textDocument('No pictures.'), coverAssetId: null });
    expect(await used()).toEqual([third]);
    expect((await app.owner.query('select usage_count from media_assets where id = $1', [first])).rows[0].usage_count).toBe(0);
    expect((await save(id, 3, { coverAssetId: foreign })).body.problem).toMatchObject({ field: 'coverAssetId' });
  });

  test('ids that are none, in a text that says they are, stop no save', async () => {
    const id = await piece();
    const odd = `a${'-'.repeat(35)}`;
    expect((await save(id, 1, { body: { type: 'doc', content: [{ type: 'image', attrs: { assetId: odd } }, { type: 'paragraph', content: [{ type: 'text', text: 'there', marks: [{ type: 'link', attrs: { itemId: odd } }] }] }] } })).status).toBe(200);
  });

  test('addresses: in every script, one piece each, and the old one of a published piece leads on', async () => {
    const id = await piece();
    for (const [index, slug] of ['hafen-im-winter', '港の冬', 'зимняя-гавань', 'ميناء-الشتاء'].entries()) expect((await save(id, index + 1, { slug })).status).toBe(200);
    const other = await piece();
    expect((await save(other, 1, { slug: 'ميناء-الشتاء' })).body.problem).toMatchObject({ kind: 'conflict', field: 'slug' });
    await app.owner.query("update content_items set status = 'published', published_at = now() where id = $1", [id]);
    await save(id, 5, { slug: 'winter-harbour' });
    expect((await app.owner.query('select slug from content_slugs where content_item_id = $1', [id])).rows).toEqual([{ slug: 'ميناء-الشتاء' }]);
    await save(other, 1, { slug: 'ميناء-الشتاء' });
    expect((await app.owner.query('select slug from content_slugs where content_item_id = $1', [id])).rows).toEqual([]);
  });

  test('an approval: the edit takes it back into review, the same words again would not have', async () => {
    const id = await piece({ title: 'Approved' });
    await app.owner.query("update content_items set status = 'approved' where id = $1", [id]);
    expect((await save(id, 1, { title: 'Approved' })).body.status).toBe('approved');
    expect((await save(id, 2, { metadata: { desk: 'culture' } })).body.status).toBe('approved');
    expect((await save(id, 3, { title: 'Approved?' })).body.status).toBe('in_review');
  });
});

describe('revisions', () => {
  test('are restored as a new one; what stood before stays', async () => {
    const id = await piece();
    await save(id, 1, { title: 'Old', body: textDocument('Old words.'), tags: ['Old'], slug: 'old-address' });
    await save(id, 2, { title: 'New', body: textDocument('New words.'), tags: ['New'], slug: 'new-address' });
    await owner.browser.post(`/content/${id}/revisions`, { intent: 'restore-revision', itemId: id, revision: '3', number: '2' });
    expect(await row(id)).toMatchObject({ title: 'Old', body_text: 'Old words.', tag_text: 'Old', slug: 'new-address', revision: 4 });
    expect((await revisions(id)).map(({ number, reason }) => [number, reason])).toEqual([[1, 'create'], [2, 'save'], [3, 'save'], [4, 'restore']]);
  });

  test('stand side by side, in one trip, with the words that changed', async () => {
    const id = await piece();
    await save(id, 1, { title: 'Harbour', body: textDocument('The boats come in at dawn.', 'Same.') });
    await save(id, 2, { title: 'Haven', body: textDocument('The ships come in at dawn.', 'Same.') });
    const page = await owner.browser.get(`/content/${id}/revisions?a=2&b=3`);
    expect(page.trips).toBe(1);
    expect(page.text).toContain('<del>boats</del>');
    expect(page.text).toContain('<ins>ships</ins>');
    expect(page.text).toMatch(/<del>Harbour<\/del>/);
    expect((await stranger.browser.get(`/content/${id}/revisions`)).status).toBe(404);
  });

  test('stand side by side with their pictures, also one that the piece has no more, and never another’s', async () => {
    const [old, now, foreign] = [await arrangeAsset(app, owner.organizationId), await arrangeAsset(app, owner.organizationId), await arrangeAsset(app, stranger.organizationId)];
    const image = (assetId: string) => ({ type: 'image', attrs: { assetId, alt: 'A boat' } });
    const id = await piece();
    await save(id, 1, { body: { type: 'doc', content: [image(old!), image(foreign!)] } });
    await save(id, 2, { body: { type: 'doc', content: [image(now!)] } });
    const page = await owner.browser.get(`/content/${id}/revisions?a=2&b=3`);
    expect(page.trips).toBe(1);
    for (const shown of [old, now]) expect(page.text).toContain(`src="/media/f/${shown}/`);
    expect(page.text).not.toContain(`/media/f/${foreign}/`);
    expect((await owner.browser.get(`/content/${id}/revisions?b=1`)).text).not.toContain('/media/f/');
  });

  test('can be named, by whoever may write', async () => {
    const id = await piece();
    await owner.browser.post(`/content/${id}/revisions`, { intent: 'name-revision', itemId: id, number: '1', name: 'The first' });
    expect((await app.owner.query('select name from content_revisions where content_item_id = $1', [id])).rows).toEqual([{ name: 'The first' }]);
    expect((await stranger.browser.post(`/content/${id}/revisions`, { intent: 'name-revision', itemId: id, number: '1', name: 'Mine' }, { follow: false })).status).toBe(404);
  });
});
