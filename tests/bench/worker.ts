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

export interface RunningWorker {
  origin: string;
  /** What Cloudflare would be sent, gzipped. */
  bundleKb: number;
  /** Processor time of workerd so far, in ms; null where the system does not tell. */
  cpuMs(): number | null;
  /** Bytes that workerd holds in memory. */
  memory(): number;
  stop(): Promise<void>;
}

/**
 * The bundle that `wrangler deploy` would send, in workerd alone. `wrangler dev` puts its proxy, its asset router and
 * its log before the Worker: measured here, they cost many times what a small answer does, and production has none.
 */
export async function startWorker(databaseUrl: string, bucketPort: number): Promise<RunningWorker> {
  if (!isBuilt() && (await build()) !== 0) throw new Error('The build failed. See above.');
  const folder = mkdtempSync(join(tmpdir(), 'masthead-bench-'));
  const wrangler = [join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', folder];
  await promisify(execFile)(process.execPath, wrangler, { cwd: ROOT, env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' } });
  const port = await freePort(8890);
  const origin = `http://127.0.0.1:${port}`;
  const variables = {
    DATABASE_URL: databaseUrl,
    SYSTEM_SECRET,
    TOKEN_SECRET: 'the-token-secret-of-the-bench',
    APP_ORIGIN: origin,
    MAIL_TRANSPORT: 'mailbox',
    MAIL_FROM: 'Masthead <masthead@localhost>',
  };
  writeFileSync(join(folder, 'config.capnp'), config(port, bucketPort, Object.keys(variables)));
  const child = spawn(workerd(), ['serve', join(folder, 'config.capnp')], { env: { ...process.env, ...variables }, stdio: ['ignore', 'ignore', 'pipe'] });
  const kill = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(child, `${origin}/sign-in`);
    return { origin, bundleKb: gzipSync(readFileSync(join(folder, 'index.js')), { level: 9 }).length / 1024, cpuMs: () => cpuOf(child.pid), memory: () => memoryOf(child.pid), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The queue is there and swallows: nothing measured here waits for it. */
function config(port: number, bucketPort: number, variables: string[]): string {
  const toml = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8');
  const [, date = ''] = /^compatibility_date = "([^"]+)"/m.exec(toml) ?? [];
  const [, flags = ''] = /^compatibility_flags = (\[[^\]]*\])/m.exec(toml) ?? [];
  const bindings = [...variables.map((name) => `(name = "${name}", fromEnvironment = "${name}")`), '(name = "JOBS", queue = "nothing")', '(name = "MEDIA", r2Bucket = "bucket")'];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "masthead", worker = .masthead),
    (name = "nothing", worker = (serviceWorkerScript = "addEventListener('fetch', (event) => event.respondWith(new Response('{}')))", compatibilityDate = "${date}")),
    (name = "bucket", external = (address = "127.0.0.1:${bucketPort}", http = ())),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "masthead")],
);
const masthead :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "${date}",
  compatibilityFlags = ${flags},
  bindings = [${bindings.join(', ')}],
);
`;
}

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
    const status = await fetch(url).then((answer) => answer.status, () => 0);
    if (status === 200) return;
  }
  throw new Error(`workerd did not answer at ${url}. ${said}`);
}

/** The fields after the name in brackets: user and system time are the 14th and 15th, in hundredths of a second. */
function cpuOf(pid: number | undefined): number | null {
  if (process.platform !== 'linux' || pid === undefined) return null;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
