import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, startApp } from '../support/app.ts';
import { SYSTEM_SECRET } from '../support/cluster.ts';
import { arrangeItem } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { publishNow } from '../support/published.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let item: string;
let tag: string;
const clients: Client[] = [];

const row = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows[0];

/** A connection of its own, inside a transaction, as the system works for this organization. */
async function inTransaction(): Promise<Client> {
  const client = new Client({ connectionString: app.ownerUrl });
  clients.push(client);
  await client.connect();
  await client.query('begin');
  await client.query("select set_config('app.context', $1, true)", [`system:${SYSTEM_SECRET}:${owner.organizationId}`]);
  return client;
}
const waiting = (count: number) => expect.poll(async () => (await row("select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).count, { timeout: 5_000 }).toBe(count);
const planned = async () => (await row("insert into publications (organization_id, content_item_id, kind, revision, edition) select organization_id, content_item_id, 'publish', revision, edition from publications where content_item_id = $1 order by id limit 1 returning id", [item])).id as string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'locked-paper');
  item = await arrangeItem(app, owner.organizationId, { slug: 'harbour', author_id: owner.userId });
  tag = (await row("insert into tags (organization_id, name, slug) values ($1, 'Quay', 'quay') returning id", [owner.organizationId])).id;
  await row('insert into content_item_tags (organization_id, content_item_id, tag_id) values ($1, $2, $3)', [owner.organizationId, item, tag]);
  await publishNow(app, owner.organizationId, item);
});
afterAll(() => Promise.all(clients.map((client) => client.end())));

const RENAMES: [string, (client: Client) => Promise<unknown>][] = [
  ['tag', (client) => client.query("update tags set name = name || ' wall', slug = slug || '-wall' where id = $1", [tag])],
  ['author', (client) => client.query("update users set name = name || ' Smith' where id = $1", [owner.userId])],
];

test.each(RENAMES)('a publication and the rename of its %s wait for each other in turn, and both are done', async (_what, rename) => {
  const [first, publisher, renamer] = [await inTransaction(), await inTransaction(), await inTransaction()];
  await first.query('select from publishing_heads where organization_id = $1 for update', [owner.organizationId]);
  const publication = await planned();
  const published = publisher.query('select app.carry_out($1::uuid, null)', [publication]).then(() => publisher.query('commit'));
  await waiting(1);
  const renamed = rename(renamer).then(() => renamer.query('commit'));
  await waiting(2);
  await first.query('commit');
  const ended = await Promise.allSettled([published, renamed]);
  expect(ended.map((each) => (each.status === 'rejected' ? String(each.reason) : 'done'))).toEqual(['done', 'done']);
  expect(await row('select p.tags -> 0 ->> $2 as tag, p.author ->> $2 as author from published_items p where content_item_id = $1', [item, 'name'])).toEqual(await row('select t.name as tag, u.name as author from tags t, users u where t.id = $1 and u.id = $2', [tag, owner.userId]));
});
