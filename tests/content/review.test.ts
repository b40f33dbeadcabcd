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
    expect((await owner.browser.get('/settings/content')).text).toContain('/v1/reviewed-paper/items/…/comments');
  });
});

describe('the update of a live piece', () => {
  const live = async () => (await rows('select revision, html from published_items where content_item_id = $1 and withdrawn_at is null', [id]))[0];
  const publish = (browser: Browser) => post(browser, { intent: 'publish', when: 'now' });
  const needsOf = async ({ browser }: Colleague) => (await browser.get('/')).text.split('>Needs you<')[1]!.split('<section')[0]!;

  beforeEach(async () => {
    await publish(owner.browser);
    await rule({ required: 1, fourEyes: true });
    await edit(writer.browser, { body: textDocument('The ferries sail again.') });
  });

  test('is asked about, approved and published, and the piece is live all the while', async () => {
    const early = await publish(editor.browser);
    expect([early.status, early.text.includes('One approval is missing for the text as it stands now.')]).toEqual([403, true]);
    expect((await ask(writer.browser, editor)).status).toBe(302);
    expect(await item()).toMatchObject({ status: 'published', revision: 2, published_revision: 1 });
    expect(await notices(editor.userId)).toContain('content.review-asked');
    expect(await needsOf(editor)).toContain(id);
    expect((await editor.browser.get(`/content/${id}`)).text).toContain('Update: in review');
    expect((await approve(editor.browser)).status).toBe(302);
    expect((await editor.browser.get(`/content/${id}`)).text).toContain('Update: approved');
    expect([await item(), await live()]).toMatchObject([{ status: 'published', published_revision: 1 }, { revision: 1 }]);
    expect((await publish(editor.browser)).status).toBe(302);
    expect([await item(), await live()]).toMatchObject([{ published_revision: 2 }, { revision: 2, html: '<p>The ferries sail again.</p>' }]);
  });

  test('is voided by an edit of the words, and counts again for the words that were read', async () => {
    await approve(editor.browser);
    await edit(writer.browser, { title: 'Other words' });
    expect((await editor.browser.get(`/content/${id}`)).text).toContain('but it has changed since');
    expect((await publish(editor.browser)).status).toBe(403);
    expect(await live()).toMatchObject({ revision: 1 });
    await edit(writer.browser, { title: 'Ferry strike' });
    expect((await publish(editor.browser)).status).toBe(302);
  });

  test('that is sent back stays unpublished, and the piece stays live', async () => {
    await ask(writer.browser, editor, second);
    await askForChanges(editor.browser, 'Since when?');
    expect([await item(), await live()]).toMatchObject([{ status: 'published' }, { revision: 1 }]);
    expect(await approvals('pending')).toEqual([]);
    expect((await publish(editor.browser)).status).toBe(403);
  });

  test('is withdrawn without taking the piece down', async () => {
    await ask(writer.browser, editor);
    expect((await post(writer.browser, { intent: 'withdraw-review' })).status).toBe(302);
    expect([await item(), await live(), await approvals('pending')]).toMatchObject([{ status: 'published' }, { revision: 1 }, []]);
    expect((await post(writer.browser, { intent: 'withdraw-review' })).status).toBe(409);
  });

  test('is not asked about when readers have the text, and nobody waits for a word on it', async () => {
    await ask(writer.browser, editor, second);
    await approve(editor.browser);
    await publish(editor.browser);
    expect(await needsOf(second)).not.toContain(id);
    const again = await ask(writer.browser, editor);
    expect([again.status, again.text.includes('Readers have this text already.')]).toEqual([403, true]);
    expect((await approve(second.browser)).status).toBe(403);
    expect(await item()).toMatchObject({ status: 'published' });
  });
});

