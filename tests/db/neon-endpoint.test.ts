import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, neon, neonConfig } from '@neondatabase/serverless';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import ws from 'ws';
import { type NeonEndpoint, startNeonEndpoint } from '../../db/local/neon-endpoint.ts';
import { type LocalPostgres, startPostgres } from '../../db/local/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'masthead-endpoint-'));
const dataDir = join(folder, 'postgres');
let postgres: LocalPostgres;
let endpoint: NeonEndpoint;
let url: string;
let sql: ReturnType<typeof neon<false, false>>;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  neonConfig.fetchEndpoint = (host, port) => `http://${host}:${port}/sql`;
  neonConfig.wsProxy = (host, port) => `${host}:${port}/v2`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineTLS = false;
  neonConfig.pipelineConnect = 'password';
  neonConfig.webSocketConstructor = ws;
  postgres = await startPostgres({ dataDir, durable: false });
  endpoint = await startNeonEndpoint({ postgresPort: postgres.port });
  url = postgres.superuserUrl.replace(`:${postgres.port}/`, `:${endpoint.port}/`);
  sql = neon(url);
  await sql`CREATE TABLE posts (id int CONSTRAINT posts_key PRIMARY KEY, title text)`;
});

beforeEach(() => sql`TRUNCATE posts`);

afterAll(async () => {
  await endpoint.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const titles = async () => (await sql`SELECT title FROM posts ORDER BY id`).map((row) => row.title);

test('a statement answers with typed rows, its command, its count and its fields', async () => {
  const result = await sql.query(
    `SELECT $1::int8 AS big, $2::jsonb AS doc, $3::text[] AS list, $4::bytea AS bytes, $5::text AS nothing`,
    ['9007199254740993', { a: [1] }, ['x', 'a "quoted", one'], Buffer.from([0, 255]), null],
    { fullResults: true },
  );
  expect(result.rows).toEqual([
    { big: '9007199254740993', doc: { a: [1] }, list: ['x', 'a "quoted", one'], bytes: Buffer.from([0, 255]), nothing: null },
  ]);
  expect(result).toMatchObject({ command: 'SELECT', rowCount: 1 });
  expect(result.fields.map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual([
    ['big', 20], ['doc', 3802], ['list', 1009], ['bytes', 17], ['nothing', 25],
  ]);
});

test('a batch commits as a whole', async () => {
  const [, , found] = await sql.transaction([
    sql`INSERT INTO posts VALUES (1, 'one')`,
    sql`INSERT INTO posts VALUES (2, 'two')`,
    sql`SELECT count(*)::int AS posts FROM posts`,
  ]);
  expect(found).toEqual([{ posts: 2 }]);
  expect(await titles()).toEqual(['one', 'two']);
});

test('a batch stops at its first error, rolls back, and names code, constraint and detail', async () => {
  const batch = sql.transaction([
    sql`INSERT INTO posts VALUES (1, 'one')`,
    sql`INSERT INTO posts VALUES (1, 'again')`,
    sql`SELECT nextval('never_reached')`,
  ]);
  await expect(batch).rejects.toMatchObject({
    name: 'NeonDbError',
    severity: 'ERROR',
    code: '23505',
    constraint: 'posts_key',
    schema: 'public',
    table: 'posts',
    detail: 'Key (id)=(1) already exists.',
    routine: '_bt_check_unique',
  });
  expect(await titles()).toEqual([]);
});

test('an error at the commit itself is an error of the batch', async () => {
  await sql`CREATE TABLE late (post int REFERENCES posts DEFERRABLE INITIALLY DEFERRED)`;
  await expect(sql.transaction([sql`INSERT INTO late VALUES (404)`])).rejects.toMatchObject({ code: '23503' });
  await sql`DROP TABLE late`;
});

test('a read-only batch refuses a DELETE', async () => {
  await sql`INSERT INTO posts VALUES (1, 'one')`;
  const batch = sql.transaction([sql`SELECT 1`, sql`DELETE FROM posts`], { readOnly: true });
  await expect(batch).rejects.toMatchObject({ code: '25006' });
  expect(await titles()).toEqual(['one']);
});

test('a batch runs at the isolation level that was asked for', async () => {
  const shown = sql`SELECT current_setting('transaction_isolation') AS level, current_setting('transaction_deferrable') AS deferrable`;
  const options = { isolationLevel: 'Serializable', readOnly: true, deferrable: true } as const;
  expect(await sql.transaction([shown], options)).toEqual([[{ level: 'serializable', deferrable: 'on' }]]);
  expect(await sql.transaction([shown])).toEqual([[{ level: 'read committed', deferrable: 'off' }]]);
});

test('an entry holds one statement', async () => {
  await expect(sql.query('SELECT 1; SELECT 2')).rejects.toMatchObject({ code: '42601' });
});

test('the WebSocket carries a transaction that reads, decides and writes', async () => {
  const client = new Client(url);
  await client.connect();
  await client.query('BEGIN');
  await client.query(`INSERT INTO posts VALUES (1, 'one')`);
  const { rows } = await client.query('SELECT max(id) + 1 AS next FROM posts');
  await client.query('INSERT INTO posts VALUES ($1, $2)', [rows[0].next, 'two'.repeat(100_000)]);
  expect(await titles()).toEqual([]);
  await client.query('COMMIT');
  expect((await client.query('SELECT length(title) AS length FROM posts WHERE id = 2')).rows).toEqual([{ length: 300_000 }]);
  const [backend] = (await client.query('SELECT pg_backend_pid() AS pid')).rows;
  await client.end();
  const others = async () => (await sql`SELECT pid FROM pg_stat_activity`).map((row) => row.pid);
  await expect.poll(others).not.toContain(backend.pid);
});

test('a session-level SET leaks into later requests, as at Neon', async () => {
  await sql`SELECT set_config('app.leak', 'seen', false)`;
  expect(await sql`SELECT current_setting('app.leak', true) AS leak`).toEqual([{ leak: 'seen' }]);
  await sql`SELECT set_config('app.leak', '', false)`;
});

test('a transaction left open by a single statement does not reach the next request', async () => {
  await sql`BEGIN`;
  await sql`INSERT INTO posts VALUES (1, 'one')`;
  await endpoint.forget('postgres');
  expect(await titles()).toEqual(['one']);
});

test('a web page is refused on both doors', async () => {
  const headers = { Origin: 'https://example.com', 'Neon-Connection-String': url };
  const page = await fetch(`http://127.0.0.1:${endpoint.port}/sql`, { method: 'POST', headers, body: '{"query":"SELECT 1"}' });
  expect(page.status).toBe(403);
  const socket = new ws(`ws://127.0.0.1:${endpoint.port}/v2`, { origin: 'https://example.com' });
  const refusal = await new Promise<Error>((refused) => socket.on('error', refused));
  expect(refusal.message).toContain('403');
});

test('a wrong password does not ride on a connection that a right one opened', async () => {
  await sql`SELECT 1`;
  await expect(neon(url.replace(/:\w+@/, ':wrong@'))`SELECT 1`).rejects.toMatchObject({ code: '28P01' });
});

test('a database can be dropped right after it is forgotten', async () => {
  await sql`CREATE DATABASE passing`;
  const passing = neon(url.replace(/postgres$/, 'passing'));
  expect(await passing`SELECT current_database() AS name`).toEqual([{ name: 'passing' }]);
  await endpoint.forget('passing');
  await sql`DROP DATABASE passing`;
  await expect(passing`SELECT 1`).rejects.toMatchObject({ code: '3D000' });
});

test('the delay is added once per request, however many statements it holds', async () => {
  endpoint.setDelay(150);
  const began = performance.now();
  await sql.transaction([sql`SELECT 1`, sql`SELECT 2`, sql`SELECT 3`]);
  const took = performance.now() - began;
  endpoint.setDelay(0);
  expect(took).toBeGreaterThan(145);
  expect(took).toBeLessThan(400);
});

test('more requests at once than there are connections are all answered', async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => sql`SELECT ${n}::int AS n, pg_sleep(0.005)`));
  expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 60 }, (_, n) => n));
});

