import { type Added, reportAnalytics } from './analytics.ts';
import type { Way } from './apart.ts';
import { MANY } from './arena.ts';
import { CONNECTIONS, type Flood } from './flood.ts';
import type { Ground } from './ground.ts';
import { type Media, READERS } from './media.ts';
import { DELAYS, type Measured } from './pages.ts';
import type { Plan } from './plans.ts';
import type { Publishing } from './publishing.ts';
import { type machine, ms, table } from './print.ts';
import { reportSocial, type Social } from './social.ts';

export interface Results {
  at: string;
  machine: ReturnType<typeof machine>;
  seconds: number;
  pages: Measured[];
  ways: Way[];
  floods: Flood[];
  readers: Flood[];
  media: Media;
  lists: ({ name: string } & Plan)[];
  analytics: Added[];
  ground: Ground[];
  publishing: Publishing;
  social: Social;
  bundleKb: number;
}

const megabytes = (bytes: number) => (Number.isFinite(bytes) ? `${(bytes / 1024 ** 2).toFixed(0)} MB` : '–');
const count = (value: number | null) => (value === null ? '–' : String(value));

export function report({ machine: on, pages, ways, floods, readers, media, lists, analytics, ground, publishing, social, bundleKb }: Results) {
  console.log(`\n${on.cores} cores (${on.processor}), ${on.memoryGb} GB, ${on.platform}, Node ${on.node}, workerd ${on.workerd}, wrangler ${on.wrangler}; load before: ${on.loadBefore}`);
  if (on.loadBefore > on.cores / 4) console.log('Others were at work on this machine: compare counts, ratios and processor time, not milliseconds.');

  table(
    'Pages and calls, one after another, in ms, with a delay in front of the database',
    ['', ...DELAYS.flatMap((delay) => [`${delay} ms: median`, 'p99']), 'of it db', 'trips', 'statements', 'n'],
    pages.filter(({ absent }) => !absent).map((row) => [row.name, ...row.byDelay.flatMap(({ median, p99 }) => [ms(median), ms(p99)]), ms(row.db?.median ?? Number.NaN), count(row.trips), count(row.statements), row.byDelay.map(({ n }) => n).join(' ')]),
  );
  for (const { name, absent } of pages) if (absent) console.log(`  ${name}: not measured, ${absent}.`);

  table(
    'The queries of the people page, in ms',
    ['', ...DELAYS.flatMap((delay) => [`${delay} ms: median`, 'p99', 'ratio']), 'trips', 'statements'],
    ways.map((way) => [way.name, ...way.byDelay.flatMap(({ median, p99 }, index) => [ms(median), ms(p99), `${way.ratio[index]!.toFixed(1)}×`]), String(way.trips), String(way.statements)]),
  );

  floodTable(`${CONNECTIONS} connections at once, no delay`, floods);

  floodTable(`${CONNECTIONS} readers at once, no cache before the Worker`, readers);

  const { upload, reads } = media;
  table(
    `An upload of ${megabytes(upload.bytes)} in parts through the Worker, and the memory of workerd`,
    ['', 'MB/s', 'seconds', 'workerd before', 'its peak', 'growth'],
    upload.steps.map(({ name, seconds, before, peak }) => [name, (upload.bytes / 1024 ** 2 / seconds).toFixed(0), seconds.toFixed(1), megabytes(before), megabytes(peak), megabytes(peak - before)]),
  );
  floodTable(`${READERS} range reads of it at once`, [reads]);

  table(
    `Lists of a tenant with ${MANY.toLocaleString('en')} rows of each kind, in Postgres, behind row-level security`,
    ['', 'ms', 'rows read', 'sorted', 'blocks', 'top step', 'indexes'],
    lists.map((list) => [list.name, ms(list.ms), String(list.rowsRead), String(list.rowsSorted), String(list.blocks), list.top, [...list.scanned.map((name) => `ALL OF ${name}`), ...list.indexes].join(' ')]),
  );

  reportAnalytics(analytics);

  table('The ground, in ms', ['', 'median', 'p99', 'n'], ground.map(({ name, figure }) => [name, ms(figure.median), ms(figure.p99), String(figure.n)]));
  const { claims, killed, release } = publishing;
  table(
    'Due work taken by four at once, in Postgres',
    ['', 'rows', 'rows/s', 'taken twice'],
    claims.map(({ name, rows, perSecond, double }) => [name, rows.toLocaleString('en'), perSecond.toFixed(0), double.toLocaleString('en')]),
  );
  console.log(`  A publisher killed with -9 ${killed.kills} times in ${killed.pieces} publications: ${killed.lost} lost, ${killed.double} double, ${killed.seconds.toFixed(0)} s.`);
  console.log(`  A release of 100 pieces goes live in ${ms(release.median)} ms (p99 ${ms(release.p99)}).`);
  reportSocial(social);
  console.log(`\nThe Worker's bundle is ${bundleKb.toFixed(0)} KB gzipped.`);
}

function floodTable(title: string, floods: Flood[]) {
  table(
    title,
    ['', 'requests/s', 'median ms', 'p99 ms', 'workerd CPU ms each', 'trips', 'answers', 'failed'],
    floods.flatMap(({ name, load, cpuMs, trips = null }) => (load ? [[name, load.perSecond.toFixed(0), ms(load.median), ms(load.p99), cpuMs == null ? '–' : ms(cpuMs), count(trips), String(load.n), String(load.failed)]] : [])),
  );
  for (const { name, absent } of floods) if (absent) console.log(`  ${name}: not measured, ${absent}.`);
}
