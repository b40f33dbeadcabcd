import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, isBuilt } from '../../scripts/build.mjs';
import { firstAnswer, freePort, startServer } from '../../scripts/server.ts';
import { SYSTEM_SECRET } from '../support/cluster.ts';

export interface RunningWorker {
  origin: string;
  stop(): Promise<void>;
}

/** The production build in workerd, as scripts/preview.ts starts it, but with state and a database of its own. */
export async function startWorker(databaseUrl: string): Promise<RunningWorker> {
  if (!isBuilt() && (await build()) !== 0) throw new Error('The build failed. See above.');
  const folder = mkdtempSync(join(tmpdir(), 'masthead-bench-'));
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
  const file = join(folder, 'env');
  writeFileSync(file, Object.entries(variables).map(([name, value]) => `${name}='${value}'\n`).join(''), { mode: 0o600 });
  // Without its line for each request, which costs as much as a small answer.
  const args = ['dev', '--ip', '127.0.0.1', '--port', String(port), '--persist-to', join(folder, 'state'), '--env-file', file, '--show-interactive-dev-session=false', '--log-level', 'warn'];
  const server = startServer('wrangler/bin/wrangler.js', args, {});
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const status = await firstAnswer(server, `${origin}/sign-in`);
  if (status === 200) return { origin, stop };
  await stop();
  throw new Error(`The production build did not start (${status ?? 'no answer'}):\n${server.said()}`);
}
