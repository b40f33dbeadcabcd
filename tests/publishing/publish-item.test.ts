import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { announceChanges } from '#app/domains/publishing/announce-changes.server.ts';
import { movePublication, cancelPublication } from '#app/domains/publishing/move-publication.server.ts';
import { publishItem } from '#app/domains/publishing/publish-item.server.ts';
import { unpublishItem } from '#app/domains/publishing/unpublish-item.server.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';
import { handleOf, wallIn } from './desk.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let member: Colleague;
let id: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'punctual-paper');
  member = await colleague(app, owner.browser, 'member');
});

beforeEach(async () => {
  id = await arrangeItem(app, owner.organizationId, { title: 'Ferry strike', author_id: owner.userId, body: textDocument('The ferries stand still.') });
});

afterAll(async () => {
  await app.drain();
  expect((await app.owner.query("select type, last_error from outbox where last_error is not null")).rows).toEqual([]);
});

const row = async (sql: string, values: unknown[] = [id]) => (await app.owner.query(sql, values)).rows[0];
const item = () => row('select * from content_items where id = $1');
const live = () => row('select * from published_items where content_item_id = $1 and withdrawn_at is null');
/** What Today tells the owner to mend. */
const needs = async () => (await owner.browser.get('/')).text.split('>Needs you<')[1]!.split('<section')[0]!;
const audited = async () => (await app.owner.query('select action from audit_log where resource_id = $1 order by sequence', [id])).rows.map(({ action }) => action);
const publish = (at: ReturnType<typeof wallIn> | null = null, as: Colleague = owner, revision = 1) => publishItem(handleOf(app, as), { itemId: id, revision, at });
/** Takes the words further, as a save does. */
const edit = (words: string) => app.owner.query('with saved as (update content_items set body = $2, revision = revision + 1 where id = $1 returning *) insert into content_revisions (organization_id, content_item_id, number, title, excerpt, body, fields, word_count, content_hash, reason) select organization_id, id, revision, title, excerpt, body, \'{}\', word_count, content_hash, \'save\' from saved', [id, JSON.stringify(textDocument(words))]);
/** Lets a scheduled moment come: the clock looks, and the queue delivers. */
async function comeDue() {
  await app.owner.query("update publications set due_at = now() - interval '1 second' where content_item_id = $1 and status = 'scheduled'", [id]);
  // A minute old and woken by nobody, as after a lost message: only the clock finds it.
  await app.owner.query("alter table outbox disable trigger touch; update outbox set due_at = now() - interval '1 minute', updated_at = now() - interval '1 minute' where type like 'publishing.%' and status = 'waiting'; alter table outbox enable trigger touch");
  await app.tick();
  await app.drain();
}

test('publishing now shows the words to readers, in two trips, and tells it once', async () => {
  const org = handleOf(app, owner);
  const published = await publishItem(org, { itemId: id, revision: 1, at: null });
  expect(published).toMatchObject({ ok: true, value: { dueAt: null } });
  expect(org.context.trips.count).toBe(2);
  expect(await item()).toMatchObject({ status: 'published', published_revision: 1 });
  expect(await live()).toMatchObject({ title: 'Ferry strike', html: '<p>The ferries stand still.</p>', revision: 1 });
  expect((await live()).author).toMatchObject({ id: owner.userId });
  expect(await row('select published_at is not null as kept from content_revisions where content_item_id = $1 and number = 1')).toEqual({ kept: true });
  expect(await audited()).toEqual(['content.published']);
  await app.drain();
  expect(await row("select kind, revision from publishing_events where content_item_id = $1")).toEqual({ kind: 'published', revision: 1 });
  expect(await row('select sequence = announced as told from publishing_heads where organization_id = $1', [owner.organizationId])).toEqual({ told: true });
});

test('a later edit changes nothing for readers until it is published too', async () => {
  await publish();
  await edit('The ferries sail again.');
  expect(await live()).toMatchObject({ html: '<p>The ferries stand still.</p>' });
  expect(await publish(null, owner, 2)).toMatchObject({ ok: true });
  expect(await live()).toMatchObject({ html: '<p>The ferries sail again.</p>', revision: 2 });
  expect(await publish(null, owner, 2)).toMatchObject({ ok: false, problem: { message: 'Readers have this text already.' } });
});

