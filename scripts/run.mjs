/** Runs a tool of node_modules to its end and answers its exit code. It never outlives us. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const QUIET = { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' };
let running;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    running?.kill(signal);
    process.exit(130);
  });
}

export function run(script, args, env = process.env) {
  running = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...env, ...QUIET } });
  return new Promise((done) => {
    running.once('error', () => done(1));
    running.once('exit', (code) => done(code ?? 1));
  });
}
