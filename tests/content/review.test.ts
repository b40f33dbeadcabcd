import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ruleInWords, voidedBy } from '#app/domains/content/ui/review/reviewed-item.ts';
import { type TestApp, startApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let second: Colleague;
let writer: Colleague;
let viewer: Colleague;
let stranger: Awaited<ReturnType<typeof founder>>;
let id: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'reviewed-paper');
  editor = await colleague(app, owner.browser, 'editor');
  second = await colleague(app, owner.browser, 'editor');
  writer = await colleague(app, owner.browser, 'member');
  viewer = await colleague(app, owner.browser, 'viewer');
  stranger = await founder(app, 'unasked-paper');
});

beforeEach(async () => {
  await rule({ required: 0, fastLane: true });
  id = await arrangeItem(app, owner.organizationId, { title: 'Ferry strike', author_id: writer.userId, body: textDocument('The ferries stand still.') });
});

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const item = async () => (await rows('select * from content_items where id = $1', [id]))[0];
const approvals = (status: string) => rows('select * from content_approvals where content_item_id = $1 and status = $2 order by created_at, id', [id, status]);
const notices = async (userId: string) => (await rows('select type from notifications where user_id = $1 and data ->> $2 = $3 order by created_at', [userId, 'itemId', id])).map(({ type }) => type);

interface Rule {
  required: number;
  fourEyes?: boolean;
  fastLane?: boolean;
}
const rule = ({ required, fourEyes, fastLane }: Rule, as = owner.browser) =>
  as.post('/settings/content', { intent: 'approvals', required: String(required), ...(fourEyes ? { fourEyes: 'on' } : {}), ...(fastLane ? { fastLane: 'on' } : {}) }, { follow: false });

const post = async (browser: Browser, fields: Record<string, string | string[]>) => browser.post(`/content/${id}`, { itemId: id, revision: String((await item()).revision), ...fields }, { follow: false });
const ask = (browser: Browser, ...reviewers: Colleague[]) => post(browser, { intent: 'request-review', 'reviewers[]': ['', ...reviewers.map(({ userId }) => userId)], note: 'Mind the numbers' });
const approve = (browser: Browser, more: Record<string, string> = {}) => post(browser, { intent: 'decide-review', decision: 'approved', ...more });
const askForChanges = (browser: Browser, comment: string) => post(browser, { intent: 'decide-review', decision: 'changes_requested', comment });
const edit = async (browser: Browser, changes: unknown) => browser.post(`/content/${id}/save`, { itemId: id, revision: String((await item()).revision), changes: JSON.stringify(changes) });

