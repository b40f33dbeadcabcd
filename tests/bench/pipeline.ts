import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { urlsOf } from '#db/local/databases.ts';
import { servePlatforms } from '../simulators/serve.ts';
import { arrangeCompany, arrangePosts, CROWDED, crowded } from '../social/live/crowd.ts';
import { holdQueue } from '../social/live/queue.ts';
import type { Cluster } from '../support/cluster.ts';
import { cloneTemplate } from './arena.ts';
import { startWorker, TOKEN_SECRET } from './worker.ts';

/** Several batches at once, of ten messages each. */
const BATCHES = 4;
const MINUTE_MS = 60_000;
const PATIENCE_MS = 30 * MINUTE_MS;

export interface Pipeline {
  targets: number;
  platforms: number;
  /** Of the machine when it began. */
  load: number;
  /** From the first moment that was due to the last post that was out. */
  seconds: number;
  out: number;
  double: number;
  /** How late each was, in seconds, by the clocks of the platforms. */
  lateness: { median: number; p95: number; p99: number; most: number };
  /** Round trips to the database for each target, ticks and all. */
  trips: number;
  /** Processor time of workerd for each target, in ms. */
  cpuMs: number | null;
}

/** So many posts due within one minute, spread over it, through the real Worker to five simulated platforms. */
export async function measurePipeline(cluster: Cluster, targets = 10_000, pages = true): Promise<Pipeline> {
  await cloneTemplate(cluster, 'bench_pipeline');
  const superuser = new Client({ connectionString: new URL('/bench_pipeline', cluster.superuserUrl).href });
  await superuser.connect();
  const stops: (() => Promise<unknown>)[] = [() => superuser.end()];
  let trips = 0;
  const counted = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    if (request.socket.localPort === cluster.endpointPort) trips += 1;
  };
  const requests = channel('http.server.request.start');
  try {
    const platforms = await servePlatforms({ simulators: crowded(targets), log: () => {} });
    stops.push(platforms.stop);
    const queue = await holdQueue({ atOnce: BATCHES });
    stops.push(queue.stop);
    // Nobody asks for its bucket.
    const worker = await startWorker(urlsOf(cluster, 'bench_pipeline').appUrl, queue.port, { pages, queue: queue.port, variables: { SIMULATORS_AT: platforms.at } });
    stops.push(worker.stop);
    queue.opensTo(worker.door);
    const company = await arrangeCompany(superuser, { at: platforms.at, posts: targets, secret: TOKEN_SECRET });
    const begin = Date.now() + 15_000;
    const arranged = [];
    for (let first = 0; first < targets; first += 1_000) {
      const some = Math.min(1_000, targets - first);
      arranged.push(...(await arrangePosts(superuser, company, some, { first, due: (index) => new Date(begin + ((first + index) / targets) * MINUTE_MS) })));
    }
    await superuser.query('vacuum analyze');
    requests.subscribe(counted);
    const [before, load] = [worker.cpuMs(), loadavg()[0]!];
    const isOut = async () => (await superuser.query("select count(*)::int as open from post_targets where status in ('scheduled', 'claimed', 'sending')")).rows[0].open === 0;
    let ticked = 0;
    for (const until = begin + PATIENCE_MS; Date.now() < until; await sleep(250)) {
      if (Date.now() >= begin - 10_000 + ticked * MINUTE_MS) {
        ticked += 1;
        void queue.tick().catch(() => undefined);
      }
      if (Date.now() > begin + MINUTE_MS && (await isOut())) break;
    }
    const after = worker.cpuMs();
    const seen = new Map<string, Date[]>();
    for (const { text, at } of CROWDED.flatMap((platform) => platforms.served.get(platform)!.running.posts())) seen.set(text, [...(seen.get(text) ?? []), new Date(at)]);
    const late = arranged.flatMap(({ text, due }) => (seen.get(text) ?? []).slice(0, 1).map((at) => (at.getTime() - due.getTime()) / 1000)).sort((a, b) => a - b);
    const rank = (share: number) => late[Math.max(0, Math.ceil(late.length * share) - 1)] ?? Number.NaN;
    return {
      targets,
      platforms: CROWDED.length,
      load,
      seconds: (Math.max(...[...seen.values()].flat().map((at) => at.getTime())) - begin) / 1000,
      out: late.length,
      double: [...seen.values()].filter((times) => times.length > 1).length,
      lateness: { median: rank(0.5), p95: rank(0.95), p99: rank(0.99), most: rank(1) },
      trips: trips / targets,
      cpuMs: before === null || after === null ? null : (after - before) / targets,
    };
  } finally {
    requests.unsubscribe(counted);
    for (const stop of stops.reverse()) await stop();
  }
}
