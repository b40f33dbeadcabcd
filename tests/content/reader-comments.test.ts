import { beforeAll, describe, expect, test } from 'vitest';
import { before, type CommentStatus, NEXT, whyNotMark } from '#app/domains/content/comment.ts';
import { type TestApp, ORIGIN, startApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { arrangeComment } from '../support/comments.ts';
import { arrangeItem } from '../support/content.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { publishNow, unpublishNow } from '../support/published.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let writer: Colleague;
let stranger: Awaited<ReturnType<typeof founder>>;
let item: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'open-paper');
  editor = await colleague(app, owner.browser, 'editor');
  writer = await colleague(app, owner.browser, 'member');
  stranger = await founder(app, 'shut-paper');
  await owner.browser.post('/settings/content', { intent: 'comments', comments: 'on' });
  item = await arrangeItem(app, owner.organizationId, { slug: 'harbour', title: 'The harbour' });
  await publishNow(app, owner.organizationId, item);
  await publishNow(app, stranger.organizationId, await arrangeItem(app, stranger.organizationId, { slug: 'harbour', title: 'Their harbour' }));
});

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const count = async () => (await rows('select count(*)::int as count from content_comments'))[0].count as number;
const newest = async () => (await rows('select * from content_comments order by created_at desc limit 1'))[0];

let address = 0;
interface Sent {
  at?: string;
  json?: boolean;
  ip?: string;
  headers?: Record<string, string>;
}
async function leave(fields: Record<string, unknown>, { at = '/v1/open-paper/items/harbour/comments', json = false, ip = `198.51.100.${(address += 1)}`, headers = {} }: Sent = {}) {
  const body = json ? JSON.stringify(fields) : new URLSearchParams(fields as Record<string, string>);
  const response = await app.fetch(new Request(`${ORIGIN}${at}`, { method: 'POST', body, headers: { 'CF-Connecting-IP': ip, ...(json ? { 'Content-Type': 'application/json' } : {}), ...headers } }));
  return { status: response.status, text: await response.text(), headers: response.headers };
}
const reader = (more: Record<string, unknown> = {}) => ({ name: 'A reader', email: 'reader@example.test', body: `Well put ${(address += 1)}`, ...more });

const arrange = (status: CommentStatus, columns: Record<string, unknown> = {}) => arrangeComment(app, owner.organizationId, item, { status, ...columns });
const statusOf = async (id: string) => (await rows('select status from content_comments where id = $1', [id]))[0].status;
const decide = (browser: Browser, intent: string, ids: string[], tab: CommentStatus = 'pending') => browser.post(`/content/comments?status=${tab}`, { intent, 'ids[]': ids }, { follow: false });

