import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { prepareDatabase } from '#db/local/databases.ts';
import { startPostgres } from '#db/local/postgres.ts';
import { hashPassword } from '#app/domains/identity/hash-password.server.ts';
import { type Cluster, SYSTEM_SECRET } from '../support/cluster.ts';
import { cloneTemplate } from './arena.ts';
import { repeated, type Spread, spread, timed } from './measure.ts';

export interface Ground {
  name: string;
  figure: Spread;
}

/** What a newcomer and the tests wait for before anything runs. */
export async function measureGround(cluster: Cluster): Promise<Ground[]> {
  let counter = 0;
  const fresh = () => `bench_ground_${(counter += 1)}`;
  const [cold, warm] = await postgresStarts(3);
  return [
    { name: 'embedded Postgres from nothing to its first answer', figure: cold },
    { name: 'embedded Postgres started again', figure: warm },
    { name: 'a new database, migrated from nothing', figure: await repeated(3, () => timed(() => prepareDatabase(cluster, fresh(), SYSTEM_SECRET)), { warmUp: 1 }) },
    { name: 'a database cloned from the template', figure: await repeated(15, () => timed(() => cloneTemplate(cluster, fresh())), { warmUp: 1 }) },
    { name: 'one password hashed (scrypt)', figure: await repeated(5, () => timed(() => hashPassword('a password')), { warmUp: 1 }) },
  ];
}

async function postgresStarts(n: number): Promise<[Spread, Spread]> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let index = 0; index < n; index += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'masthead-bench-'));
    chmodSync(folder, 0o755);
    const start = async (times: number[]) => {
      let stop: (() => Promise<void>) | undefined;
      times.push(
        await timed(async () => {
          const postgres = await startPostgres({ dataDir: join(folder, 'data'), durable: false });
          stop = postgres.stop;
          const client = new Client({ connectionString: postgres.superuserUrl });
          await client.connect();
          await client.query('select 1');
          await client.end();
        }),
      );
      await stop?.();
    };
    await start(cold);
    await start(warm);
    rmSync(folder, { recursive: true, force: true });
  }
  return [spread(cold), spread(warm)];
}
