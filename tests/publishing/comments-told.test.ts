import { beforeAll, beforeEach, expect, test } from 'vitest';
import { tellComment } from '#app/domains/publishing/tell-comment.server.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { consume } from '#workers/queues.ts';
import { type TestApp, ORIGIN, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { publishNow } from '../support/published.ts';
import { endpointOf } from '../webhooks/arrange.ts';
import { type Receiver, startReceiver } from '../webhooks/receiver.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let item: string;
let receiver: Receiver;

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'talked-paper');
  receiver = await startReceiver();
  app.env.OUTBOUND_ALLOWED = receiver.origin;
  await owner.browser.post('/settings/content', { intent: 'comments', comments: 'on' });
  item = await arrangeItem(app, owner.organizationId, { slug: 'harbour', title: 'The harbour' });
  await publishNow(app, owner.organizationId, item);
  await endpointOf(owner.browser, `${receiver.origin}/others`, ['content.published']);
  return () => receiver.stop();
});

beforeEach(async () => {
  await rows("update outbox set status = 'done' where status = 'waiting'");
  app.queue.length = 0;
  receiver.heard.length = 0;
});

let address = 0;
const leave = (fields: Record<string, string> = {}) =>
  app.fetch(new Request(`${ORIGIN}/v1/talked-paper/items/harbour/comments`, { method: 'POST', headers: { 'CF-Connecting-IP': `198.51.100.${(address += 1)}` }, body: new URLSearchParams({ name: 'A reader', body: `Well put ${address}`, ...fields }) }));
const promised = () => rows("select id, type, status, organization_id, payload from outbox where type = 'publishing.comment-left' and status <> 'done' order by id");
/** The queue delivers each of them so often, whatever became of it before. */
async function deliver(times: number) {
  const jobs = await promised();
  for (let round = 0; round < times; round += 1) app.queue.push(...jobs.map(({ id, type }) => ({ id, type })));
  await app.drain();
  return jobs;
}
const heard = () => receiver.heard.map(({ told }) => [told.type, told.data]);

test('nobody hears of a comment who did not ask for it', async () => {
  await leave();
  await deliver(1);
  expect([heard(), (await rows("select count(*)::int as waiting from outbox where status = 'waiting'"))[0].waiting]).toEqual([[], 0]);
});

test('a comment is told once to whoever asked, without its words, however often the job comes', async () => {
  await endpointOf(owner.browser, `${receiver.origin}/comments`, ['content.comment-left']);
  await leave();
  const [job] = await deliver(2);
  const [{ id: commentId }] = await rows('select id from content_comments order by id desc limit 1');
  const once = [['content.comment-left', { commentId, itemId: item, title: 'The harbour' }]];
  expect(heard()).toEqual(once);
  // The consumer was cut off after its transaction, and the lease ran out: what comes next finds it told.
  await tellComment(jobContext(app.env, () => undefined), job);
  await app.drain();
  expect(heard()).toEqual(once);
  // The same words sent twice are one comment, and one telling.
  await leave({ body: 'Twice' });
  await leave({ body: 'Twice' });
  await deliver(1);
  expect(heard()).toHaveLength(2);
});

test('spam is not told, nor what became spam or was deleted before it could be', async () => {
  await leave({ website: 'https://cheap.example' });
  expect(await promised()).toEqual([]);
  await leave();
  await leave();
  await rows("update content_comments set status = 'spam' where id = $1", [(await promised())[0].payload.commentId]);
  await rows('update content_comments set deleted_at = now() where id = $1', [(await promised())[1].payload.commentId]);
  expect(await deliver(1)).toHaveLength(2);
  expect(heard()).toEqual([]);
  expect(await promised()).toEqual([]);
});

/** What caches are told to let go of while the queue runs dry. */
async function purged(deed: () => Promise<unknown>): Promise<string[]> {
  app.queue.length = 0;
  await deed();
  const tags: string[] = [];
  const context = { ...jobContext(app.env, () => undefined), cache: { purge: async (asked: { tags: string[] }) => ({ success: tags.push(...asked.tags) > 0 }) } };
  for (const body of app.queue.splice(0)) await consume(context, { body, ack() {}, retry() {} });
  return tags;
}
const keptUnder = async (path: string) => (await app.fetch(new Request(`${ORIGIN}${path}`))).headers.get('Cache-Tag')!.split(',');
const shares = async (path: string, tags: string[]) => (await keptUnder(path)).some((tag) => tags.includes(tag));

test('a moderator’s word makes caches let go of the piece that shows it, and of nothing else', async () => {
  const other = await arrangeItem(app, owner.organizationId, { slug: 'lamps' });
  await publishNow(app, owner.organizationId, other);
  await leave();
  const [{ id }] = await rows('select id from content_comments order by id desc limit 1');
  const decide = (intent: string) => purged(() => owner.browser.post('/content/comments', { intent, 'ids[]': [id] }));
  for (const intent of ['approve', 'reject', 'wait', 'approve', 'spam', 'wait', 'delete', 'restore']) {
    const tags = await decide(intent);
    expect([intent, tags]).toEqual([intent, [`${owner.organizationId}:slug:harbour`]]);
    for (const path of ['/o/talked-paper/harbour', '/v1/talked-paper/items/harbour/comments']) expect([path, await shares(path, tags)]).toEqual([path, true]);
    for (const path of ['/o/talked-paper', '/o/talked-paper/lamps', '/v1/talked-paper/items']) expect([path, await shares(path, tags)]).toEqual([path, false]);
  }
});

test('the name, the logo, the colours and the rule for comments are on every page: caches let go of all of them', async () => {
  const changes: Record<string, [string, Record<string, string>]> = {
    name: ['/settings/organization', { intent: 'update', name: 'The Talked Paper', slug: 'talked-paper', description: '', website: '', timeZone: 'UTC' }],
    logo: ['/settings/organization', { intent: 'logo', assetId: '' }],
    colours: ['/settings/site', { intent: 'look', tagline: 'News', accent: 'moss' }],
    readers: ['/settings/site', { intent: 'readers', readers: 'everyone' }],
    comments: ['/settings/content', { intent: 'comments' }],
  };
  for (const [what, [path, fields]] of Object.entries(changes)) {
    const tags = await purged(() => owner.browser.post(path, fields));
    expect([what, tags]).toEqual([what, [`${owner.organizationId}:all`]]);
    for (const shown of ['/o/talked-paper', '/o/talked-paper/harbour', '/v1/talked-paper/items', '/v1/talked-paper/feed.xml']) expect([shown, await shares(shown, tags)]).toEqual([shown, true]);
  }
});
