import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Arena } from './arena.ts';
import { ask, keepAlive, type Question } from './ask.ts';
import type { Load, Order } from './load.ts';
import type { RunningWorker } from './worker.ts';

export const CONNECTIONS = 16;

export interface Flood {
  name: string;
  load?: Load;
  /** Processor time of workerd for one answer: tells more than requests a second on a machine that others use too. */
  cpuMs?: number | null;
  trips?: number | null;
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
export async function measureFlood(worker: RunningWorker, arena: Arena, cookie: string): Promise<Flood[]> {
  const { origin } = worker;
  const page = (path: string) => (): Question => ({ origin, path, headers: { Cookie: cookie, Accept: 'text/html' } });
  const members = (key: string | undefined): Question => ({ origin, path: '/api/v1/members', headers: { Authorization: `Bearer ${key}` } });
  const rows: { name: string; status: number; question(connection: number): Question }[] = [
    { name: 'an address of the API that is not there (no database)', status: 404, question: () => ({ origin, path: '/api/v1/nothing' }) },
    { name: 'the sign-in page (a document, no database)', status: 200, question: () => ({ origin, path: '/sign-in' }) },
    { name: 'people, 60 members (a document)', status: 200, question: page('/settings/people') },
    { name: 'GET /api/v1/members, 16 keys', status: 200, question: (connection) => members(arena.keys[1 + connection]) },
    { name: 'GET /api/v1/members, one key', status: 200, question: () => members(arena.keys[0]) },
  ];
  const floods: Flood[] = [];
  for (const { name, status, question } of rows) floods.push(await flooded(worker, { name, status, questions: Array.from({ length: CONNECTIONS }, (_, index) => question(index)) }));
  return floods;
}

/** One connection for each question; asked once beforehand, so that a row without figures says why. */
export async function flooded({ cpuMs }: RunningWorker, { name, status, questions }: { name: string; status: number; questions: Question[] }): Promise<Flood> {
  const agent = keepAlive(1);
  const first = await ask(agent, questions[0]!);
  agent.destroy();
  if (first.status !== status) return { name, absent: `it answered ${first.status} where ${status} was expected` };
  const before = cpuMs();
  const load = await flood({ questions, status, warmUpMs: 1_500, ms: 5_000, most: 50_000 });
  const after = cpuMs();
  return { name, load, trips: first.trips, cpuMs: before === null || after === null ? null : (after - before) / load.answered };
}