describe('what a template requires', () => {
  const heading = (text: string) => ({ type: 'heading', attrs: { level: 2, textAlign: null }, content: [{ type: 'text', text }] });
  const body = (...blocks: object[]) => ({ type: 'doc', content: blocks });
  const words = (text: string) => textDocument(text).content[0]!;
  const start = { requiredSections: [{ title: 'Where to eat', hint: 'Three places.' }], desk: 'travel' };
  const EMPTY = 'The section “Where to eat” is empty. The template asks for it.';

  beforeEach(async () => {
    id = await arrangeItem(app, owner.organizationId, { title: 'Guide', author_id: writer.userId, metadata: start, body: body(heading('Where to eat'), words('Three places.')) });
  });

  test('stands before the review, with one sentence at the button and from the server, and the words that are missing end it', async () => {
    expect((await owner.browser.get(`/content/${id}`)).text).toContain(EMPTY);
    const asked = await ask(writer.browser, editor);
    expect([asked.status, asked.text.includes(EMPTY)]).toEqual([403, true]);
    expect((await approve(owner.browser)).status).toBe(403);
    expect(await item()).toMatchObject({ status: 'draft' });
    await edit(writer.browser, { body: body(heading('Where to eat'), words('The Gannet, by the quay.')) });
    expect((await owner.browser.get(`/content/${id}`)).text).not.toContain(EMPTY);
    expect((await ask(writer.browser, editor)).status).toBe(302);
  });

  test('lets a reviewer ask for changes, and not approve, when the section is gone meanwhile', async () => {
    await edit(writer.browser, { body: body(heading('Where to eat'), words('The Gannet.')) });
    await ask(writer.browser, editor);
    await edit(writer.browser, { body: body(words('The Gannet.')) });
    const approved = await approve(editor.browser);
    expect([approved.status, approved.text.includes('The section “Where to eat” is gone.')]).toEqual([403, true]);
    expect((await askForChanges(editor.browser, 'Where is the section?')).status).toBe(302);
    expect(await item()).toMatchObject({ status: 'draft' });
  });

  test('is nobody’s to change by a save, and no other metadata is lost for it', async () => {
    await edit(writer.browser, { metadata: { desk: 'food' } });
    expect((await item()).metadata).toEqual({ ...start, desk: 'food' });
    expect((await edit(writer.browser, { metadata: { requiredSections: 'none' } })).status).toBe(422);
    expect((await rows("select fields -> 'metadata' as metadata from content_revisions where content_item_id = $1 order by number desc limit 1", [id]))[0].metadata).toEqual({ desk: 'food' });
    await owner.browser.post(`/content/${id}/revisions`, { intent: 'restore-revision', itemId: id, revision: '2', number: '1' });
    expect((await item()).metadata.requiredSections).toEqual(start.requiredSections);
  });
});

test('the panel tells which approval an edit voided, and what the rule asks for', () => {
  const given = { id: 'x', approverId: 'editor', approver: 'Ed', status: 'approved', contentHash: 'before', revision: 3, fastLane: false, requestedBy: null, note: '', comment: '', decidedAt: null, createdAt: '' };
  const now = { id, revision: 5, publishedRevision: null, status: 'in_review' as const, contentHash: 'now', editedBy: null, unfinished: null };
  const two = { required: 2, fourEyes: true, fastLane: false };
  expect(voidedBy({ item: now, approvals: [given], rule: two })).toBe(given);
  expect(voidedBy({ item: { ...now, contentHash: 'before' }, approvals: [given], rule: { ...two, required: 1 } })).toBeUndefined();
  expect(voidedBy({ item: { ...now, status: 'published', publishedRevision: 3 }, approvals: [given], rule: two })).toBeUndefined();
  expect(voidedBy({ item: { ...now, status: 'published', publishedRevision: 2 }, approvals: [given], rule: two })).toBe(given);
  expect(ruleInWords(two)).toBe('This organization asks for 2 approvals, not by whoever changed the text last.');
  expect(ruleInWords({ ...two, required: 0 })).toBeNull();
});
