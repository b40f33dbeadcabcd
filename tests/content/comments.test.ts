import { beforeAll, describe, expect, test } from 'vitest';
import { asTyped, meant, typedName, withMentions } from '#app/domains/content/ui/comments/typed-mention.ts';
import { mention } from '#app/domains/content/comment.ts';
import { type TestApp, startApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { arrangeItem } from '../support/content.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let writer: Colleague;
let viewer: Colleague;
let stranger: Awaited<ReturnType<typeof founder>>;
let item: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'talking-paper');
  editor = await colleague(app, owner.browser, 'editor');
  writer = await colleague(app, owner.browser, 'member');
  viewer = await colleague(app, owner.browser, 'viewer');
  stranger = await founder(app, 'foreign-paper');
  item = await arrangeItem(app, owner.organizationId, { title: 'Harbour at dawn' });
});

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const comment = async (id: string) => (await rows('select * from content_comments where id = $1', [id]))[0];
const newest = async (itemId = item) => (await rows('select * from content_comments where content_item_id = $1 order by created_at desc limit 1', [itemId]))[0];
const send = (browser: Browser, intent: string, fields: Record<string, string>, itemId = item) => browser.post(`/content/${itemId}`, { intent, ...fields }, { follow: false });
const notices = (userId: string, type: string) => rows('select title, message, data from notifications where user_id = $1 and type = $2 order by id', [userId, type]);
const named = async ({ userId }: Colleague) => mention({ id: userId, name: (await rows('select name from users where id = $1', [userId]))[0].name });

async function say(browser: Browser, body: string, more: Record<string, string> = {}, itemId = item): Promise<string> {
  const answer = await send(browser, more.parentId ? 'answer' : 'comment', { itemId, body, ...more }, itemId);
  expect(answer.status).toBe(302);
  return (await newest(itemId)).id;
}

