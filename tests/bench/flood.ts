import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Arena } from './arena.ts';
import { ask, keepAlive, type Question } from './ask.ts';
import type { Load, Order } from './load.ts';

export const CONNECTIONS = 16;

export interface Flood {
  name: string;
  load?: Load;
  absent?: string;
}

async function flood(order: Order): Promise<Load> {
  const child = fork(fileURLToPath(new URL('load.ts', import.meta.url)), { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(order);
  const [load] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [undefined])])) as [Load | undefined];
  if (!load) throw new Error('The load client ended without an answer.');
  return load;
}

/** As many answers as 16 connections get, each asking again as soon as it is answered. */
export async function measureFlood(origin: string, arena: Arena, cookie: string): Promise<Flood[]> {
  const page = (path: string) => (): Question => ({ origin, path, headers: { Cookie: cookie, Accept: 'text/html' } });
  const members = (key: string | undefined): Question => ({ origin, path: '/api/v1/members', headers: { Authorization: `Bearer ${key}` } });
  const rows: { name: string; status: number; question(connection: number): Question }[] = [
    { name: 'an address of the API that is not there (no database)', status: 404, question: () => ({ origin, path: '/api/v1/nothing' }) },
    { name: 'people, 60 members (a document)', status: 200, question: page('/settings/people') },
    { name: 'GET /api/v1/members, 16 keys', status: 200, question: (connection) => members(arena.keys[1 + connection]) },
    { name: 'GET /api/v1/members, one key', status: 200, question: () => members(arena.keys[0]) },
  ];
  const floods: Flood[] = [];
  for (const { name, status, question } of rows) {
    const agent = keepAlive(1);
    const first = await ask(agent, question(0));
    agent.destroy();
    if (first.status !== status) {
      floods.push({ name, absent: `it answered ${first.status} where ${status} was expected` });
      continue;
    }
    floods.push({ name, load: await flood({ questions: Array.from({ length: CONNECTIONS }, (_, index) => question(index)), status, warmUpMs: 2_000, ms: 8_000, most: 50_000 }) });
  }
  return floods;
}
