import { Client } from 'pg';
import { urlsOf } from '#db/local/databases.ts';
import { startCluster } from '../support/cluster.ts';
import { hashPassword } from '#app/domains/identity/hash-password.server.ts';
import { cloneTemplate, PASSWORD } from './arena.ts';
import { ask, keepAlive, type Question } from './ask.ts';
import { startBucket } from './bucket.ts';
import { fill, type Tenant } from './fill.ts';
import { repeated, type Spread, spread } from './measure.ts';
import { sessionCookie } from './pages.ts';
import { ms, table } from './print.ts';
import { startWorker } from './worker.ts';

export const SIZES = [1_000, 100_000, 1_000_000];

export interface Sized {
  name: string;
  /** One for each of SIZES: the whole answer, and what of it was waited for the database. */
  bySize: { whole: Spread; db: Spread; trips: number }[];
}

interface Row {
  name: string;
  status: number;
  question(): Question;
}

/** Writing, listing and finding where an organization has a thousand pieces, a hundred thousand, and a million. */
export async function measureSizes(say: (line: string) => void): Promise<Sized[]> {
  const { cluster, stop } = await startCluster();
  const superuser = new Client({ connectionString: new URL('/sizes', cluster.superuserUrl).href });
  try {
    await cloneTemplate(cluster, 'sizes');
    await superuser.connect();
    const passwordHash = await hashPassword(PASSWORD);
    const tenants: Tenant[] = [];
    for (const size of SIZES) {
      say(`Filling an organization with ${size.toLocaleString('en')} pieces`);
      tenants.push(await fill(superuser, `desk-${size}`, { sizes: { items: size }, from: 300, to: 0, passwordHash }));
    }
    say('Putting them in the order of time');
    await superuser.query('cluster content_items using content_items_pkey');
    await superuser.query('vacuum analyze content_categories, content_items');
    await superuser.query("insert into heartbeats (name, beat_at) values ('tick', now() + interval '1 day')");
    const bucket = await startBucket();
    const worker = await startWorker(urlsOf(cluster, 'sizes').appUrl, bucket.port);
    try {
      say('Pages of each');
      const asked: Row[][] = [];
      for (const tenant of tenants) asked.push(await rowsFor(worker.origin, superuser, tenant));
      const sized: Sized[] = asked[0]!.map(({ name }) => ({ name, bySize: [] }));
      for (const rows of asked) for (const [index, row] of rows.entries()) sized[index]!.bySize.push(await measured(row));
      return sized;
    } finally {
      await worker.stop();
      await bucket.stop();
    }
  } finally {
    await superuser.end();
    await stop();
  }
}

async function rowsFor(origin: string, superuser: Client, tenant: Tenant): Promise<Row[]> {
  const { organizationId } = tenant;
  const { rows } = await superuser.query<{ id: string; place: string; category: string }>(
    `select id, category_id as category, id || '~' || to_char(edited_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place from content_items where organization_id = $1 and deleted_at is null order by edited_at offset (select count(*) / 2 from content_items where organization_id = $1) limit 1`,
    [organizationId],
  );
  const { id, place, category } = rows[0]!;
  const Cookie = await sessionCookie(origin, tenant);
  const page = (path: string) => () => ({ origin, path, headers: { Cookie, Accept: 'text/html' } });
  let revision = 0;
  const save = () => {
    const changes = JSON.stringify({ title: `Story of word17, for the ${(revision += 1)}th time` });
    const body = new URLSearchParams({ itemId: id, revision: String(revision), reason: 'autosave', changes }).toString();
    return { origin, path: `/content/${id}/save`, method: 'POST' as const, headers: { Origin: origin, Cookie, 'Content-Type': 'application/x-www-form-urlencoded' }, body };
  };
  return [
    { name: 'the list, first page', status: 200, question: page('/content') },
    { name: 'the list, in the middle', status: 200, question: page(`/content?after=${encodeURIComponent(place)}`) },
    { name: 'a category, a hundredth of them', status: 200, question: page(`/content?category=${category}`) },
    { name: 'a search that a hundredth match', status: 200, question: page('/content?q=word3') },
    { name: 'a search that a thousandth match', status: 200, question: page('/content?q=lighthouse17') },
    { name: 'a search that all match', status: 200, question: page('/content?q=boats') },
    { name: 'what the palette finds', status: 200, question: page('/find?q=lighthouse17') },
    { name: 'one opened', status: 200, question: page(`/content/${id}`) },
    { name: 'one saved (POST)', status: 200, question: save },
  ];
}

async function measured({ name, status, question }: Row): Promise<Sized['bySize'][number]> {
  const agent = keepAlive(1);
  const waited: number[] = [];
  let most = 0;
  const whole = await repeated(40, async () => {
    const reply = await ask(agent, question());
    if (reply.status !== status) throw new Error(`${name} answered ${reply.status} where ${status} was expected.`);
    if (reply.dbMs !== null) waited.push(reply.dbMs);
    most = Math.max(most, reply.trips ?? 0);
    return reply.ms;
  });
  agent.destroy();
  return { whole, db: spread(waited.slice(3)), trips: most };
}

export function reportSizes(sized: readonly Sized[]) {
  table(
    'Content by how many pieces an organization has, one request after another, in ms',
    ['', ...SIZES.flatMap((size) => [`${size.toLocaleString('en')}: median`, 'p99', 'of it db']), 'trips'],
    sized.map(({ name, bySize }) => [name, ...bySize.flatMap(({ whole, db }) => [ms(whole.median), ms(whole.p99), ms(db.median)]), String(Math.max(...bySize.map(({ trips }) => trips)))]),
  );
}
