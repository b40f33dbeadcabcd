import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { urlsOf } from '#db/local/databases.ts';
import { startWatching } from '../publishing/sim/observer.ts';
import { type Cluster, SYSTEM_SECRET } from '../support/cluster.ts';
import { cloneTemplate } from './arena.ts';
import { repeated, type Spread, timed } from './measure.ts';

const CLAIMERS = 4;
const BATCH = 10_000;
const PIECES = 1_000;
const KILLS = 3;
const RELEASE = 100;

export interface Claims {
  name: string;
  rows: number;
  perSecond: number;
  double: number;
}

export interface Publishing {
  claims: Claims[];
  killed: { pieces: number; kills: number; seconds: number; lost: number; double: number };
  release: Spread;
}

/** What the clock can take, in Postgres alone and with a publisher that is killed again and again. */
export async function measurePublishing(cluster: Cluster, rows = 1_000_000): Promise<Publishing> {
  const open = async (name: string, user?: string) => {
    const url = new URL(user ? urlsOf(cluster, name).ownerUrl.replace('masthead_owner', user) : cluster.superuserUrl);
    url.pathname = `/${name}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    return client;
  };
  await cloneTemplate(cluster, 'bench_publishing');
  const superuser = await open('bench_publishing');
  try {
    const claimers = await Promise.all(Array.from({ length: CLAIMERS }, () => open('bench_publishing', 'masthead_app')));
    const naive = await Promise.all(Array.from({ length: CLAIMERS }, () => open('bench_publishing')));
    const claims = [
      await claimed(superuser, rows, 'app.wake_jobs, with SKIP LOCKED', claimers, wake),
      await claimed(superuser, Math.min(rows, 100_000), 'select, then update', naive, selectThenUpdate),
    ];
    await Promise.all([...claimers, ...naive].map((client) => client.end()));
    await superuser.query('truncate outbox');
    const organization = await paper(superuser);
    const release = await repeated(5, () => releaseOf(superuser, organization, RELEASE), { warmUp: 1 });
    const killed = await killedAgainAndAgain(superuser, urlsOf(cluster, 'bench_publishing').appUrl, organization);
    return { claims, release, killed };
  } finally {
    await superuser.end();
  }
}

type Claim = (client: Client) => Promise<string[]>;

/** As the clock does it, without the queue. */
async function wake(client: Client) {
  await client.query('begin');
  await client.query('select app.enter_system($1, null)', [SYSTEM_SECRET]);
  const { rows } = await client.query("select id from app.wake_jobs($1, interval '11 minutes')", [BATCH]);
  await client.query('commit');
  return rows.map(({ id }) => id as string);
}

async function selectThenUpdate(client: Client) {
  const { rows } = await client.query("select id from outbox where status = 'waiting' and due_at < now() + interval '11 minutes' and woken_at is null order by due_at limit $1", [BATCH]);
  const ids = rows.map(({ id }) => id as string);
  await client.query('update outbox set woken_at = now() where id = any ($1)', [ids]);
  return ids;
}

async function claimed(superuser: Client, rows: number, name: string, clients: Client[], claim: Claim): Promise<Claims> {
  await superuser.query('truncate outbox');
  await superuser.query(
    `set session_replication_role = replica;
     insert into outbox (type, label, payload, due_at) select 'publishing.publication', 'Publish', '{}', now() + interval '10 minutes' from generate_series(1, ${rows});
     set session_replication_role = origin`,
  );
  await superuser.query('vacuum analyze outbox');
  const taken = new Set<string>();
  let count = 0;
  const ms = await timed(() =>
    Promise.all(
      clients.map(async (client) => {
        for (let ids = await claim(client); ids.length > 0; ids = await claim(client)) {
          count += ids.length;
          for (const id of ids) taken.add(id);
        }
      }),
    ),
  );
  if (taken.size !== rows) throw new Error(`${name} took ${taken.size} of ${rows} rows.`);
  return { name, rows, perSecond: taken.size / (ms / 1000), double: count - taken.size };
}

async function paper(superuser: Client): Promise<string> {
  const { rows } = await superuser.query("insert into organizations (name, slug) values ('The paper', 'the-paper') returning id");
  return rows[0].id as string;
}

/** Pieces, each with its publication, and a job for it or one for all. */
async function arrange(superuser: Client, organization: string, count: number, release: string | null) {
  await superuser.query(
    `with pieces as (insert into content_items (organization_id, title, slug, status) select $1, 'Piece', 'piece-' || md5(random()::text), 'scheduled' from generate_series(1, $2) returning *),
     planned as (insert into publications (organization_id, content_item_id, release_id, kind, revision, due_at, job_id, edition)
       select $1, id, $3, 'publish', 1, now(), app.uuid7(), jsonb_build_object('language', language, 'translationGroup', translation_group, 'type', type, 'format', format, 'slug', slug, 'title', title, 'excerpt', '',
         'html', repeat('<p>Boats come in at dawn.</p>', 40), 'markdown', repeat('Boats come in at dawn. ', 40), 'text', repeat('Boats come in at dawn. ', 40), 'body', body, 'wordCount', 200, 'seo', seo, 'cover', null, 'shareImage', null, 'author', null, 'categoryId', null, 'tagIds', '[]'::jsonb)
       from pieces returning *)
     insert into outbox (id, organization_id, type, label, payload) select job_id, $1, 'publishing.publication', 'Publish', jsonb_build_object('publicationId', id) from planned where $3::uuid is null`,
    [organization, count, release],
  );
}

async function releaseOf(superuser: Client, organization: string, count: number): Promise<number> {
  const { rows } = await superuser.query("insert into releases (organization_id, name, status) values ($1, 'Together', 'scheduled') returning id", [organization]);
  await arrange(superuser, organization, count, rows[0].id);
  await superuser.query('begin');
  await superuser.query("select set_config('app.context', $1, true)", [`system:${SYSTEM_SECRET}:${organization}`]);
  const ms = await timed(() => superuser.query('select app.carry_out(null, $1)', [rows[0].id]));
  await superuser.query('commit');
  return ms;
}

/** The Worker's own clock and consumer in a process of its own, killed with -9 in the midst of it, and started anew. */
async function killedAgainAndAgain(superuser: Client, appUrl: string, organization: string): Promise<Publishing['killed']> {
  await startWatching(superuser);
  await superuser.query("update outbox set status = 'done'");
  await arrange(superuser, organization, PIECES, null);
  // Time passes for all tables at once; what a killed process had under way may hold one of them and want another.
  const pass = async (ms: number): Promise<unknown> => superuser.query('select watch.pass($1)', [ms]).catch((error: { code?: string }) => (error.code === '40P01' ? pass(ms) : Promise.reject(error)));
  // Old enough for the clock to look at them at once.
  await pass(60_000);
  const seen = async () => (await superuser.query('select count(*)::int as all, count(distinct item)::int as pieces from watch.sightings')).rows[0] as { all: number; pieces: number };
  const started = performance.now();
  for (let life = 0; life <= KILLS; life += 1) {
    const child = fork(fileURLToPath(new URL('publisher.ts', import.meta.url)), { execArgv: ['--import', 'tsx'], env: { ...process.env, DATABASE_URL: appUrl, SYSTEM_SECRET }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const gone = once(child, 'exit');
    const enough = life === KILLS ? PIECES : Math.round((PIECES * (life + 0.7)) / (KILLS + 1));
    for (const until = Date.now() + 120_000; (await seen()).pieces < enough && Date.now() < until; await sleep(20));
    child.kill('SIGKILL');
    await gone;
    await pass(70_000);
  }
  const { all, pieces } = await seen();
  return { pieces: PIECES, kills: KILLS, seconds: (performance.now() - started) / 1000, lost: PIECES - pieces, double: all - pieces };
}
