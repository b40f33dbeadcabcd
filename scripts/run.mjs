/** Runs a tool of node_modules to its end and answers its exit code. It never outlives us. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const QUIET = { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' };
const running = new Set();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const each of running) each.kill(signal);
    process.exit(130);
  });
}

/** What it says goes to the screen, or into `words` when something else is speaking there. */
export function run(script, args, env = process.env, words = undefined) {
  const to = words ? 'pipe' : 'inherit';
  const tool = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...args], { cwd: ROOT, stdio: ['ignore', to, to], env: { ...env, ...QUIET } });
  running.add(tool);
  for (const stream of [tool.stdout, tool.stderr]) stream?.on('data', (chunk) => words.push(chunk));
  return new Promise((done) => {
    const end = (code) => {
      running.delete(tool);
      done(code ?? 1);
    };
    tool.once('error', () => end(1));
    tool.once('close', end);
  });
}
