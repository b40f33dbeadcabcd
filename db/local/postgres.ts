import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findInstallation, type Installation } from './binaries.ts';
import { disarmLock, ensureCluster, lockHolder, readLock, serverEnvironment } from './cluster.ts';
import { forgetOldUsers, keepPostmaster } from './keeper.ts';

export type LocalPostgres = {
  port: number;
  superuserUrl: string;
  /** It was already running. */
  adopted: boolean;
  /** Where everything really is: not dataDir when root's project folder is closed to other users. */
  home: string;
  /** Lets go of it: Postgres ends when the last who started or adopted it has let go or died. */
  stop(): Promise<void>;
};

// After an unclean death the old server's children need a moment before their shared memory is free.
const PATIENCE_MS = 7_000;
const START_MS = 60_000;
const LOG_LIMIT = 4_000_000;

/** Everything lives in dataDir: the cluster, its password, its port, its log. `durable: false` is for throwaway clusters. */
export async function startPostgres(options: {
  dataDir: string;
  log?: (line: string) => void;
  durable?: boolean;
}): Promise<LocalPostgres> {
  const { log = () => {}, durable = true } = options;
  const place = findInstallation(resolve(options.dataDir), log);
  const password = await ensureCluster(place, log);
  if (lockHolder(readLock(place)) !== 'postgres') forgetOldUsers(place);
  const keeper = keepPostmaster(place);

  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    const attempt = await adoptOrLaunch(place, password, durable);
    if (typeof attempt !== 'string') {
      const { port, server } = attempt;
      let stopping: Promise<void> | undefined;
      const stop = async () => {
        if (server || process.platform !== 'win32') await keeper.letGo();
        if (server && readLock(place)?.pid !== server.pid) await ended(server);
      };
      const superuserUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
      return { port, superuserUrl, adopted: !server, home: place.home, stop: () => (stopping ??= stop()) };
    }
    if (Date.now() > deadline) {
      await keeper.letGo();
      throw new Error(`Postgres did not start: ${attempt}`);
    }
  }
}

type Running = { port: number; server?: ChildProcess };

/** The running server, or the reason why there is none. */
async function adoptOrLaunch(place: Installation, password: string, durable: boolean): Promise<Running | string> {
  const lock = readLock(place);
  const holder = lockHolder(lock);
  if (lock && holder === 'postgres') {
    const refusal = await whyNoLogin(lock.port, password);
    return refusal ? `process ${lock.pid} runs in ${place.home}, but a login on its port ${lock.port} failed: ${refusal}` : { port: lock.port };
  }
  if (holder === 'another program') disarmLock(place);
  return launch(place, durable);
}

async function launch(place: Installation, durable: boolean): Promise<Running | string> {
  const { bin, home, user } = place;
  const [logPath, portPath] = [join(home, 'log'), join(home, 'port')];
  const port = await choosePort(portPath);
  const tooLong = existsSync(logPath) && statSync(logPath).size > LOG_LIMIT;
  const logFile = openSync(logPath, tooLong ? 'w' : 'a');
  const logStart = fstatSync(logFile).size;
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    synchronous_commit: 'off',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: Ctrl-C in the terminal shall reach our own process only, which then stops things in its own order.
  const server = spawn(join(bin, 'postgres'), ['-D', join(home, 'cluster'), ...flags], {
    ...user,
    cwd: home,
    env: serverEnvironment(),
    detached: process.platform !== 'win32',
    stdio: ['ignore', logFile, logFile],
  });
  server.unref();
  closeSync(logFile);
  let spawnFailure: string | undefined;
  server.once('error', (error) => {
    spawnFailure = error.message;
  });

  for (const deadline = Date.now() + START_MS; Date.now() < deadline && alive(server) && !spawnFailure; await sleep(5)) {
    const lock = readLock(place);
    if (lock && lock.pid === server.pid && lock.status === 'ready') {
      writeFileSync(portPath, String(port));
      return { port, server };
    }
  }
  const said = readFileSync(logPath).subarray(logStart).toString('utf8').trim().split('\n').slice(-5).join('\n');
  return spawnFailure ?? `${said} (${logPath})`;
}

const alive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

async function ended(child: ChildProcess): Promise<void> {
  child.ref();
  if (alive(child)) await once(child, 'exit');
}

async function whyNoLogin(port: number, password: string): Promise<string | undefined> {
  const client = new pg.Client({
    host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres', ssl: false, connectionTimeoutMillis: 2_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The port of last time when it is free, so that a database client's saved connection keeps working. */
async function choosePort(stored: string): Promise<number> {
  const last = existsSync(stored) ? Number(readFileSync(stored, 'utf8')) : 0;
  return (await listenBriefly(last)) ?? (await listenBriefly(0)) ?? 0;
}

function listenBriefly(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
