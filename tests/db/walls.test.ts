import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { connect, noTrips } from '#db/client.ts';
import { SignedOut } from '#db/refusal.ts';
import * as schema from '#db/schema/index.ts';
import { call, list, read, type Scope, write } from '#db/scope.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { SYSTEM_SECRET } from '../support/cluster.ts';
import { colleague, founder } from '../support/people.ts';

let app: TestApp;
let mine: Awaited<ReturnType<typeof founder>>;
let theirs: Awaited<ReturnType<typeof founder>>;
let scope: Scope<{ kind: 'session'; token: string }>;

const tokenOf = (browser: { cookies: Map<string, string> }) => JSON.parse(atob(decodeURIComponent(browser.cookies.get('mh-session')!))) as string;
const scopeOf = (token: string): Scope<{ kind: 'session'; token: string }> => ({ url: app.appUrl, credential: { kind: 'session', token }, trips: noTrips() });

beforeAll(async () => {
  app = await startApp();
  mine = await founder(app);
  theirs = await founder(app);
  await colleague(app, theirs.browser, 'editor');
  scope = scopeOf(tokenOf(mine.browser));
});

const tenantTables = async () =>
  (await app.owner.query(`select c.relname as name, c.relrowsecurity as rls, c.relforcerowsecurity as forced, c.oid
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`)).rows;

test('every tenant table has row-level security on and forced, and policies for all four commands', async () => {
  const tables = await tenantTables();
  expect(tables.length).toBeGreaterThanOrEqual(8);
  for (const table of tables) {
    const { rows } = await app.owner.query(`select distinct polcmd from pg_policy p where polrelid = $1 and 'masthead_app'::regrole = any (polroles)`, [table.oid]);
    expect({ table: table.name, rls: table.rls, forced: table.forced, commands: rows.map((row) => row.polcmd).sort().join('') }).toEqual({ table: table.name, rls: true, forced: true, commands: 'adrw' });
  }
});

test('no table of the schema is open to the app without row-level security', async () => {
  const { rows } = await app.owner.query(`select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not (relrowsecurity and relforcerowsecurity)`);
  expect(rows).toEqual([]);
});

test('every foreign key to the parent of a tenant row is led by an index', async () => {
  const { rows } = await app.owner.query(`select conrelid::regclass::text as table, conname from pg_constraint c where contype = 'f' and connamespace = 'public'::regnamespace
    and not exists (select from pg_index i where i.indrelid = c.conrelid and (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1] @> c.conkey)`);
  expect(rows).toEqual([]);
});

test('the app role is held by row-level security and owns nothing', async () => {
  const { rows } = await app.owner.query(`select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcanlogin from pg_roles where rolname in ('masthead_app', 'masthead_definer') order by 1`);
  expect(rows).toEqual([
    { rolname: 'masthead_app', rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: true },
    { rolname: 'masthead_definer', rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false },
  ]);
  const owned = await app.owner.query(`select relname from pg_class where relowner = 'masthead_app'::regrole`);
  expect(owned.rows).toEqual([]);
});

test('every function that runs as someone else has a pinned search path', async () => {
  const { rows } = await app.owner.query(`select proname from pg_proc where pronamespace = 'app'::regnamespace and prosecdef and not coalesce(proconfig::text like '%search_path%', false)`);
  expect(rows).toEqual([]);
});

test('no view of the schema looks past row-level security', async () => {
  const { rows } = await app.owner.query(`select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace and not coalesce(reloptions::text like '%security_invoker=true%', false)`);
  expect(rows).toEqual([]);
});

test('without a credential the app sees no row of any table', async () => {
  const { writer } = connect(app.appUrl);
  for (const { name } of await tenantTables()) {
    const result = await writer.execute(sql`select count(*)::int as count from ${sql.identifier(name)}`);
    expect({ name, count: result.rows[0]!.count }).toEqual({ name, count: 0 });
  }
  const people = await writer.execute(sql`select count(*)::int as count from users`);
  expect(people.rows[0]!.count).toBe(0);
});

