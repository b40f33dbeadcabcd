import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createRelease, gather } from '#app/domains/publishing/gather-release.server.ts';
import { cancelRelease, scheduleRelease } from '#app/domains/publishing/schedule-release.server.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { publishNow } from '../support/published.ts';
import { handleOf, wallIn } from './desk.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let ids: string[];
let releaseId: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'launch-paper');
});

const piece = (title: string) => arrangeItem(app, owner.organizationId, { title, author_id: owner.userId, body: textDocument(`${title} in words.`) });

beforeEach(async () => {
  ids = [await piece('The launch'), await piece('Its page'), await piece('The old one')];
  await publishNow(app, owner.organizationId, ids[2]!);
  const made = await createRelease(handleOf(app, owner), { name: 'Launch day', note: '' });
  releaseId = (made as { value: { id: string } }).value.id;
  await gather(handleOf(app, owner), { releaseId, ids: ids.slice(0, 2), kind: 'publish' });
  await gather(handleOf(app, owner), { releaseId, ids: [ids[2]!], kind: 'unpublish' });
});

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const liveOf = async () => (await rows('select content_item_id as id from published_items where content_item_id = any ($1) and withdrawn_at is null', [ids])).map(({ id }) => id).sort();
const release = async () => (await rows('select status, failure from releases where id = $1', [releaseId]))[0];
async function comeDue() {
  await app.owner.query("update publications set due_at = now() - interval '1 second' where release_id = $1 and status = 'scheduled'", [releaseId]);
  await app.owner.query("alter table outbox disable trigger touch; update outbox set due_at = now() - interval '1 minute', updated_at = now() - interval '1 minute' where type = 'publishing.release' and status = 'waiting'; alter table outbox enable trigger touch");
  await app.tick();
  await app.drain();
}

test('all of a release goes at one instant, what it takes down too', async () => {
  expect(await scheduleRelease(handleOf(app, owner), { releaseId, at: wallIn(3_600_000) })).toMatchObject({ ok: true, value: { pieces: 3 } });
  expect(await liveOf()).toEqual([ids[2]]);
  await comeDue();
  expect(await liveOf()).toEqual(ids.slice(0, 2).sort());
  expect(await release()).toMatchObject({ status: 'done' });
  // One number: whoever reads on from the one before sees all of it or nothing.
  const sequences = await rows('select distinct sequence from published_items where content_item_id = any ($1)', [ids]);
  expect(sequences).toHaveLength(1);
});

test('if one piece cannot go, none does, and it says which', async () => {
  expect(await scheduleRelease(handleOf(app, owner), { releaseId, at: wallIn(3_600_000) })).toMatchObject({ ok: true });
  const { slug } = (await rows('select slug from content_items where id = $1', [ids[1]]))[0];
  const other = await piece('In the way');
  await app.owner.query("update content_items set slug = slug || '-2' where id = $1", [ids[1]]);
  await app.owner.query('update content_items set slug = $2 where id = $1', [other, slug]);
  await publishNow(app, owner.organizationId, other);
  await comeDue();
  expect(await liveOf()).toEqual([ids[2]]);
  expect(await release()).toMatchObject({ status: 'failed', failure: expect.stringMatching(/another live piece/i) });
  expect(await rows('select distinct status from content_items where id = any ($1)', [ids.slice(0, 2)])).toEqual([{ status: 'draft' }]);
  expect(await cancelRelease(handleOf(app, owner), { releaseId })).toMatchObject({ ok: true });
  expect(await release()).toMatchObject({ status: 'open', failure: '' });
});

test('off the schedule nothing of it goes out, and it can be scheduled again or published now', async () => {
  await scheduleRelease(handleOf(app, owner), { releaseId, at: wallIn(3_600_000) });
  expect(await gather(handleOf(app, owner), { releaseId, ids: [ids[2]!], kind: 'publish' })).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
  await cancelRelease(handleOf(app, owner), { releaseId });
  await comeDue();
  expect(await liveOf()).toEqual([ids[2]]);
  expect(await scheduleRelease(handleOf(app, owner), { releaseId, at: null })).toMatchObject({ ok: true, value: { dueAt: null } });
  expect(await liveOf()).toEqual(ids.slice(0, 2).sort());
});

test('one instant for two pieces that exchange their addresses', async () => {
  const [first, second] = [await piece('First'), await piece('Second')];
  await publishNow(app, owner.organizationId, first);
  await publishNow(app, owner.organizationId, second);
  const slugs = Object.fromEntries((await rows('select id, slug from content_items where id = any ($1)', [[first, second]])).map(({ id, slug }) => [id, slug]));
  await app.owner.query("update content_items set slug = 'between', revision = 2 where id = $1", [first]);
  await app.owner.query('update content_items set slug = $2, revision = 2 where id = $1', [second, slugs[first]]);
  await app.owner.query('update content_items set slug = $2 where id = $1', [first, slugs[second]]);
  const made = await createRelease(handleOf(app, owner), { name: 'Exchange', note: '' });
  const exchange = (made as { value: { id: string } }).value.id;
  await gather(handleOf(app, owner), { releaseId: exchange, ids: [first, second], kind: 'publish' });
  expect(await scheduleRelease(handleOf(app, owner), { releaseId: exchange, at: null })).toMatchObject({ ok: true });
  expect((await rows('select slug from published_items where content_item_id = $1', [first]))[0].slug).toBe(slugs[second]);
});
