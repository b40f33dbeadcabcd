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
  for (let index = 0; index < tags.length; index += 1) {
    const before = await fingerprint(url);
    expect(await migrate(url, { upTo: index + 1 })).toBe(1);
    const after = await fingerprint(url);
    expect(await rollback(url, 1)).toBe(1);
    expect(await fingerprint(url)).toEqual(before);
    expect(await migrate(url, { upTo: index + 1 })).toBe(1);
    expect(await fingerprint(url)).toEqual(after);
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