test('a forged setting opens nothing: the organization comes from the secret, not from the setting', async () => {
  const { writer } = connect(app.appUrl);
  for (const context of [`system:guess:${theirs.organizationId}`, `system::${theirs.organizationId}`, `session:${theirs.organizationId}`, `key:${theirs.organizationId}`, `job:${theirs.organizationId}`]) {
    const [, seen] = await writer.batch([
      writer.select({ set: sql`set_config('app.context', ${context}, true)` }).from(sql`(values (1)) as once`),
      writer.select({ count: sql<number>`count(*)::int` }).from(schema.memberships),
    ]);
    expect({ context, count: seen[0]!.count }).toEqual({ context, count: 0 });
  }
});

test('a setting that outlives its transaction on a pooled connection does not outlive the session behind it', async () => {
  const { writer } = connect(app.appUrl);
  await writer.execute(sql`select set_config('app.context', ${`session:${'n'.repeat(43)}`}, false)`);
  const { answers } = await read(scope, { people: list((db) => db.select({ id: schema.memberships.userId }).from(schema.memberships)) });
  expect(answers.people).toEqual([{ id: mine.userId }]);
});

test('one tenant reads its own rows of every table and nobody else’s', async () => {
  for (const { name } of await tenantTables()) {
    const { answers } = await read(scope, { seen: list((db) => db.select({ org: sql<string | null>`organization_id` }).from(sql`${sql.identifier(name)}`)) });
    for (const row of answers.seen) expect({ name, org: row.org }).toEqual({ name, org: mine.organizationId });
  }
});

test('a page’s batch cannot write', async () => {
  const deleting = list((db) => (db as typeof db & { delete: (table: typeof schema.memberships) => never }).delete(schema.memberships) as never);
  await expect(read(scope, { deleting })).rejects.toMatchObject({ code: '25006' });
});

test('rows cannot be written into another organization, in any of the four ways', async () => {
  const foreign = { organizationId: theirs.organizationId, userId: mine.userId, role: 'owner' as const };
  await expect(write(scope, null, (db) => [db.insert(schema.memberships).values(foreign)])).rejects.toThrow(/row-level security/);
  const updated = await write(scope, null, (db) => [db.update(schema.organizations).set({ name: 'Mine' }).where(sql`id = ${theirs.organizationId}`).returning({ id: schema.organizations.id })]);
  expect(updated).toMatchObject({ ok: true, value: [[]] });
  const deleted = await write(scope, null, (db) => [db.delete(schema.memberships).where(sql`organization_id = ${theirs.organizationId}`).returning({ id: schema.memberships.id })]);
  expect(deleted).toMatchObject({ ok: true, value: [[]] });
  await expect(write(scope, null, (db) => [db.update(schema.memberships).set({ organizationId: theirs.organizationId } as never).where(sql`true`)])).rejects.toThrow(/permission denied|row-level security/);
});

test('a notice cannot name someone who is not a member: the composite key stands between', async () => {
  await expect(write(scope, null, (db) => [db.insert(schema.notifications).values({ userId: theirs.userId, type: 'x', title: 'x' })])).rejects.toThrow(/notifications_member_fk/);
});

test('secrets are write-only for the app: no hash can be read back', async () => {
  for (const [table, column] of [['users', 'password_hash'], ['sessions', 'token_hash'], ['invitations', 'token_hash'], ['api_keys', 'hashed_key']] as const) {
    await expect(read(scope, { hash: list((db) => db.select({ hash: sql`${sql.identifier(column)}` }).from(sql`${sql.identifier(table)}`)) })).rejects.toThrow(/permission denied/);
  }
});

test('the audit log cannot be changed or shortened by the app', async () => {
  await expect(write(scope, null, (db) => [db.update(schema.auditLog).set({ action: 'x' }).where(sql`true`)])).rejects.toThrow(/permission denied/);
  await expect(write(scope, null, (db) => [db.delete(schema.auditLog).where(sql`true`)])).rejects.toThrow(/permission denied/);
  await expect(write(scope, null, (db) => [db.update(schema.auditHeads).set({ sequence: 0 }).where(sql`true`)])).rejects.toThrow(/permission denied/);
});

