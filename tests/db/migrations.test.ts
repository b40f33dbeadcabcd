import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { prepareDatabase, urlsOf } from '#db/local/databases.ts';
import { migrate, rollback } from '#db/migrate.ts';
import { SYSTEM_SECRET } from '../support/cluster.ts';

/** Everything that a migration can make, as text: two equal fingerprints are two equal schemas. */
const FINGERPRINT = `
  select 'table ' || c.relname || ' ' || c.relrowsecurity || c.relforcerowsecurity || ' ' || coalesce(c.relacl, acldefault('r', c.relowner))::text as line from pg_class c where relkind in ('r', 'v', 'S') and relnamespace::regnamespace::text in ('public', 'app')
  union all select 'column ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod) || attnotnull || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || coalesce(attacl::text, '')
    from pg_attribute a join pg_class c on c.oid = attrelid left join pg_attrdef d on d.adrelid = attrelid and d.adnum = attnum where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'app') and attnum > 0 and not attisdropped
  union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace::regnamespace::text in ('public', 'app')
  union all select 'index ' || indexdef from pg_indexes where schemaname in ('public', 'app')
  union all select 'function ' || p.oid::regprocedure || ' ' || proowner::regrole || prosecdef || md5(prosrc) || coalesce(proacl::text, '') from pg_proc p where pronamespace::regnamespace::text in ('public', 'app') and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all select 'policy ' || tablename || ' ' || policyname || ' ' || cmd || roles::text || coalesce(qual, '') || coalesce(with_check, '') from pg_policies where schemaname = 'public'
  union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'schema ' || nspname || coalesce(nspacl::text, '') from pg_namespace where nspname in ('public', 'app')
  union all select 'extension ' || extname from pg_extension
  order by 1`;

async function fingerprint(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(FINGERPRINT);
  await client.end();
  return rows.map((row) => row.line);
}

const tags = readdirSync(path.join(import.meta.dirname, '../../drizzle')).filter((name) => /^\d+_[a-z_]+\.sql$/.test(name)).sort();

async function emptyDatabase(name: string) {
  const cluster = inject('cluster');
  const superuser = new Client({ connectionString: cluster.superuserUrl });
  await superuser.connect();
  await superuser.query(`create database ${name} owner masthead_owner`);
  await superuser.end();
  return urlsOf(cluster, name).ownerUrl;
}

test('each migration goes up, comes down to what was there before, and goes up again to the same', async () => {
  const url = await emptyDatabase('rehearsal');
  const stands = [await fingerprint(url)];
  for (let index = 1; index <= tags.length; index += 1) {
    expect(await migrate(url, { upTo: index })).toBe(1);
    stands.push(await fingerprint(url));
  }
  for (let index = tags.length - 1; index >= 0; index -= 1) {
    expect(await rollback(url, 1)).toBe(1);
    expect(await fingerprint(url), `below ${tags[index]}`).toEqual(stands[index]);
  }
  for (let index = 1; index <= tags.length; index += 1) {
    expect(await migrate(url, { upTo: index })).toBe(1);
    expect(await fingerprint(url), `above ${tags[index - 1]}`).toEqual(stands[index]);
  }
}, 90_000);

test('people and their organizations outlive a step down and up of what stands above them', async () => {
  const cluster = inject('cluster');
  const { ownerUrl } = await prepareDatabase(cluster, 'kept_rows', SYSTEM_SECRET);
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("insert into users (email, name) values ('kept@example.test', 'Kept'); insert into organizations (name, slug) values ('Kept', 'kept')");
  await rollback(ownerUrl, 1);
  await migrate(ownerUrl);
  const { rows } = await client.query('select (select count(*)::int from users) as users, (select count(*)::int from organizations) as organizations');
  await client.end();
  expect(rows[0]).toEqual({ users: 1, organizations: 1 });
});

test('what was live before its project was kept beside it is found there afterwards, under the number that it had', async () => {
  const { ownerUrl } = await prepareDatabase(inject('cluster'), 'filed_rows', SYSTEM_SECRET);
  await rollback(ownerUrl, tags.length - tags.indexOf('0028_published_project.sql'));
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`
    with paper as (insert into organizations (name, slug) values ('Filed', 'filed') returning id),
      project as (insert into projects (organization_id, name) select id, 'Everyday' from paper returning id, organization_id),
      piece as (insert into content_items (organization_id, project_id, title, slug) select organization_id, id, 'Live', 'live' from project returning organization_id, id),
      shown as (insert into published_items (organization_id, content_item_id, language, translation_group, type, format, slug, title, excerpt, html, markdown, body_text, body, word_count, seo, revision, published_at, modified_at)
        select organization_id, id, 'en', id, 'article', 'text', 'live', 'Live', '', '', '', '', '{}', 0, '{}', 1, now(), '2026-05-04T09:30:00Z' from piece returning *)
    insert into published_terms (organization_id, content_item_id, kind, slug, term_id, name, published_at) select organization_id, content_item_id, 'tag', 'quay', app.uuid7(), 'Quay', published_at from shown`);
  const before = (await client.query('select sequence, updated_at from published_items')).rows;
  await migrate(ownerUrl);
  const { rows: filed } = await client.query('select p.project_id is not null and p.project_id = i.project_id as filed, t.modified_at = p.modified_at as ordered from published_items p, content_items i, published_terms t');
  const after = (await client.query('select sequence, updated_at from published_items')).rows;
  const { rows: [{ enabled }] } = await client.query("select bool_and(tgenabled = 'O') as enabled from pg_trigger where tgrelid = 'published_items'::regclass");
  await client.end();
  expect([filed, enabled]).toEqual([[{ filed: true, ordered: true }], true]);
  expect(after).toEqual(before);
});

test('two migrators at once apply each migration once', async () => {
  const url = await emptyDatabase('two_migrators');
  const applied = await Promise.all([migrate(url), migrate(url)]);
  expect(applied.sort((a, b) => a - b)).toEqual([0, tags.length]);
});

test('a migration that was changed after it ran is refused', async () => {
  const url = await emptyDatabase('tampered');
  await migrate(url);
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("update masthead.migrations set hash = 'other' where position = 0");
  await client.end();
  await expect(migrate(url)).rejects.toThrow(/was changed after it was applied/);
});
