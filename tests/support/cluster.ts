import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  const { cluster, stop } = await startCluster();
  project.provide('cluster', cluster);
  return stop;
}

export async function startCluster(delayMs = 0) {
  const folder = mkdtempSync(path.join(tmpdir(), 'masthead-tests-'));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres({ dataDir: path.join(folder, 'data'), durable: false });
  const revived: LocalPostgres[] = [];
  const endpoint = await startNeonEndpoint({ postgresPort: postgres.port, delayMs });
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
    },
  };
}
