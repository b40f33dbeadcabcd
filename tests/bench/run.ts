import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/install.mjs';
import { measureAnalytics } from './analytics.ts';
import { measureApart } from './apart.ts';
import { type Arena, MANY, prepareArena } from './arena.ts';
import { startBucket } from './bucket.ts';
import { CONNECTIONS, measureFlood } from './flood.ts';
import { measureGround } from './ground.ts';
import { measureHands, reportHands } from './hands.ts';
import { listQueries } from './lists.ts';
import { measureMedia } from './media.ts';
import { measurePages, sessionCookie } from './pages.ts';
import { asApp, type Plan, planOf } from './plans.ts';
import { machine } from './print.ts';
import { measurePublic } from './public.ts';
import { measurePublishing } from './publishing.ts';
import { report, type Results } from './report.ts';
import { measureSizes, reportSizes } from './sizes.ts';
import { measureSocial } from './social.ts';
import { startWorker } from './worker.ts';

/** `npm run bench`: measures, prints tables and writes bench/results.json. docs/bench.md says how to read them. */
const began = performance.now();
const say = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`);

async function plans(arena: Arena): Promise<({ name: string } & Plan)[]> {
  const app = await asApp(arena.appUrl, arena.cluster.postgresPort);
  try {
    const found: ({ name: string } & Plan)[] = [];
    for (const [name, query] of Object.entries(await listQueries(arena.superuser, arena.archive))) {
      const plan = () => planOf(app, arena.appUrl, arena.archive.token, query);
      await plan();
      found.push({ name, ...(await plan()) });
    }
    return found;
  } finally {
    await app.end();
  }
}

async function measure(arena: Arena): Promise<Omit<Results, 'at' | 'machine' | 'seconds' | 'ground' | 'publishing' | 'social' | 'analytics'>> {
  say('The plans of the lists');
  const lists = await plans(arena);
  say('One trip against several');
  const ways = await measureApart(arena);
  say('Starting the production build in workerd');
  const bucket = await startBucket();
  const worker = await startWorker(arena.appUrl, bucket.port);
  try {
    const cookie = await sessionCookie(worker.origin, arena.harbour);
    say('A large upload, and many readers of it');
    const media = await measureMedia(worker, cookie);
    say('Pages, with the database at three distances');
    const pages = await measurePages(worker.origin, arena, cookie);
    say(`${CONNECTIONS} connections at once`);
    const floods = await measureFlood(worker, arena, cookie);
    say('Readers of what is published');
    const readers = await measurePublic(worker);
    return { pages, ways, floods, readers, media, lists, bundleKb: worker.bundleKb };
  } finally {
    await worker.stop();
    await bucket.stop();
  }
}

async function everything() {
  const on = machine();
    say(`Filling a throwaway Postgres with ${MANY.toLocaleString('en')} rows of each kind`);
  const arena = await prepareArena();
  try {
    const measured = await measure(arena);
    say('What is added up');
    const analytics = await measureAnalytics(arena.cluster);
    say('The ground: starting, migrating, cloning');
    const ground = await measureGround(arena.cluster);
    say('Claims by the million, and a publisher that is killed again and again');
    const publishing = await measurePublishing(arena.cluster);
    const social = await measureSocial(arena.cluster, say);
    const results: Results = { at: new Date().toISOString(), machine: on, seconds: Math.round((performance.now() - began) / 1000), ...measured, analytics, ground, publishing, social };
    report(results);
    mkdirSync(join(ROOT, 'bench'), { recursive: true });
    writeFileSync(join(ROOT, 'bench', 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
    console.log(`\nbench/results.json has all of it. ${results.seconds} seconds.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await arena.stop();
  }
}

/** `npm run bench -- sizes`: content alone, at a thousand, a hundred thousand and a million pieces. */
if (process.argv[2] === 'sizes') reportSizes(await measureSizes(say));
// `npm run bench -- hands`: what a person waits for, in a real browser.
else if (process.argv[2] === 'hands') reportHands(await measureHands(say));
else await everything();