describe('a review', () => {
  test('is asked for, told to who is asked, given, and told to who asked', async () => {
    expect((await ask(writer.browser, editor, second)).status).toBe(302);
    expect(await item()).toMatchObject({ status: 'in_review' });
    expect(await approvals('pending')).toMatchObject([{ revision: 1, note: 'Mind the numbers', requested_by: writer.userId }, { revision: 1 }]);
    expect(await notices(editor.userId)).toEqual(['content.review-asked']);
    expect((await approve(editor.browser, { comment: 'Good' })).status).toBe(302);
    expect(await item()).toMatchObject({ status: 'approved' });
    expect(await approvals('approved')).toMatchObject([{ approver_id: editor.userId, content_hash: (await item()).content_hash, comment: 'Good', fast_lane: false }]);
    expect(await notices(writer.userId)).toEqual(['content.approved']);
  });

  test('is voided by an edit of the words, and not by a tag', async () => {
    await approve(editor.browser);
    await edit(writer.browser, { tags: ['harbour'] });
    expect(await item()).toMatchObject({ status: 'approved', revision: 2 });
    await edit(writer.browser, { title: 'Ferry strike ends' });
    const after = await item();
    expect(after).toMatchObject({ status: 'in_review', revision: 3 });
    const [given] = await approvals('approved');
    expect(given.content_hash).not.toBe(after.content_hash);
    await approve(second.browser);
    expect(await item()).toMatchObject({ status: 'approved' });
  });

  test('counts again when the words are what they were', async () => {
    await rule({ required: 2 });
    await approve(editor.browser);
    await edit(writer.browser, { title: 'Other words' });
    await edit(writer.browser, { title: 'Ferry strike' });
    await approve(second.browser);
    expect(await item()).toMatchObject({ status: 'approved' });
  });

  test('of a revision that is not the newest is refused: nobody approves what they have not read', async () => {
    await ask(writer.browser, editor);
    await edit(writer.browser, { title: 'Changed while it was read' });
    const late = await post(editor.browser, { intent: 'decide-review', decision: 'approved', revision: '1' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Someone else saved this piece meanwhile');
    expect(await approvals('approved')).toEqual([]);
  });

  test('that asks for changes says which, takes the piece back, and waits for nobody else', async () => {
    await ask(writer.browser, editor, second);
    const mute = await askForChanges(editor.browser, '');
    expect(mute.status).toBe(422);
    expect(mute.text).toContain('Say what should change.');
    await askForChanges(editor.browser, 'The second number is wrong.');
    expect(await item()).toMatchObject({ status: 'draft' });
    expect(await approvals('changes_requested')).toMatchObject([{ comment: 'The second number is wrong.' }]);
    expect(await approvals('pending')).toEqual([]);
    expect(await approvals('withdrawn')).toHaveLength(1);
    expect(await notices(writer.userId)).toEqual(['content.changes-asked']);
  });

  test('is withdrawn by taking the piece back to draft', async () => {
    await ask(writer.browser, editor);
    expect((await post(writer.browser, { intent: 'move', to: 'draft' })).status).toBe(302);
    expect(await item()).toMatchObject({ status: 'draft' });
    expect(await approvals('withdrawn')).toHaveLength(1);
  });

  test('is asked of members who can give it', async () => {
    expect(await ask(writer.browser)).toMatchObject({ status: 422, text: expect.stringContaining('Choose at least one reviewer.') });
    expect(await ask(writer.browser, viewer)).toMatchObject({ status: 422, text: expect.stringContaining('cannot approve') });
    expect(await ask(writer.browser, stranger)).toMatchObject({ status: 404 });
    expect(await item()).toMatchObject({ status: 'draft' });
  });

  test('is not for a viewer to ask, not for a member to give, and not there for a stranger', async () => {
    expect((await ask(viewer.browser, editor)).status).toBe(403);
    expect((await approve(writer.browser)).status).toBe(403);
    expect((await approve(viewer.browser)).status).toBe(403);
    expect((await ask(stranger.browser, stranger)).status).toBe(404);
    expect((await approve(stranger.browser)).status).toBe(404);
    expect(await item()).toMatchObject({ status: 'draft' });
  });
});

describe('the rule', () => {
  test('of two is fulfilled by two people, not by one twice', async () => {
    await rule({ required: 2 });
    await approve(editor.browser);
    expect(await item()).toMatchObject({ status: 'in_review' });
    await approve(editor.browser);
    expect(await item()).toMatchObject({ status: 'in_review' });
    await approve(second.browser);
    expect(await item()).toMatchObject({ status: 'approved' });
  });

  test('of four eyes refuses whoever changed the text last', async () => {
    await rule({ required: 1, fourEyes: true });
    await edit(editor.browser, { title: 'By the editor' });
    const own = await approve(editor.browser);
    expect(own.status).toBe(403);
    expect(own.text).toContain('You changed this text last. Someone else has to approve it.');
    await approve(second.browser);
    expect(await item()).toMatchObject({ status: 'approved' });
  });

  test('with a fast lane lets an owner approve alone, and records that', async () => {
    await rule({ required: 2, fourEyes: true, fastLane: true });
    await edit(owner.browser, { title: 'By the owner' });
    await approve(owner.browser);
    expect(await item()).toMatchObject({ status: 'approved' });
    expect(await approvals('approved')).toMatchObject([{ fast_lane: true }]);
    const [entry] = await rows("select metadata from audit_log where organization_id = $1 and action = 'content.approved' order by sequence desc limit 1", [owner.organizationId]);
    expect(entry.metadata).toMatchObject({ fastLane: true });
    expect((await owner.browser.get('/settings/activity')).text).toContain('alone, by the fast lane');
  });

  test('without one counts an owner as one of two', async () => {
    await rule({ required: 2 });
    await approve(owner.browser);
    expect(await item()).toMatchObject({ status: 'in_review' });
    expect(await approvals('approved')).toMatchObject([{ fast_lane: false }]);
  });

  test('is changed by admins alone, leaves the other settings, and is recorded', async () => {
    await rows('update organizations set settings = settings || $2 where id = $1', [owner.organizationId, { imageWidths: [320] }]);
    expect((await rule({ required: 3, fourEyes: true })).status).toBe(302);
    await owner.browser.post('/settings/content', { intent: 'comments', comments: 'on' });
    const [{ settings }] = await rows('select settings from organizations where id = $1', [owner.organizationId]);
    expect(settings).toEqual({ imageWidths: [320], approvals: { required: 3, fourEyes: true, fastLane: false }, comments: true });
    expect((await rule({ required: 0 }, editor.browser)).status).toBe(403);
    expect((await rule({ required: 11 })).status).toBe(422);
    expect((await rows('select settings from organizations where id = $1', [owner.organizationId]))[0].settings).toEqual(settings);
    expect((await rows("select count(*)::int as count from audit_log where organization_id = $1 and action = 'approvals.changed'", [owner.organizationId]))[0].count).toBeGreaterThan(0);
    expect((await owner.browser.get('/settings/content')).text).toContain('/public/reviewed-paper/items/…/comments');
  });
});

test('the panel tells which approval an edit voided, and what the rule asks for', () => {
  const given = { id: 'x', approverId: 'editor', approver: 'Ed', status: 'approved', contentHash: 'before', revision: 3, fastLane: false, requestedBy: null, note: '', comment: '', decidedAt: null, createdAt: '' };
  const now = { id, revision: 5, status: 'in_review' as const, contentHash: 'now', editedBy: null };
  const two = { required: 2, fourEyes: true, fastLane: false };
  expect(voidedBy({ item: now, approvals: [given], rule: two })).toBe(given);
  expect(voidedBy({ item: { ...now, contentHash: 'before' }, approvals: [given], rule: { ...two, required: 1 } })).toBeUndefined();
  expect(voidedBy({ item: { ...now, status: 'published' }, approvals: [given], rule: two })).toBeUndefined();
  expect(ruleInWords(two)).toBe('This organization asks for 2 approvals, not by whoever changed the text last.');
  expect(ruleInWords({ ...two, required: 0 })).toBeNull();
});