test('what is scheduled goes out with the revision that was decided on, whatever was written since', async () => {
  expect(await publish(wallIn(3_600_000))).toMatchObject({ ok: true });
  expect(await item()).toMatchObject({ status: 'scheduled', scheduled_revision: 1 });
  expect(await live()).toBeUndefined();
  await edit('Not meant for readers yet.');
  await app.tick();
  await app.drain();
  expect(await live()).toBeUndefined();
  await comeDue();
  expect(await live()).toMatchObject({ html: '<p>The ferries stand still.</p>', revision: 1 });
  expect(await item()).toMatchObject({ status: 'published', published_revision: 1, revision: 2, scheduled_for: null });
  expect(await row("select count(*)::int as told from notifications where data ->> 'itemId' = $1 and type = 'content.went-live'")).toEqual({ told: 1 });
  await comeDue();
  expect(await row('select count(*)::int as times from publishing_events where content_item_id = $1')).toEqual({ times: 1 });
});

test('an update of a live piece waits for its moment while the old one stays up', async () => {
  await publish();
  await edit('Second thoughts.');
  expect(await publish(wallIn(3_600_000), owner, 2)).toMatchObject({ ok: true });
  expect(await item()).toMatchObject({ status: 'published', scheduled_revision: 2 });
  expect(await live()).toMatchObject({ revision: 1 });
  await comeDue();
  expect(await live()).toMatchObject({ revision: 2, html: '<p>Second thoughts.</p>' });
});

test('a moment is kept to the second', async () => {
  const moment = wallIn(2_000);
  expect(await publish(moment)).toMatchObject({ ok: true });
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await app.tick();
  await app.drain();
  const { lateness } = await row("select extract(epoch from done_at - due_at)::float8 as lateness from publications where content_item_id = $1 and status = 'done'");
  expect(lateness).toBeGreaterThanOrEqual(0);
  expect(lateness).toBeLessThan(5);
});

test('it can be moved and cancelled until the moment', async () => {
  const first = await publish(wallIn(3_600_000));
  const { publicationId } = (first as { value: { publicationId: string } }).value;
  const later = wallIn(7_200_000);
  expect(await movePublication(handleOf(app, owner), { publicationId, ...later })).toMatchObject({ ok: true });
  expect(await row("select status from outbox where id = (select job_id from publications where id = $1)", [publicationId])).toEqual({ status: 'waiting' });
  expect(await row("select count(*)::int as dropped from outbox where payload ->> 'publicationId' = $1 and status = 'dropped'", [publicationId])).toEqual({ dropped: 1 });
  expect(await cancelPublication(handleOf(app, owner), { publicationId })).toMatchObject({ ok: true });
  expect(await item()).toMatchObject({ status: 'draft', scheduled_for: null });
  await comeDue();
  expect(await live()).toBeUndefined();
  expect(await movePublication(handleOf(app, owner), { publicationId, ...later })).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
});

test('taking down leaves a tombstone without a word of it, and cancels what was planned', async () => {
  await publish();
  await edit('More.');
  await publish(wallIn(3_600_000), owner, 2);
  expect(await unpublishItem(handleOf(app, owner), { itemId: id, at: null })).toMatchObject({ ok: true });
  expect(await row('select html, markdown, body_text, excerpt, withdrawn_at is not null as withdrawn from published_items where content_item_id = $1')).toEqual({ html: '', markdown: '', body_text: '', excerpt: '', withdrawn: true });
  expect(await item()).toMatchObject({ status: 'draft', published_revision: null });
  expect(await row("select status from publications where content_item_id = $1 and revision = 2")).toEqual({ status: 'cancelled' });
});

test('it is taken down at its moment', async () => {
  await publish();
  expect(await unpublishItem(handleOf(app, owner), { itemId: id, at: wallIn(3_600_000) })).toMatchObject({ ok: true });
  expect(await live()).toBeDefined();
  await comeDue();
  expect(await live()).toBeUndefined();
});

test('archiving takes it from its readers too', async () => {
  await publish();
  await owner.browser.post(`/content/${id}`, { intent: 'move', itemId: id, revision: '1', to: 'archived' });
  expect(await item()).toMatchObject({ status: 'archived' });
  expect(await live()).toBeUndefined();
});

test('a member cannot publish, a stale revision is refused, a moment that has passed too', async () => {
  expect(await publish(null, member)).toMatchObject({ ok: false, problem: { kind: 'forbidden' } });
  expect(await publish(null, owner, 7)).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
  expect(await publish({ date: '2020-01-01', time: '09:00', zone: 'UTC' })).toMatchObject({ ok: false, problem: { kind: 'invalid', field: 'time' } });
  expect(await publish({ date: '2030-01-01', time: '09:00', zone: 'Mars/Olympus' })).toMatchObject({ ok: false, problem: { kind: 'invalid', field: 'zone' } });
  expect(await live()).toBeUndefined();
});

