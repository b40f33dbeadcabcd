import { Client } from 'pg';
import { urlsOf } from '#db/local/databases.ts';
import { type Cluster, SYSTEM_SECRET } from '../support/cluster.ts';
import { cloneTemplate } from './arena.ts';
import { timed } from './measure.ts';
import { type Plan, readPlan } from './plans.ts';
import { arrangeTargets } from './posts.ts';

const CLAIMERS = 4;
/** As many as workers/crons.ts takes in one statement. */
const BATCH = 1_000;

export interface TargetClaims {
  rows: number;
  perSecond: number;
  double: number;
  plan: Pick<Plan, 'indexes' | 'scanned' | 'rowsRead'>;
}

/** Posts that come due, of several organizations, taken by four clocks at once until none is left. */
export async function measureClaims(cluster: Cluster, rows = 1_000_000): Promise<TargetClaims> {
  await cloneTemplate(cluster, 'bench_claims');
  const open = async (connectionString: string) => {
    const client = new Client({ connectionString });
    await client.connect();
    return client;
  };
  const superuser = await open(new URL('/bench_claims', cluster.superuserUrl).href);
  const claimers: Client[] = [];
  try {
    await arrangeTargets(superuser, rows);
    const plan = await claimPlan(superuser, BATCH);
    for (let index = 0; index < CLAIMERS; index += 1) claimers.push(await open(urlsOf(cluster, 'bench_claims').ownerUrl.replace('masthead_owner', 'masthead_app')));
    const taken = new Set<string>();
    let count = 0;
    const ms = await timed(() =>
      Promise.all(
        claimers.map(async (client) => {
          for (let ids = await claim(client); ids.length > 0; ids = await claim(client)) {
            count += ids.length;
            for (const id of ids) taken.add(id);
          }
        }),
      ),
    );
    if (taken.size !== rows) throw new Error(`The clocks took ${taken.size} of ${rows} posts.`);
    return { rows, perSecond: rows / (ms / 1000), double: count - taken.size, plan };
  } finally {
    await Promise.all([superuser, ...claimers].map((client) => client.end()));
  }
}

/** As the clock does it, without the queue. */
async function claim(client: Client): Promise<string[]> {
  await client.query('begin');
  await client.query('select app.enter_system($1, null)', [SYSTEM_SECRET]);
  const { rows } = await client.query('select id from app.claim_targets($1)', [BATCH]);
  await client.query('commit');
  return rows.map(({ id }) => id as string);
}

/** The plan of the one statement within the function, for so many; nothing is claimed by it. */
export async function claimPlan(superuser: Client, most: number): Promise<TargetClaims['plan']> {
  const { rows: found } = await superuser.query("select substring(prosrc from 'return query(.*);\\s*end') as statement from pg_proc where oid = 'app.claim_targets(int)'::regprocedure");
  await superuser.query('begin');
  try {
    const { rows } = await superuser.query(`explain (analyze, buffers, format json) ${(found[0].statement as string).replace(/\bmost\b/, String(most))}`);
    const { indexes, scanned, rowsRead } = readPlan(rows[0]['QUERY PLAN'][0].Plan);
    return { indexes, scanned, rowsRead };
  } finally {
    await superuser.query('rollback');
  }
}
