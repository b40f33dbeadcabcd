import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { arrangeAccount } from '../support/posts.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let second: Colleague;
let writer: Colleague;
let account: string;
let id: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'careful-paper');
  editor = await colleague(app, owner.browser, 'editor');
  second = await colleague(app, owner.browser, 'editor');
  writer = await colleague(app, owner.browser, 'member');
  account = await arrangeAccount(app, owner.organizationId);
});

const rule = (required: number, fourEyes = false) => owner.browser.post('/settings/social', { required: String(required), ...(fourEyes ? { fourEyes: 'on' } : {}) }, { follow: false });
const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const post = async () => (await rows('select p.*, v.content_hash, v.approved_at from posts p left join post_versions v on v.post_id = p.id and v.number = p.version where p.id = $1', [id]))[0];
const target = async () => (await rows('select * from post_targets where post_id = $1', [id]))[0];
const notices = async (userId: string) => (await rows("select type from notifications where user_id = $1 and data ->> 'postId' = $2 order by created_at", [userId, id])).map(({ type }) => type);
const send = async (browser: Browser, fields: Record<string, string | string[]>) => browser.post(`/social/posts/${id}`, { postId: id, revision: String((await post()).revision), ...fields }, { follow: false });
const ask = (browser: Browser, ...reviewers: Colleague[]) => send(browser, { intent: 'ask-review', 'reviewers[]': ['', ...reviewers.map(({ userId }) => userId)], note: 'Mind the tone' });
const decide = async (browser: Browser, more: Record<string, string> = {}) => send(browser, { intent: 'decide', contentHash: (await post()).content_hash, decision: 'approved', ...more });
const schedule = (fields: Record<string, string> = { when: 'later', date: '2030-05-04', time: '09:30', zone: 'UTC' }) => send(owner.browser, { intent: 'schedule', ...fields });

beforeEach(async () => {
  await rule(1);
  const answer = await writer.browser.post('/social/posts/new', { intent: 'save', text: 'The ferry is back', 'accounts[]': ['', account] }, { follow: false });
  id = answer.headers.get('Location')!.slice(-36);
});

test('is asked for, told, given for the very words, and told to who asked', async () => {
  expect((await ask(writer.browser, editor)).status).toBe(302);
  expect(await post()).toMatchObject({ approval: 'pending', version: 1, approved_at: null, status: 'draft' });
  expect(await notices(editor.userId)).toEqual(['post.review-asked']);
  expect((await decide(editor.browser)).status).toBe(302);
  expect(await post()).toMatchObject({ approval: 'approved', approved_at: expect.any(Date) });
  expect(await notices(writer.userId)).toEqual(['post.approved']);
  expect((await schedule()).status).toBe(302);
  expect(await post()).toMatchObject({ approval: 'approved', version: 1, approved_at: expect.any(Date), status: 'scheduled' });
});

test('is voided by an edit, and what is scheduled waits for a new one', async () => {
  await ask(writer.browser, editor);
  await decide(editor.browser);
  await schedule();
  expect((await send(owner.browser, { intent: 'save', text: 'The ferry is late' })).status).toBe(302);
  expect(await post()).toMatchObject({ approval: null, version: 2, approved_at: null, status: 'scheduled' });
  expect(await target()).toMatchObject({ status: 'scheduled', version: 2 });
  await ask(writer.browser, second);
  await decide(second.browser);
  expect(await post()).toMatchObject({ approval: 'approved', version: 2, approved_at: expect.any(Date) });
});

test('is voided in a draft by other words, not by other tags', async () => {
  await ask(writer.browser, editor);
  await decide(editor.browser);
  await send(writer.browser, { intent: 'save', tags: 'Quiet' });
  expect(await post()).toMatchObject({ approval: 'approved' });
  await send(writer.browser, { intent: 'save', text: 'The ferry is late' });
  expect(await post()).toMatchObject({ approval: null });
  await schedule();
  expect(await post()).toMatchObject({ version: 2, approved_at: null });
});

test('given for words that are not there any more counts for nothing', async () => {
  await ask(writer.browser, editor);
  const { content_hash: seen } = await post();
  await send(writer.browser, { intent: 'save', text: 'Other words' });
  await ask(writer.browser, editor);
  expect((await decide(editor.browser, { contentHash: seen })).status).toBe(409);
  expect(await post()).toMatchObject({ approval: 'pending', approved_at: null });
});

test('needs as many as the rule asks, each person once, and with four eyes none of the writer', async () => {
  await rule(2, true);
  await send(editor.browser, { intent: 'save', text: 'By an editor' });
  await ask(editor.browser, second, editor);
  expect((await decide(editor.browser)).status).toBe(403);
  await decide(second.browser);
  await decide(second.browser);
  expect(await post()).toMatchObject({ approved_at: null });
  await decide(owner.browser);
  expect(await post()).toMatchObject({ approval: 'approved', approved_at: expect.any(Date) });
});

test('missing, nothing is sent right away', async () => {
  const now = await schedule({ when: 'now' });
  expect(now.status).toBe(403);
  expect(now.text).toContain('One approval is missing');
  expect(await post()).toMatchObject({ status: 'draft', version: 0 });
});

test('given after its time sends what waited for nothing else', async () => {
  await schedule();
  await rows("update post_targets set status = 'needs_attention', failure_code = 'not-approved', wake_at = null, look_at = null where post_id = $1", [id]);
  await ask(writer.browser, editor);
  app.queue.length = 0;
  await decide(editor.browser);
  const waiting = await target();
  expect(waiting).toMatchObject({ status: 'scheduled', failure_code: '' });
  expect(app.queue).toContainEqual(expect.objectContaining({ id: waiting.id, type: 'social.target', fence: waiting.fence }));
  app.queue.length = 0;
});

test('asking for changes says what, and a member cannot approve', async () => {
  await ask(writer.browser, editor);
  expect((await decide(editor.browser, { decision: 'changes_requested' })).status).toBe(422);
  expect((await decide(editor.browser, { decision: 'changes_requested', comment: 'Shorter' })).status).toBe(302);
  expect(await post()).toMatchObject({ approval: 'changes_requested', approved_at: null });
  expect(await notices(writer.userId)).toEqual(['post.changes-asked']);
  expect((await decide(writer.browser)).status).toBe(403);
  expect((await ask(writer.browser, writer)).status).toBe(422);
});
