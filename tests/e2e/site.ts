import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { urlsOf } from '#db/local/databases.ts';
import { seed } from '#db/seed.ts';
import { servePlatforms } from '../simulators/serve.ts';
import { quickest, startCluster, SYSTEM_SECRET, WORKER_DATABASE } from '../support/cluster.ts';
import { findChromium } from '../../scripts/chromium.mjs';
import { ROOT } from '../../scripts/install.mjs';
import { localBucket } from '../../scripts/local-bucket.ts';
import { press } from '../../scripts/press.ts';
import { startLocalImages } from '../../scripts/local-images.ts';
import { freePort, firstAnswer, startServer } from '../../scripts/server.ts';

export interface Site {
  origin: string;
  ownerUrl: string;
  appUrl: string;
  /** Where the one browser of the run listens. */
  browser: string;
  workerGzip: number;
  /** Where webhooks may be sent to. */
  receiver: string;
  /** Where the simulated platforms are. */
  platforms: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    site: Site;
  }
}

const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
/** Not the test runner's own environment: wrangler would bundle the development build of React. */
const DEPLOY = { NODE_ENV: 'production', CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' };
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** One database with the demo organization, one Worker in front of it, one browser; all gone afterwards. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-e2e-'));
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const each of stops.reverse()) await Promise.resolve(each()).catch(() => {});
  };
  try {
    if (!existsSync(join(ROOT, 'build/server/index.js'))) throw new Error('There is no build to test: run `npm run build` first.');
    const [database, worker, browser] = await Promise.all([startDatabase(folder, stops), bundle(folder), startBrowser(stops)]);
    const receiver = await startReceiver(stops);
    const platforms = await servePlatforms();
    stops.push(platforms.stop);
    const origin = await startWorker(folder, { DATABASE_URL: database.appUrl, OUTBOUND_ALLOWED: receiver, SIMULATORS_AT: platforms.at }, stops);
    project.provide('site', { origin, receiver, platforms: platforms.at, ...database, browser, workerGzip: gzipSync(readFileSync(worker), { level: 9 }).length });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startDatabase(folder: string, stops: (() => unknown)[]) {
  const { cluster, stop } = await startCluster(quickest());
  stops.push(stop);
  const { ownerUrl, appUrl } = urlsOf(cluster, WORKER_DATABASE);
  const bucket = localBucket(join(folder, 'state'));
  await seed(ownerUrl, { press, tokenSecret: TOKEN_SECRET, keep: bucket.keep }).finally(bucket.close);
  await onTime(ownerUrl);
  return { ownerUrl, appUrl };
}

/** Nothing fires a cron here; the page that tells of the clock shows it running. */
async function onTime(ownerUrl: string) {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("insert into heartbeats (name, beat_at) values ('tick', now() + interval '1 minute'), ('sweep', now() - interval '5 hours')");
  await owner.end();
}

const TOKEN_SECRET = 'the-token-secret-of-the-tests';

/** What a deploy would upload; it is measured, and it is what runs, whatever is edited meanwhile. */
async function bundle(folder: string): Promise<string> {
  cpSync(join(ROOT, 'build/client'), join(folder, 'client'), { recursive: true });
  writeFileSync(join(folder, 'wrangler.toml'), readFileSync(join(ROOT, 'wrangler.toml'), 'utf8').replace('./build/client', './client').replace('workers/index.ts', 'worker/index.js'));
  await promisify(execFile)(process.execPath, [WRANGLER, 'deploy', '--dry-run', '--outdir', join(folder, 'worker')], { cwd: ROOT, env: { ...process.env, ...DEPLOY } });
  return join(folder, 'worker', 'index.js');
}

/** All is well there, but at /broken. */
async function startReceiver(stops: (() => unknown)[]) {
  const server = createServer((request, response) => response.writeHead(request.url === '/broken' ? 500 : 200).end(request.url === '/broken' ? 'no room' : 'thank you')).listen(0, '127.0.0.1');
  stops.push(() => server.close());
  await new Promise((listening) => server.once('listening', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function startWorker(folder: string, around: Record<string, string>, stops: (() => unknown)[]) {
  const port = await freePort(8800);
  const origin = `http://localhost:${port}`;
  const images = await startLocalImages();
  stops.push(() => images?.stop());
  const variables = { ...around, SYSTEM_SECRET, TOKEN_SECRET, APP_ORIGIN: origin, MAIL_TRANSPORT: 'mailbox', MAIL_FROM: 'Masthead <masthead@localhost>', ...(images ? { IMAGES_AT: images.url } : {}) };
  const file = join(folder, 'variables.env');
  writeFileSync(file, Object.entries(variables).map(([name, value]) => `${name}='${value}'\n`).join(''), { mode: 0o600 });
  const server = startServer('wrangler/bin/wrangler.js', [
    'dev', '--no-bundle', '--config', join(folder, 'wrangler.toml'), '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', String(await freePort(9400)),
    '--persist-to', join(folder, 'state'), '--env-file', file, '--show-interactive-dev-session=false',
  ], DEPLOY);
  stops.push(server.stop);
  const status = await firstAnswer(server, `${origin}/sign-in`);
  if (status !== 200) throw new Error(`The Worker did not start (${status ?? 'no answer'}):\n${server.said()}`);
  return origin;
}

async function startBrowser(stops: (() => unknown)[]) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium was found: install one, or set CHROMIUM_PATH.');
  const server = await chromium.launchServer({ executablePath, args: FLAGS, headless: true });
  stops.push(() => server.close());
  return server.wsEndpoint();
}
