import { runKilled, type KilledRun } from '../social/live/killed.ts';
import { type Compared, compare, sentenceOf, seedsOf, tableOf } from '../social/sim/compare.ts';
import type { Cluster } from '../support/cluster.ts';
import { measureClaims, type TargetClaims } from './claims.ts';
import { type Film, measureFilms } from './film.ts';
import { measurePipeline, type Pipeline } from './pipeline.ts';
import { table } from './print.ts';

export interface Social {
  claims: TargetClaims;
  pipeline: Pipeline;
  films: Film[];
  killed: KilledRun;
  /** What came of the same storms for ours and for a naive publisher. */
  storms: Compared;
}

/** Publishing to social platforms: what the clock can take, what drains, and what is left after crashes and faults. */
export async function measureSocial(cluster: Cluster, say: (line: string) => void): Promise<Social> {
  say('Posts that come due by the million');
  const claims = await measureClaims(cluster);
  say('Ten thousand posts due in one minute');
  const pipeline = await measurePipeline(cluster);
  say('The largest films');
  const films = await measureFilms(cluster);
  say('A thousand posts, and a Worker and a Postgres that are killed again and again');
  const killed = await runKilled({ targets: 1_000, kills: 100, crashes: 3, pages: true });
  say('Storms, for ours and for a naive publisher');
  const storms = await quietly(() => compare(seedsOf('1-20'), cluster));
  return { claims, pipeline, films, killed, storms };
}

/** Each failure that a storm brings about is logged by the app, as it should be. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn, error } = console;
  Object.assign(console, { warn: () => {}, error: () => {} });
  return work().finally(() => Object.assign(console, { warn, error }));
}

export function reportSocial({ claims, pipeline, films, killed, storms }: Social) {
  table('Posts that come due, taken by four clocks at once, in Postgres', ['', 'rows', 'rows/s', 'taken twice', 'rows read for 1,000', 'indexes'], [
    ['app.claim_targets', claims.rows.toLocaleString('en'), claims.perSecond.toFixed(0), String(claims.double), String(claims.plan.rowsRead), [...claims.plan.scanned.map((name) => `ALL OF ${name}`), ...claims.plan.indexes].join(' ')],
  ]);
  const { lateness } = pipeline;
  table(
    `Posts due within one minute, through the Worker to ${pipeline.platforms} simulated platforms (load ${pipeline.load.toFixed(1)})`,
    ['', 'out', 'twice', 'seconds', 'late: median', 'p95', 'p99', 'most', 'trips each', 'workerd CPU ms each'],
    [[pipeline.targets.toLocaleString('en'), pipeline.out.toLocaleString('en'), String(pipeline.double), ...[pipeline.seconds, lateness.median, lateness.p95, lateness.p99, lateness.most, pipeline.trips, pipeline.cpuMs ?? Number.NaN].map((figure) => figure.toFixed(1))]],
  );
  table('A film from the bucket through the Worker to a platform, in one request', ['', 'MB', 'became', 'seconds', 'growth of workerd, MB'], films.map(({ name, bytes, status, seconds, before, peak }) => [name, (bytes / 1e6).toFixed(0), status, seconds.toFixed(1), ((peak - before) / 2 ** 20).toFixed(0)]));
  console.log(`  ${killed.targets} posts through a Worker killed with -9 ${killed.kills} times, at ${Object.keys(killed.named).length} named moments and at any, and a Postgres killed ${killed.crashes} times: ${killed.lost} lost, ${killed.double} double, ${killed.false} false, ${killed.silent} silent, ${killed.asked} asked of a person (${killed.askedInVain} where the platform could tell), ${killed.seconds.toFixed(0)} s.`);
  for (const note of killed.notes) console.log(`    ${note}`);
  const [head, ...rows] = tableOf(storms);
  table(`The same ${storms.seeds} storms for two publishers; the platforms are the judge`, head!, rows);
  console.log(`  ${sentenceOf('Ours', storms.ours)}.\n  ${sentenceOf('Naive', storms.naive)}.`);
}