test('two live pieces cannot have one address: the second says so and stays as it was', async () => {
  await publish();
  const { slug } = await item();
  await app.owner.query("update content_items set slug = slug || '-moved' where id = $1", [id]);
  id = await arrangeItem(app, owner.organizationId, { title: 'Usurper', slug });
  expect(await publish()).toMatchObject({ ok: false, problem: { kind: 'conflict', field: 'slug' } });
  expect(await item()).toMatchObject({ status: 'draft' });
  await publish(wallIn(3_600_000));
  await comeDue();
  expect(await row("select status, failure from publications where content_item_id = $1 and status = 'failed'")).toMatchObject({ failure: /another live piece/i });
  expect(await item()).toMatchObject({ status: 'draft', scheduled_for: null });
  expect(await row("select count(*)::int as told from notifications where data ->> 'itemId' = $1 and type = 'content.publish-failed'")).toEqual({ told: 1 });
  expect(await needs()).toMatch(new RegExp(`Failed[\\s\\S]*/content/${id}`));
  expect((await member.browser.get('/')).text.split('>Needs you<')[1]!.split('<section')[0]).not.toContain(id);
  await publish(wallIn(3_600_000));
  expect(await needs()).not.toContain(id);
});

test('what is two minutes late is told to the editors once', async () => {
  await publish(wallIn(3_600_000));
  await app.owner.query("update publications set due_at = now() - interval '3 minutes' where content_item_id = $1", [id]);
  await app.tick();
  await app.tick();
  expect(await row("select count(*)::int as told from notifications where data ->> 'itemId' = $1 and type = 'content.late'")).toEqual({ told: 1 });
  expect((await (await app.fetch(new Request('http://localhost:5173/healthz'))).json())).toMatchObject({ overduePublications: 1 });
  expect(await needs()).toMatch(new RegExp(`Late[\\s\\S]*/content/${id}`));
  await app.owner.query("update publications set status = 'cancelled' where content_item_id = $1", [id]);
  expect(await needs()).not.toContain(id);
});

test('a renamed tag is renamed for readers, and a merged one is found under its new name', async () => {
  const tag = async (name: string) => (await app.owner.query("insert into tags (organization_id, name, slug) values ($1, $2, lower($2)) returning id", [owner.organizationId, name])).rows[0].id;
  const [ports, ships] = [await tag('Ports'), await tag('Ships')];
  await app.owner.query('insert into content_item_tags (organization_id, content_item_id, tag_id) values ($1, $2, $3)', [owner.organizationId, id, ports]);
  await publish();
  expect((await live()).tags).toEqual([{ id: ports, slug: 'ports', name: 'Ports' }]);
  await app.owner.query("update tags set name = 'Harbours', slug = 'harbours' where id = $1", [ports]);
  expect((await live()).tags).toEqual([{ id: ports, slug: 'harbours', name: 'Harbours' }]);
  expect(await row("select slug from published_terms where content_item_id = $1 and kind = 'tag'")).toEqual({ slug: 'harbours' });
  await owner.browser.post('/content/tags', { intent: 'merge', 'ids[]': [ports], into: 'Ships' });
  expect((await live()).tags).toEqual([{ id: ships, slug: 'ships', name: 'Ships' }]);
});

test('more changes in one transaction than are told at once are all told', async () => {
  const org = owner.organizationId;
  await app.drain();
  await app.owner.query(
    `insert into published_items (organization_id, content_item_id, language, translation_group, type, format, slug, title, excerpt, html, markdown, body_text, body, word_count, seo, revision, published_at, modified_at)
     select $1, app.uuid7(), 'en', app.uuid7(), 'article', 'text', 'many-' || n, 'Many', '', '', '', '', '{}', 0, '{}', 1, now(), now() from generate_series(1, 450) n`,
    [org],
  );
  await app.owner.query("insert into webhook_endpoints (organization_id, url, events, secret) values ($1, 'https://receiver.example', '{content.published}', 'sealed')", [org]);
  await announceChanges(handleOf(app, owner).context, { organization_id: org });
  expect(await row('select announced = sequence as told from publishing_heads where organization_id = $1', [org])).toEqual({ told: true });
  expect(await row('select count(*)::int as told from webhook_deliveries where organization_id = $1', [org])).toEqual({ told: 450 });
  app.queue.length = 0;
});