describe('a comment of the team', () => {
  test('stands on a place in the text, is counted and recorded, and never read as HTML', async () => {
    const anchor = { quote: 'Boats come in', before: 'At dawn. ', after: ' and nobody waits.' };
    const before = (await rows('select comment_count from content_items where id = $1', [item]))[0].comment_count;
    const id = await say(writer.browser, '<b>Bold</b> claim\r\nsecond line\u0007', { anchor: JSON.stringify(anchor) });
    expect(await comment(id)).toMatchObject({ body: '<b>Bold</b> claim\nsecond line', anchor, audience: 'team', status: 'approved', author_id: writer.userId, parent_id: null });
    expect((await rows('select comment_count from content_items where id = $1', [item]))[0].comment_count).toBe(before + 1);
    expect(await rows("select resource_id from audit_log where organization_id = $1 and action = 'content.commented'", [owner.organizationId])).toContainEqual({ resource_id: item });
  });

  test('tells each member it names once, and nobody else', async () => {
    const before = { editor: (await notices(editor.userId, 'content.mentioned')).length, writer: (await notices(writer.userId, 'content.mentioned')).length, stranger: (await notices(stranger.userId, 'content.mentioned')).length };
    const id = await say(writer.browser, `${await named(editor)} and ${await named(editor)}, ${await named(writer)}, ${await named(stranger)}: look`);
    const told = await notices(editor.userId, 'content.mentioned');
    expect(told).toHaveLength(before.editor + 1);
    expect(told.at(-1)).toMatchObject({ title: expect.stringContaining('Harbour at dawn'), data: { itemId: item, url: `/content/${item}` } });
    expect(told.at(-1).message).toMatch(/^@Person \d+ and @Person/);
    expect(await notices(writer.userId, 'content.mentioned')).toHaveLength(before.writer);
    expect(await notices(stranger.userId, 'content.mentioned')).toHaveLength(before.stranger);
    await send(writer.browser, 'edit-comment', { commentId: id, body: `${await named(editor)} and now ${await named(owner)}` });
    expect(await notices(editor.userId, 'content.mentioned')).toHaveLength(before.editor + 1);
    expect(await notices(owner.userId, 'content.mentioned')).toHaveLength(1);
  });

  test('is answered one level deep; the thread’s people hear of it, whoever is named hears that instead', async () => {
    const id = await say(writer.browser, 'Is this the right picture?');
    const answer = await say(editor.browser, 'I think so.', { parentId: id });
    expect(await notices(writer.userId, 'content.answered')).toHaveLength(1);
    expect(await notices(editor.userId, 'content.answered')).toHaveLength(0);
    await say(owner.browser, `${await named(editor)} are you sure?`, { parentId: id });
    expect(await notices(writer.userId, 'content.answered')).toHaveLength(2);
    expect(await notices(editor.userId, 'content.answered')).toHaveLength(0);
    const deeper = await send(writer.browser, 'answer', { itemId: item, parentId: answer, body: 'Deeper' });
    expect(deeper.status).toBe(422);
    expect(deeper.text).toContain('An answer has no answers of its own');
    const other = await arrangeItem(app, owner.organizationId);
    expect((await send(writer.browser, 'answer', { itemId: other, parentId: id, body: 'Elsewhere' }, other)).status).toBe(404);
  });

  test('is resolved and opened again, and an answer opens it too', async () => {
    const id = await say(writer.browser, 'Too long?');
    await send(editor.browser, 'resolve', { commentId: id });
    expect(await comment(id)).toMatchObject({ resolved_by: editor.userId, resolved_at: expect.any(Date) });
    await send(writer.browser, 'reopen', { commentId: id });
    expect(await comment(id)).toMatchObject({ resolved_by: null, resolved_at: null });
    await send(editor.browser, 'resolve', { commentId: id });
    await say(writer.browser, 'Not yet.', { parentId: id });
    expect(await comment(id)).toMatchObject({ resolved_at: null });
  });

  test('is changed by its writer alone, deleted by its writer or a moderator, and comes back', async () => {
    const id = await say(writer.browser, 'Mine');
    const edited = await send(owner.browser, 'edit-comment', { commentId: id, body: 'Yours' });
    expect(edited.status).toBe(403);
    expect(edited.text).toContain('Only who wrote a comment can change its words.');
    const others = await say(editor.browser, 'The editor’s');
    expect((await send(writer.browser, 'delete-comment', { commentId: others })).status).toBe(403);
    expect(await comment(others)).toMatchObject({ deleted_at: null });
    expect((await send(editor.browser, 'delete-comment', { commentId: id })).status).toBe(302);
    expect(await comment(id)).toMatchObject({ deleted_at: expect.any(Date) });
    expect((await send(writer.browser, 'edit-comment', { commentId: id, body: 'After all' })).status).toBe(404);
    await send(writer.browser, 'restore-comment', { commentId: id });
    expect(await comment(id)).toMatchObject({ deleted_at: null, body: 'Mine' });
  });

  test('says that it was edited, and when, after other words and after nothing else', async () => {
    const piece = await arrangeItem(app, owner.organizationId, { title: 'Edited' });
    const quiet = await say(writer.browser, 'Never edited', { anchor: JSON.stringify({ quote: 'a', before: '', after: '' }) }, piece);
    const loud = await say(writer.browser, 'First words', {}, piece);
    await send(editor.browser, 'resolve', { commentId: quiet }, piece);
    await send(editor.browser, 'reopen', { commentId: quiet }, piece);
    await send(editor.browser, 'delete-comment', { commentId: quiet }, piece);
    await send(editor.browser, 'restore-comment', { commentId: quiet }, piece);
    await writer.browser.post(`/content/${piece}/anchors`, { itemId: piece, anchors: JSON.stringify([{ id: quiet, anchor: { quote: 'b', before: '', after: '' } }]) });
    await send(writer.browser, 'edit-comment', { commentId: quiet, body: 'Never edited' }, piece);
    expect((await owner.browser.get(`/content/${piece}`)).text).not.toMatch(/, edited /);
    await send(writer.browser, 'edit-comment', { commentId: loud, body: 'Other words' }, piece);
    await send(editor.browser, 'resolve', { commentId: loud }, piece);
    const page = await owner.browser.get(`/content/${piece}`);
    expect([page.trips, page.text.match(/, edited /g)?.length]).toEqual([1, 1]);
    const [{ at }] = await rows("select created_at as at from audit_log where action = 'content.commented' and resource_id = $1", [loud]);
    expect(page.text).toContain(`dateTime="${at.toISOString().slice(0, 19)}`);
  });

  test('moves with its words: all places of an item in one write', async () => {
    const place = (quote: string) => ({ quote, before: '', after: '' });
    const first = await say(writer.browser, 'One', { anchor: JSON.stringify(place('old one')) });
    const second = await say(writer.browser, 'Two', { anchor: JSON.stringify(place('old two')) });
    const whole = await say(writer.browser, 'On the whole piece');
    const elsewhere = await arrangeItem(app, owner.organizationId);
    const foreign = await say(writer.browser, 'Elsewhere', { anchor: JSON.stringify(place('there')) }, elsewhere);
    const anchors = [first, second, whole, foreign].map((id, index) => ({ id, anchor: place(`new ${index}`) }));
    const answer = await writer.browser.post(`/content/${item}/anchors`, { itemId: item, anchors: JSON.stringify(anchors) });
    expect(answer).toMatchObject({ status: 200, trips: 1 });
    expect((await comment(first)).anchor.quote).toBe('new 0');
    expect((await comment(second)).anchor.quote).toBe('new 1');
    expect((await comment(whole)).anchor).toBeNull();
    expect((await comment(foreign)).anchor.quote).toBe('there');
  });

  test.each([
    ['nothing', { body: '  \n ' }, 'The comment is empty.'],
    ['too much', { body: 'x'.repeat(5001) }, 'at most 5000 characters'],
    ['a place too long', { body: 'x', anchor: JSON.stringify({ quote: 'x'.repeat(501), before: '', after: '' }) }, 'too long'],
    ['a place that is not JSON', { body: 'x', anchor: '{' }, ''],
  ])('of %s is refused with a sentence', async (_, fields, sentence) => {
    const answer = await send(writer.browser, 'comment', { itemId: item, ...fields });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
  });

  test('is nobody else’s: a stranger finds no piece and no comment, a viewer may not, the trash takes none', async () => {
    const id = await say(writer.browser, 'Ours');
    const gone = await arrangeItem(app, owner.organizationId, { deleted_at: new Date().toISOString() });
    const deeds: [string, Record<string, string>][] = [
      ['comment', { itemId: item, body: 'Hello' }],
      ['answer', { itemId: item, parentId: id, body: 'Hello' }],
      ['edit-comment', { commentId: id, body: 'Hello' }],
      ['resolve', { commentId: id }],
      ['reopen', { commentId: id }],
      ['delete-comment', { commentId: id }],
      ['restore-comment', { commentId: id }],
    ];
    const before = await rows('select * from content_comments order by id');
    for (const [intent, fields] of deeds) {
      expect({ intent, status: (await send(stranger.browser, intent, fields)).status }).toEqual({ intent, status: 404 });
      expect({ intent, status: (await send(viewer.browser, intent, fields)).status }).toEqual({ intent, status: 403 });
    }
    const anchors = { itemId: item, anchors: JSON.stringify([{ id, anchor: { quote: 'x', before: '', after: '' } }]) };
    expect((await stranger.browser.post(`/content/${item}/anchors`, anchors)).status).toBe(404);
    expect((await viewer.browser.post(`/content/${item}/anchors`, anchors)).status).toBe(403);
    expect((await send(writer.browser, 'comment', { itemId: gone, body: 'Hello' }, gone)).status).toBe(404);
    expect(await rows('select * from content_comments order by id')).toEqual(before);
  });
});

test('a name typed after @ is found, taken, and read back as it was typed', () => {
  const ada = { id: '0190a0a0-0000-7000-8000-000000000001', name: 'Ada Writer' };
  const adam = { id: '0190a0a0-0000-7000-8000-000000000002', name: 'Ada' };
  const twin = { id: '0190a0a0-0000-7000-8000-000000000003', name: 'Ada Writer' };
  expect(typedName('Hello @ada w', 12)).toEqual({ from: 6, name: 'ada w' });
  expect(typedName('mail@example', 12)).toBeNull();
  expect(meant([ada, adam], 'wri')).toEqual([ada]);
  const body = withMentions('@Ada Writer, @Ada: see (@Adam) and @Ada', [ada, adam], new Map());
  expect(body).toBe(`${mention(ada)}, ${mention(adam)}: see (@Adam) and ${mention(adam)}`);
  expect(asTyped(body)).toBe('@Ada Writer, @Ada: see (@Adam) and @Ada');
  expect(withMentions('@Ada Writer', [ada, twin], new Map([['Ada Writer', twin.id]]))).toBe(mention(twin));
});
