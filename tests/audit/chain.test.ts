import { beforeAll, expect, test } from 'vitest';
import { csvLine } from '#app/domains/audit/csv.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { colleague, founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app);
  await colleague(app, owner.browser, 'editor');
  for (let index = 0; index < 5; index += 1) await owner.browser.post('/settings/people', { intent: 'invite', email: `row-${index}@example.test`, role: 'viewer' });
});

const breaks = async () => (await app.owner.query('select * from app.audit_breaks($1) order by 1', [owner.organizationId])).rows;

/** As someone with the owner's password would, behind the app's back; taken back afterwards. */
async function tamper(...statements: string[]) {
  await app.owner.query('begin');
  for (const statement of statements) await app.owner.query(statement, statement.includes('$1') ? [owner.organizationId] : []);
  const found = await breaks();
  await app.owner.query('rollback');
  return found.map((row) => row.problem);
}

test('an untouched chain has no break, and numbers without a gap', async () => {
  expect(await breaks()).toEqual([]);
  const { rows } = await app.owner.query('select array_agg(sequence order by sequence) as all from audit_log where organization_id = $1', [owner.organizationId]);
  expect(rows[0].all.map(Number)).toEqual(rows[0].all.map((_: string, index: number) => index + 1));
});

test.each([
  ["update audit_log set action = 'nothing' where organization_id = $1 and sequence = 3", 'the entry was changed'],
  ["update audit_log set metadata = '{\"role\": \"owner\"}' where organization_id = $1 and sequence = 4", 'the entry was changed'],
  ['update audit_log set actor_id = null where organization_id = $1 and sequence = 2', 'the entry was changed'],
  ["update audit_log set created_at = created_at - interval '1 second' where organization_id = $1 and sequence = 2", 'the entry was changed'],
  ["update audit_log set ip = '203.0.113.1' where organization_id = $1 and sequence = 3", 'its address or agent was changed'],
  ['delete from audit_log where organization_id = $1 and sequence = 3', 'an entry before it is missing or moved'],
  ['delete from audit_log where organization_id = $1 and sequence = (select max(sequence) from audit_log where organization_id = $1)', 'the newest entries are missing, or more follow than were written'],
])('%s is found', async (statement, problem) => {
  expect(await tamper(statement)).toContain(problem);
});

test('two entries that change places are found', async () => {
  const swapped = await tamper(
    'update audit_log set sequence = -2 where organization_id = $1 and sequence = 2',
    'update audit_log set sequence = 2 where organization_id = $1 and sequence = 3',
    'update audit_log set sequence = 3 where organization_id = $1 and sequence = -2',
  );
  expect(swapped.length).toBeGreaterThan(0);
});

test('entries written at the same moment are still one chain', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, index) => owner.browser.post('/settings/people', { intent: 'invite', email: `burst-${index}@example.test`, role: 'viewer' })));
  expect(await breaks()).toEqual([]);
});

test('the log is filtered by person, deed and day, and pages by keyset at one trip each', async () => {
  const all = await owner.browser.get('/settings/activity');
  expect(all.text).toContain('invited row-0@example.test as viewer');
  const joined = await owner.browser.get('/settings/activity?action=member.joined');
  expect(joined.text).toContain('joined as editor');
  expect(joined.text).not.toContain('row-0@example.test');
  expect((await owner.browser.get('/settings/activity?to=2020-01-01')).text).toContain('Nothing matches');
  for (let index = 0; index < 60; index += 1) await app.owner.query("insert into audit_log (organization_id, sequence, actor_kind, action, resource_type, personal_digest, previous_hash, hash) values ($1, 0, 'system', 'filler', 'x', '', '', '')", [owner.organizationId]);
  const first = await owner.browser.get('/settings/activity');
  const next = /after=(\d+)/.exec(first.text)![1];
  const second = await owner.browser.get(`/settings/activity?after=${next}`);
  expect(second.trips).toBe(1);
  expect(second.statements).toBe(first.statements);
  expect(second.text).toContain('row-0@example.test');
});

test.each(['after=x', 'after=-1', "after=1'--", 'actor=none', 'from=yesterday', 'to=2026-99-99', 'action='])('a filter that cannot be read (%s) is left out', async (query) => {
  expect((await owner.browser.get(`/settings/activity?${query}`)).status).toBe(200);
});

test('the export has every entry once, as CSV that no spreadsheet runs', async () => {
  await owner.browser.post('/settings/keys', { intent: 'create', name: '=cmd|calc, "x"', 'scopes[]': 'organization:read' });
  const { text, headers } = await owner.browser.get('/settings/activity/export');
  expect(headers.get('Content-Type')).toContain('text/csv');
  const { rows } = await app.owner.query('select count(*)::int as count from audit_log where organization_id = $1', [owner.organizationId]);
  expect(text.trim().split('\r\n')).toHaveLength(rows[0].count + 1);
  expect(csvLine(['=1+1', '-2', 'a,"b"', null, 'plain'])).toBe('\'=1+1,\'-2,"a,""b""",,plain\r\n');
});
