import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { prepareDatabase, prepareRoles } from '#db/local/databases.ts';
import { startNeonEndpoint } from '#db/local/neon-endpoint.ts';
import { type LocalPostgres, startPostgres } from '#db/local/postgres.ts';

export interface Cluster {
  superuserUrl: string;
  postgresPort: number;
  endpointPort: number;
  password: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: Cluster;
  }
}

export const SYSTEM_SECRET = 'the-system-secret-of-the-tests';
export const TEMPLATE = 'masthead_template';
export const WORKER_DATABASE = 'masthead_worker';

/** One throwaway cluster for the whole run, migrated once; every test file clones the template. */
export default async function setup(project: TestProject) {
  const { cluster, stop } = await startCluster(quickest());
  project.provide('cluster', cluster);
  return stop;
}

const MEMORY = '/dev/shm';
const PLENTY = 8e9;

/** A database for each of a hundred files is mostly a matter of making files: memory does it in half of the time, where there is plenty. */
export function quickest(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, freemem()) > PLENTY ? MEMORY : tmpdir();
}

/** Sweeps when this process is killed, too: what lies in memory would lie there until the machine starts anew. */
function sweepAfterwards(folder: string) {
  if (process.platform === 'win32') return () => {};
  const broom = spawn('/bin/sh', ['-c', 'cat > /dev/null; sleep 10; rm -rf "$0"', folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  broom.on('error', () => {});
  broom.unref();
  return () => void broom.kill('SIGKILL');
}

export async function startCluster(home = tmpdir()) {
  const folder = mkdtempSync(path.join(home, 'masthead-tests-'));
  chmodSync(folder, 0o755);
  const putBroomAway = sweepAfterwards(folder);
  const postgres = await startPostgres({ dataDir: path.join(folder, 'data'), durable: false });
  const revived: LocalPostgres[] = [];
  const endpoint = await startNeonEndpoint({ postgresPort: postgres.port });
  const cluster: Cluster = { superuserUrl: postgres.superuserUrl, postgresPort: postgres.port, endpointPort: endpoint.port, password: 'test' };
  await prepareRoles(cluster);
  await prepareDatabase(cluster, TEMPLATE, SYSTEM_SECRET);
  await prepareDatabase(cluster, WORKER_DATABASE, SYSTEM_SECRET);
  return {
    cluster,
    endpoint,
    /** Kills Postgres with -9 and starts it anew. */
    async crash() {
      process.kill(Number(readFileSync(path.join(postgres.home, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
      revived.push(await startPostgres({ dataDir: path.join(folder, 'data'), durable: false }));
    },
    stop: async () => {
      await endpoint.stop();
      for (const each of [postgres, ...revived]) await each.stop();
      rmSync(folder, { recursive: true, force: true });
      putBroomAway();
    },
  };
}
