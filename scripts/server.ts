import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ROOT } from './install.mjs';

export interface Server {
  exited: Promise<unknown>;
  hasExited(): boolean;
  /** Until it answers, what it says is kept, for the case that it never does. */
  said(): string;
  /** From now on what it says is shown. */
  release(): void;
  stop(): Promise<void>;
}

const PATIENCE_MS = 4_000;

/**
 * In a process group of its own: Ctrl-C reaches us only, we stop things in order, and what is left of the group (workerd,
 * esbuild) is killed. On a leash, so that it does not outlive us either.
 */
export function startServer(script: string, args: string[], variables: Record<string, string>): Server {
  const ownGroup = process.platform !== 'win32';
  const leash = pathToFileURL(join(ROOT, 'scripts', 'leash.mjs')).href;
  const colours = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {};
  const child = spawn(process.execPath, ['--import', leash, join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    detached: ownGroup,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false', ...colours, ...variables },
  });
  let kept: Buffer[] | undefined = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (kept ? kept.push(chunk) : process.stdout.write(chunk)));
  }
  const exited = Promise.race([once(child, 'exit'), once(child, 'error')]).catch(() => {});
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  return {
    exited,
    hasExited,
    said: () => Buffer.concat(kept ?? []).toString('utf8'),
    release() {
      kept = undefined;
    },
    async stop() {
      if (!hasExited()) {
        child.kill('SIGTERM');
        await Promise.race([exited, sleep(PATIENCE_MS, undefined, { ref: false })]);
      }
      try {
        if (child.pid) process.kill(ownGroup ? -child.pid : child.pid, 'SIGKILL');
      } catch {
        // Nobody of the group was left.
      }
    },
  };
}

/** The status of the first answer that is no error, or of the last error after a while; undefined when it ended without one. */
export async function firstAnswer(server: Server, url: string): Promise<number | undefined> {
  let status: number | undefined;
  const answering = () => (status === undefined ? 240_000 : 20_000);
  for (let since = Date.now(); Date.now() - since < answering() && !server.hasExited(); await sleep(200)) {
    const before = status;
    status = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(60_000) }).then((answer) => answer.status, () => status);
    if (status !== undefined && status < 500) return status;
    if (before === undefined && status !== undefined) since = Date.now();
  }
  return server.hasExited() ? undefined : status;
}

/** The port, or the next one that nobody listens on. */
export async function freePort(first: number): Promise<number> {
  for (let port = first; port < first + 100; port += 1) {
    const taken = await Promise.all(['127.0.0.1', '::1'].map((host) => somebodyListens(host, port)));
    if (!taken.includes(true)) return port;
  }
  throw new Error(`The ports ${first} to ${first + 99} are all taken.`);
}

function somebodyListens(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      done(answer);
    };
    socket.once('connect', () => finish(true)).once('error', () => finish(false)).once('timeout', () => finish(false));
  });
}
