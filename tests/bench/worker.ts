import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, isBuilt } from '../../scripts/build.mjs';
import { ROOT } from '../../scripts/install.mjs';
import { freePort } from '../../scripts/server.ts';
import { SYSTEM_SECRET } from '../support/cluster.ts';
import { memoryOf } from './media.ts';

export const TOKEN_SECRET = 'the-token-secret-of-the-bench';

export interface RunningWorker {
  origin: string;
  /** Where ticks and messages are handed in, if it has a queue. */
  door: string;
  /** What Cloudflare would be sent, gzipped. */
  bundleKb: number;
  /** Processor time of workerd so far, in ms; null where the system does not tell. */
  cpuMs(): number | null;
  /** Bytes that workerd holds in memory. */
  memory(): number;
  /** With -9, in this instant. */
  kill(): void;
  /** Starts it anew at the same address, once the killed one is gone. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

export interface Around {
  /** The port on which somebody holds the queue. Without it messages are swallowed. */
  queue?: number;
  variables?: Record<string, string>;
  /** Without pages nothing has to be built first. */
  pages?: boolean;
}

/**
 * The bundle that `wrangler deploy` would send, in workerd alone. `wrangler dev` puts its proxy, its asset router and
 * its log before the Worker: measured here, they cost many times what a small answer does, and production has none.
 */
export async function startWorker(databaseUrl: string, bucketPort: number, { queue, variables: more = {}, pages = true }: Around = {}): Promise<RunningWorker> {
  if (pages && !isBuilt() && (await build()) !== 0) throw new Error('The build failed. See above.');
  const folder = mkdtempSync(join(tmpdir(), 'masthead-bench-'));
  await bundle(folder, pages);
  const [port, door] = [await freePort(8890), await freePort(8990)];
  const origin = `http://127.0.0.1:${port}`;
  const variables = {
    DATABASE_URL: databaseUrl,
    SYSTEM_SECRET,
    TOKEN_SECRET,
    APP_ORIGIN: origin,
    MAIL_TRANSPORT: 'mailbox',
    MAIL_FROM: 'Masthead <masthead@localhost>',
    ...more,
  };
  writeFileSync(join(folder, 'config.capnp'), config({ port, door, bucketPort, queue, variables: Object.keys(variables) }));
  let child: ChildProcess;
  const kill = () => void child.kill('SIGKILL');
  const gone = async () => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  const start = async () => {
    child = spawn(workerd(), ['serve', '--experimental', join(folder, 'config.capnp')], { env: { ...process.env, ...variables }, stdio: ['ignore', 'ignore', 'pipe'] });
    await answering(child, pages ? `${origin}/sign-in` : `${origin}/healthz`);
  };
  const clear = () => {
    kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clear);
  const stop = async () => {
    process.off('exit', clear);
    clear();
    await gone();
  };
  const revive = async () => {
    await gone();
    await start();
  };
  try {
    await start();
    return { origin, door: `http://127.0.0.1:${door}`, bundleKb: gzipSync(readFileSync(join(folder, 'index.js')), { level: 9 }).length / 1024, cpuMs: () => cpuOf(child.pid), memory: () => memoryOf(child.pid), kill, revive, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bundle(folder: string, pages: boolean) {
  const toml = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8');
  const file = join(folder, 'wrangler.toml');
  const stub = join(folder, 'no-pages.js');
  if (!pages) writeFileSync(stub, 'export const [entry, routes, assets, future] = [{ module: {} }, {}, { routes: {} }, {}];\n');
  if (!pages) writeFileSync(file, toml.replace('./build/server/index.js', stub).replace(/\[assets\]\n(.+\n)+/, '').replace('"workers/index.ts"', '"./workers/index.ts"').replaceAll('"./', `"${ROOT}/`));
  const wrangler = [join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', folder, ...(pages ? [] : ['--config', file])];
  await promisify(execFile)(process.execPath, wrangler, { cwd: ROOT, env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' } });
}

interface Setting {
  port: number;
  door: number;
  bucketPort: number;
  queue: number | undefined;
  variables: string[];
}

/** Without a queue of its own it swallows: nothing that is measured then waits for it. */
function config({ port, door, bucketPort, queue, variables }: Setting): string {
  const toml = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8');
  const [, date = ''] = /^compatibility_date = "([^"]+)"/m.exec(toml) ?? [];
  const [, flags = ''] = /^compatibility_flags = (\[[^\]]*\])/m.exec(toml) ?? [];
  const bindings = [...variables.map((name) => `(name = "${name}", fromEnvironment = "${name}")`), '(name = "JOBS", queue = "queue")', '(name = "MEDIA", r2Bucket = "bucket")'];
  const swallows = `worker = (serviceWorkerScript = "addEventListener('fetch', (event) => event.respondWith(new Response('{}')))", compatibilityDate = "${date}")`;
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "masthead", worker = .masthead),
    (name = "door", worker = .door),
    (name = "queue", ${queue ? `external = (address = "127.0.0.1:${queue}", http = ())` : swallows}),
    (name = "bucket", external = (address = "127.0.0.1:${bucketPort}", http = ())),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [
    (name = "http", address = "127.0.0.1:${port}", http = (), service = "masthead"),
    ${queue ? `(name = "door", address = "127.0.0.1:${door}", http = (), service = "door"),` : ''}
  ],
);
const masthead :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "${date}",
  compatibilityFlags = ${flags},
  bindings = [${bindings.join(', ')}],
);
const door :Workerd.Worker = (
  modules = [(name = "door.js", esModule = ${JSON.stringify(DOOR)})],
  compatibilityDate = "${date}",
  compatibilityFlags = ["service_binding_extra_handlers"],
  bindings = [(name = "MASTHEAD", service = "masthead")],
);
`;
}

/** What Cloudflare does from outside: rings the cron, and brings a batch of the queue. */
const DOOR = `export default {
  async fetch(request, { MASTHEAD }) {
    const { cron, messages } = await request.json();
    if (cron) return Response.json(await MASTHEAD.scheduled({ cron, scheduledTime: new Date() }));
    return Response.json(await MASTHEAD.queue('masthead-jobs', messages.map((message) => ({ ...message, timestamp: new Date(message.timestamp) }))));
  },
};
`;

function workerd(): string {
  const fromHere = createRequire(import.meta.url);
  const { default: path } = createRequire(fromHere.resolve('wrangler/package.json'))('workerd') as { default: string };
  return path;
}

async function answering(child: ChildProcess, url: string) {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000);
  });
  for (const until = Date.now() + 30_000; Date.now() < until && child.exitCode === null; await sleep(50)) {
    if (await fetch(url).then(({ status }) => status === 200 || status === 503, () => false)) return;
  }
  throw new Error(`workerd did not answer at ${url}. ${said}`);
}

/** The fields after the name in brackets: user and system time are the 14th and 15th, in hundredths of a second. */
function cpuOf(pid: number | undefined): number | null {
  if (process.platform !== 'linux' || pid === undefined) return null;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
