import type { Way } from './apart.ts';
import { CONNECTIONS, type Flood } from './flood.ts';
import type { Ground } from './ground.ts';
import { DELAYS, type Measured } from './pages.ts';
import type { Plan } from './plans.ts';
import { type machine, ms, table } from './print.ts';

export interface Results {
  at: string;
  machine: ReturnType<typeof machine>;
  seconds: number;
  pages: Measured[];
  ways: Way[];
  floods: Flood[];
  lists: ({ name: string } & Plan)[];
  ground: Ground[];
  bundleKb: number;
}

const count = (value: number | null) => (value === null ? '–' : String(value));
const distances = DELAYS.flatMap((delay) => [`${delay} ms: median`, 'p99']);

export function report({ machine: on, pages, ways, floods, lists, ground, bundleKb }: Results) {
  console.log(`\n${on.cores} cores (${on.processor}), ${on.memoryGb} GB, ${on.platform}, Node ${on.node}, workerd ${on.workerd}, wrangler ${on.wrangler}; load before: ${on.loadBefore}`);
  table('Pages and calls, one after another, in ms, with a delay in front of the database', ['', ...distances, 'trips', 'statements', 'n'], pages.map((row) =>
    row.absent
      ? [row.name, row.absent]
      : [row.name, ...row.byDelay.flatMap(({ median, p99 }) => [ms(median), ms(p99)]), count(row.trips), count(row.statements), row.byDelay.map(({ n }) => n).join(' ')],
  ));
  table('The queries of the people page, in ms', ['', ...DELAYS.flatMap((delay) => [`${delay} ms: median`, 'p99', 'ratio']), 'trips', 'statements'], ways.map((way) => [
    way.name,
    ...way.byDelay.flatMap(({ median, p99 }, index) => [ms(median), ms(p99), `${way.ratio[index]!.toFixed(1)}×`]),
    String(way.trips),
    String(way.statements),
  ]));
  table(`${CONNECTIONS} connections at once, no delay`, ['', 'requests/s', 'median ms', 'p99 ms', 'workerd CPU ms each', 'answers', 'failed'], floods.map(({ name, load, cpuMs, absent }) =>
    load ? [name, load.perSecond.toFixed(0), ms(load.median), ms(load.p99), cpuMs == null ? '–' : ms(cpuMs), String(load.n), String(load.failed)] : [name, absent ?? ''],
  ));
  table('Lists of a tenant with 100,000 rows of each kind, in Postgres, behind row-level security', ['', 'ms', 'rows read', 'sorted', 'blocks', 'top step', 'indexes'], lists.map((list) => [
    list.name,
    ms(list.ms),
    String(list.rowsRead),
    String(list.rowsSorted),
    String(list.blocks),
    list.top,
    [...list.scanned.map((name) => `ALL OF ${name}`), ...list.indexes].join(' '),
  ]));
  table('The ground, in ms', ['', 'median', 'p99', 'n'], ground.map(({ name, figure }) => [name, ms(figure.median), ms(figure.p99), String(figure.n)]));
  console.log(`\nThe Worker's bundle is ${bundleKb.toFixed(0)} KB gzipped.`);
}
