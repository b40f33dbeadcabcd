import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { FrozenMedia } from '#db/schema/posts.ts';
import { urlsOf } from '#db/local/databases.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { servePlatforms } from '../simulators/serve.ts';
import { arrangeCompany, arrangePosts, type Crowded, crowded } from '../social/live/crowd.ts';
import { holdQueue } from '../social/live/queue.ts';
import type { Cluster } from '../support/cluster.ts';
import { cloneTemplate } from './arena.ts';
import { startBucket } from './bucket.ts';
import { type Step, weighed } from './media.ts';
import { startWorker, TOKEN_SECRET } from './worker.ts';

const MB = 1_000_000;
/** The largest that each takes in one request: as it is, and as a file of a form. */
const FILMS = [['bluesky', 300 * MB], ['mastodon', 99 * MB]] as const satisfies readonly (readonly [Crowded, number])[];
const PATIENCE_MS = 5 * 60_000;

export interface Film extends Step {
  bytes: number;
  status: string;
}

/** Films from the bucket through the real Worker to a platform, each after a small one, so that every line has run before it is weighed. */
export async function measureFilms(cluster: Cluster, pages = true): Promise<Film[]> {
  await cloneTemplate(cluster, 'bench_film');
  const superuser = new Client({ connectionString: new URL('/bench_film', cluster.superuserUrl).href });
  await superuser.connect();
  const stops: (() => Promise<unknown>)[] = [() => superuser.end()];
  try {
    const platforms = await servePlatforms({ simulators: crowded(100), log: () => {} });
    stops.push(platforms.stop);
    const bucket = await startBucket();
    stops.push(bucket.stop);
    const queue = await holdQueue({ waits: 30 });
    stops.push(queue.stop);
    const worker = await startWorker(urlsOf(cluster, 'bench_film').appUrl, bucket.port, { pages, queue: queue.port, variables: { SIMULATORS_AT: platforms.at } });
    stops.push(worker.stop);
    queue.opensTo(worker.door);
    const company = await arrangeCompany(superuser, { at: platforms.at, posts: 100, secret: TOKEN_SECRET });
    const send = async (platform: Crowded, byteSize: number): Promise<string> => {
      const storageKey = `o/film/${uuid7()}`;
      bucket.keep(storageKey, Buffer.alloc(byteSize, byteSize % 251));
      const film: FrozenMedia = { assetId: uuid7(), storageKey, sha256: 'f1'.repeat(32), kind: 'video', mime: 'video/mp4', name: 'quay.mp4', byteSize, width: 1920, height: 1080, seconds: 60, alt: '' };
      const { id } = (await arrangePosts(superuser, company, 1, { only: platform, film, first: byteSize, due: () => new Date(Date.now() + 200) }))[0]!;
      const statusOf = async () => (await superuser.query('select status from post_targets where id = $1', [id])).rows[0].status as string;
      for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(2_000)) {
        await queue.tick();
        if (!['scheduled', 'claimed', 'sending'].includes(await statusOf())) break;
      }
      return statusOf();
    };
    const films: Film[] = [];
    for (const [platform, bytes] of FILMS) {
      await send(platform, MB);
      let status = '';
      const step = await weighed(platform, worker, async () => {
        status = await send(platform, bytes);
      });
      films.push({ ...step, bytes, status });
    }
    return films;
  } finally {
    for (const stop of stops.reverse()) await stop().catch(() => undefined);
  }
}