/** The whole list of what reaches across tenants. A new one is added here with its reason, or this test fails. */
const SYSTEM_ONLY = [
  'address_of', 'beat', 'bury_message', 'claim_job', 'claim_targets', 'count_view', 'drop_garbage', 'ending_accounts', 'fail_job', 'find_credentials', 'finish_job', 'forgive', 'known_media_keys', 'late_publications', 'late_targets', 'leave_comment', 'list_garbage', 'open_feed', 'open_session',
  'peek_invitation', 'peek_preview', 'peek_token', 'purge_expired', 'repeating_posts', 'request_reset', 'reset_password', 'sign_up', 'sweep_content', 'sweep_media', 'take_target', 'throttle', 'unsynced_accounts', 'upgrade_password', 'use_token', 'verify_email', 'wake_jobs',
];
const FOR_ANYONE = ['audit_text', 'authenticate', 'authenticate_key', 'carry_out', 'chain_audit', 'count_asset_usage', 'count_comments', 'count_content_tags', 'count_tag_usage', 'count_template_usage', 'current_actor_id', 'current_org', 'current_session_id', 'current_user_id', 'derive_post', 'enter_public', 'enter_system', 'file_published', 'follow_item', 'gate', 'give_first_project', 'health', 'is_system', 'keep_figures', 'keep_filing', 'keep_published', 'lead_published', 'merge_published_tag', 'number_published', 'public_org', 'published_comments', 'published_logo', 'reading_org', 'reading_zone', 'record', 'search_assets', 'search_content', 'search_published', 'served_asset', 'spell_item_tags', 'spell_published_author', 'spell_published_category', 'spell_published_tag', 'spell_renamed_tag', 'spell_tags', 'tell_published', 'tell_republished'];
const FOR_SIGNED_IN = ['accept_invitation', 'change_password', 'create_organization', 'delete_account', 'export_account', 'my_organizations', 'my_password_hash', 'switch_organization'];

test('the functions that reach across tenants are the ones listed', async () => {
  const { rows } = await app.owner.query(`select proname from pg_proc where pronamespace = 'app'::regnamespace and prosecdef order by 1`);
  expect(rows.map((row) => row.proname)).toEqual([...SYSTEM_ONLY, ...FOR_ANYONE.filter((name) => name !== 'audit_text'), ...FOR_SIGNED_IN].sort());
});

const ARGUMENTS: Record<string, string> = { uuid: 'gen_random_uuid()', text: "'x'", integer: '1', interval: "'1 second'", boolean: 'true', jsonb: "'{}'", 'uuid[]': "'{}'", 'text[]': "'{}'" };

async function callOf(name: string): Promise<string> {
  const { rows } = await app.owner.query(`select oidvectortypes(proargtypes) as types from pg_proc where pronamespace = 'app'::regnamespace and proname = $1`, [name]);
  const types = (rows[0].types as string).split(', ').filter(Boolean);
  return `app.${name}(${types.map((type) => `${ARGUMENTS[type]}::${type}`).join(', ')})`;
}

test.each(SYSTEM_ONLY.filter((name) => name !== 'use_token'))('app.%s refuses a signed-in person', async (name) => {
  const expression = await callOf(name);
  await expect(write(scope, null, (db) => [call(db, sql.raw(expression))])).rejects.toThrow(SignedOut);
});

test.each(FOR_SIGNED_IN)('app.%s refuses whoever is not signed in', async (name) => {
  const system: Scope = { url: app.appUrl, credential: { kind: 'system', secret: SYSTEM_SECRET }, trips: noTrips() };
  const expression = await callOf(name);
  await expect(write(system, null, (db) => [call(db, sql.raw(expression))])).rejects.toThrow(SignedOut);
});

test('a wrong system secret opens nothing', async () => {
  const wrong: Scope = { url: app.appUrl, credential: { kind: 'system', secret: 'wrong', organizationId: mine.organizationId }, trips: noTrips() };
  await expect(read(wrong, { people: list((db) => db.select({ id: schema.memberships.id }).from(schema.memberships)) })).rejects.toThrow(SignedOut);
});

test('a job sees the one organization it works for', async () => {
  const job: Scope = { url: app.appUrl, credential: { kind: 'system', secret: SYSTEM_SECRET, organizationId: theirs.organizationId }, trips: noTrips() };
  const { answers } = await read(job, { people: list((db) => db.select({ org: schema.memberships.organizationId }).from(schema.memberships)) });
  expect(new Set(answers.people.map((row) => row.org))).toEqual(new Set([theirs.organizationId]));
  expect(answers.people).toHaveLength(2);
});