describe('the public door', () => {
  test('takes a form and JSON, and keeps the words as they are until someone decides', async () => {
    const form = await leave(reader({ body: '<script>alert(1)</script>\r\nreally' }));
    expect(form.status).toBe(202);
    expect(form.text).toBe('Thank you. Your comment waits to be read by the editors before it is shown.');
    expect(await newest()).toMatchObject({ organization_id: owner.organizationId, content_item_id: item, audience: 'readers', status: 'pending', guest_name: 'A reader', guest_email: 'reader@example.test', author_id: null, body: '<script>alert(1)</script>\nreally' });
    const json = await leave({ name: 'Another', body: 'In JSON' }, { json: true });
    expect(JSON.parse(json.text)).toMatchObject({ status: 202, detail: form.text });
    const page = await owner.browser.get('/content/comments');
    expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page.text).not.toContain('<script>alert(1)');
    expect((await rows('select comment_count from content_items where id = $1', [item]))[0].comment_count).toBe(0);
  });

  test('stores what fills in the hidden field as spam, and says the same', async () => {
    const caught = await leave(reader({ website: 'https://cheap.example' }));
    expect(caught).toMatchObject({ status: 202, text: 'Thank you. Your comment waits to be read by the editors before it is shown.' });
    expect(await newest()).toMatchObject({ status: 'spam' });
  });

  test('is open for what is published by an organization that takes comments, and tells nobody what else there is', async () => {
    await arrangeItem(app, owner.organizationId, { slug: 'secret-draft' });
    const gone = await arrangeItem(app, owner.organizationId, { slug: 'gone' });
    await publishNow(app, owner.organizationId, gone);
    await rows('update content_items set deleted_at = now() where id = $1', [gone]);
    const withdrawn = await arrangeItem(app, owner.organizationId, { slug: 'withdrawn' });
    await publishNow(app, owner.organizationId, withdrawn);
    await unpublishNow(app, owner.organizationId, withdrawn);
    const before = await count();
    const answers = [];
    for (const at of ['open-paper/items/secret-draft', 'open-paper/items/gone', 'open-paper/items/withdrawn', 'open-paper/items/nothing', 'shut-paper/items/harbour', 'no-paper/items/harbour']) answers.push(await leave(reader(), { at: `/v1/${at}/comments` }));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['404 No published piece at this address takes comments.']));
    expect(await count()).toBe(before);
  });

  test('follows an old address of the piece', async () => {
    await rows('insert into content_slugs (organization_id, slug, content_item_id) values ($1, $2, $3)', [owner.organizationId, 'old-harbour', item]);
    expect((await leave(reader(), { at: '/v1/open-paper/items/old-harbour/comments' })).status).toBe(404);
    await publishNow(app, owner.organizationId, item);
    expect((await leave(reader(), { at: '/v1/open-paper/items/old-harbour/comments' })).status).toBe(202);
    expect(await newest()).toMatchObject({ content_item_id: item });
  });

  test('lets an answer join the thread of an approved comment, and of nothing else', async () => {
    const approved = await arrange('approved');
    const answer = await arrange('approved', { parent_id: approved });
    const team = await arrange('approved', { audience: 'team' });
    await leave(reader({ parent: answer }));
    expect(await newest()).toMatchObject({ parent_id: approved, status: 'pending' });
    for (const parent of [await arrange('pending'), team, '0190a0a0-0000-7000-8000-00000000dead']) expect((await leave(reader({ parent }))).status).toBe(404);
    expect((await leave(reader({ parent: 'x' }))).status).toBe(422);
  });

  test('counts five in ten minutes from one address, and says when to come back', async () => {
    const ip = '203.0.113.77';
    const before = await count();
    for (let sent = 0; sent < 5; sent += 1) expect((await leave(reader(), { ip })).status).toBe(202);
    const sixth = await leave(reader(), { ip });
    expect(sixth.status).toBe(429);
    expect(sixth.headers.get('Retry-After')).toBe('600');
    expect(sixth.text).toContain('Too many attempts');
    expect(await count()).toBe(before + 5);
    expect((await leave(reader())).status).toBe(202);
  });

  test('keeps the same words sent twice once', async () => {
    const before = await count();
    const twice = reader();
    expect([(await leave(twice)).status, (await leave(twice)).status]).toEqual([202, 202]);
    expect(await count()).toBe(before + 1);
  });

  test('stands open to forms of other sites, and no other door does', async () => {
    const foreign = { Origin: 'https://the-open-paper.example' };
    const left = await leave(reader(), { headers: foreign });
    expect(left.status).toBe(202);
    expect(left.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(left.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    for (const at of ['/v1/open-paper/items/harbour', '/v1/anything', '/sign-in']) expect((await leave(reader(), { at, headers: foreign })).status).toBe(403);
    const asked = await app.fetch(new Request(`${ORIGIN}/v1/open-paper/items/harbour/comments`, { method: 'OPTIONS', headers: { ...foreign, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' } }));
    expect(asked.status).toBe(204);
    expect(asked.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  test.each([
    ['no name', { name: ' ' }, 'The name is missing.'],
    ['no words', { body: '' }, 'The comment is empty.'],
    ['too many words', { body: 'x'.repeat(5001) }, 'at most 5000 characters'],
    ['a bad address', { email: 'nowhere' }, 'This is not an email address.'],
  ])('refuses %s with a sentence', async (_, fields, sentence) => {
    const answer = await leave(reader(fields));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence);
  });

  test('refuses what is not a comment at all', async () => {
    expect((await leave([] as unknown as Record<string, unknown>, { json: true })).status).toBe(422);
    expect((await leave(reader({ body: 7 }), { json: true })).status).toBe(422);
    const broken = await app.fetch(new Request(`${ORIGIN}/v1/open-paper/items/harbour/comments`, { method: 'POST', body: '{', headers: { 'Content-Type': 'application/json' } }));
    expect(broken.status).toBe(422);
    expect((await leave(reader({ body: 'nul \u0000 here' }), { json: true })).status).toBe(202);
    expect((await leave(reader(), { at: '/v1/open-paper/items/har%00bour/comments' })).status).toBeGreaterThanOrEqual(400);
    expect((await leave(reader(), { at: '/v1/open-paper/items/har%00bour/comments' })).status).toBeLessThan(500);
  });
});

const INTENTS: Record<CommentStatus, string> = { approved: 'approve', rejected: 'reject', spam: 'spam', pending: 'wait' };
const STATUSES = Object.keys(NEXT) as CommentStatus[];
const EDGES = STATUSES.flatMap((from) => STATUSES.map((to) => ({ from, to })));

describe('moderation', () => {
  test('has a way back from every step', () => {
    for (const from of STATUSES) for (const to of NEXT[from]) expect(before(from)).toContain(to);
  });

  test.each(EDGES)('$from → $to', async ({ from, to }) => {
    const id = await arrange(from);
    const legal = (NEXT[from] as readonly CommentStatus[]).includes(to);
    const answer = await decide(editor.browser, INTENTS[to], [id], from);
    expect(answer.status).toBe(legal ? 302 : 409);
    expect(await statusOf(id)).toBe(legal ? to : from);
    expect(whyNotMark(from, to, { role: 'editor', permissions: [] }) === null).toBe(legal);
  });

  test('decides about many at once, all or none, counts what is shown, and is taken back by the undo', async () => {
    const ids = [await arrange('pending'), await arrange('pending'), await arrange('pending')];
    const shown = async () => (await rows('select comment_count from content_items where id = $1', [item]))[0].comment_count as number;
    const before = await shown();
    expect((await decide(editor.browser, 'approve', [...ids, await arrange('approved')])).status).toBe(409);
    expect(await shown()).toBe(before + 1);
    const approved = await editor.browser.post('/content/comments', { intent: 'approve', 'ids[]': ids });
    expect(approved.text).toContain('3 comments are approved.');
    expect(approved.text).toContain('value="wait"');
    expect(await shown()).toBe(before + 4);
    await editor.browser.post('/content/comments?status=approved', { intent: 'wait', ids: ids.join(',') });
    expect(await Promise.all(ids.map(statusOf))).toEqual(['pending', 'pending', 'pending']);
    expect(await shown()).toBe(before + 1);
    const [entry] = await rows("select metadata from audit_log where organization_id = $1 and action = 'comment.moderated' order by sequence desc limit 1", [owner.organizationId]);
    expect(entry.metadata).toMatchObject({ to: 'pending', count: 3 });
  });

  test('deletes, and brings back', async () => {
    const id = await arrange('spam');
    const deleted = await editor.browser.post('/content/comments?status=spam', { intent: 'delete', 'ids[]': id });
    expect(deleted.text).toContain('The comment is deleted.');
    expect((await decide(editor.browser, 'approve', [id], 'spam')).status).toBe(404);
    await decide(editor.browser, 'restore', [id], 'spam');
    expect((await rows('select deleted_at, status from content_comments where id = $1', [id]))[0]).toEqual({ deleted_at: null, status: 'spam' });
  });

  test('is for readers’ comments of this organization and for moderators', async () => {
    const id = await arrange('pending');
    const team = await arrange('pending', { audience: 'team' });
    for (const intent of ['approve', 'reject', 'spam', 'delete']) {
      expect((await decide(editor.browser, intent, [id, team])).status).toBe(404);
      expect((await decide(stranger.browser, intent, [id])).status).toBe(404);
      expect((await decide(writer.browser, intent, [id])).status).toBe(403);
    }
    expect(await statusOf(id)).toBe('pending');
    expect((await writer.browser.get('/content/comments')).status).toBe(403);
  });

  test('shows them by status, newest first, in pages that cost one trip each', async () => {
    await rows("update content_comments set deleted_at = now() where audience = 'readers'");
    for (let index = 0; index < 60; index += 1) await arrange('pending', { body: `Waiting number ${String(index).padStart(2, '0')}`, guest_email: 'someone@example.test' });
    const first = await editor.browser.get('/content/comments');
    expect(first.trips).toBe(1);
    expect(first.text).toContain('Waiting number 59');
    expect(first.text).not.toContain('Waiting number 09');
    expect(first.text).toContain('someone@example.test');
    expect(first.text).toContain(`/content/${item}`);
    const next = /href="([^"]*after=[^"]*)"/.exec(first.text)![1]!.replaceAll('&amp;', '&');
    const second = await editor.browser.get(new URL(next, `${ORIGIN}/content/comments`).pathname + new URL(next, `${ORIGIN}/content/comments`).search);
    expect(second.text).toContain('Waiting number 09');
    expect(second.text).not.toContain('Waiting number 59');
    expect((await editor.browser.get('/content/comments?status=approved')).text).toContain('Nothing approved');
  });
});