async function connectedClient(): Promise<Client> {
  const client = new Client(url);
  client.on('error', () => {});
  await client.connect();
  return client;
}

test('while Postgres is away a request fails at once, and the next after a restart works', async () => {
  const warm = () => Promise.all(Array.from({ length: 8 }, () => sql`SELECT pg_sleep(0.01)`));
  await warm();
  await postgres.stop();
  const began = performance.now();
  await expect(sql`SELECT 1`).rejects.toMatchObject({ code: '08006', message: expect.stringContaining('ECONNREFUSED') });
  await expect(connectedClient()).rejects.toThrow('502');
  expect(performance.now() - began).toBeLessThan(1000);
  postgres = await startPostgres({ dataDir, durable: false });
  expect(await titles()).toEqual([]);

  await warm();
  process.kill(Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  const killed = postgres;
  postgres = await startPostgres({ dataDir, durable: false });
  await killed.stop();
  expect(await sql.transaction([sql`SELECT 1 AS one`])).toEqual([[{ one: 1 }]]);
});

test('a pooled connection found dead at its first write is replaced by a fresh one', async () => {
  let dying: Socket[] = [];
  const sockets: Socket[] = [];
  const between = createServer((socket) => {
    const onward = connect(postgres.port, '127.0.0.1');
    sockets.push(socket);
    socket.on('data', (bytes) => (dying.includes(socket) ? socket.destroy() : onward.write(bytes)));
    onward.on('data', (bytes) => socket.write(bytes));
    socket.on('error', () => {}).on('close', () => onward.destroy());
  });
  await new Promise<void>((listening) => between.listen(0, '127.0.0.1', listening));
  const behind = await startNeonEndpoint({ postgresPort: (between.address() as AddressInfo).port });
  const through = neon(url.replace(`:${endpoint.port}/`, `:${behind.port}/`));
  await Promise.all([1, 2, 3].map(() => through`SELECT pg_sleep(0.02)`));
  dying = [...sockets];
  await through.transaction([through`INSERT INTO posts VALUES (1, 'one')`]);
  await through`INSERT INTO posts VALUES (2, 'two')`;
  expect(await titles()).toEqual(['one', 'two']);
  expect(sockets.length).toBe(4);
  await behind.stop();
  between.close();
});

test('stopping it cuts off what still runs, and frees its port', async () => {
  const other = await startNeonEndpoint({ postgresPort: postgres.port });
  const slow = neon(url.replace(`:${endpoint.port}/`, `:${other.port}/`))`SELECT pg_sleep(30)`;
  const cutOff = expect(slow).rejects.toThrow('fetch failed');
  await expect.poll(async () => (await sql`SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(30)'`).length).toBe(1);
  await other.stop();
  await cutOff;
  const successor = await startNeonEndpoint({ postgresPort: postgres.port, port: other.port });
  await successor.stop();
});

test('a connection that dies in the middle of a batch fails it without running it twice', async () => {
  const batch = sql.transaction([sql`INSERT INTO posts VALUES (1, 'one')`, sql`SELECT pg_terminate_backend(pg_backend_pid())`]);
  await expect(batch).rejects.toMatchObject({ code: '57P01' });
  expect(await titles()).toEqual([]);
});
