import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

interface Waiting {
  id: string;
  body: unknown;
  attempts: number;
  /** When it may be delivered, and since when it could be. */
  due: number;
}

/** As in wrangler.toml. */
const BATCH = 10;
const BATCH_WAITS_MS = 1_000;
const MOST_RETRIES = 3;
const SOON_MS = 2_500;

export interface HeldQueue {
  port: number;
  /** Messages that wait, and batches that the Worker has in hand. */
  waiting(): number;
  /** Of those, what could be delivered within a few seconds. */
  ready(): number;
  inHand(): number;
  delivered(): number;
  /** Brings what it has to this door from now on. */
  opensTo(door: string): void;
  tick(): Promise<void>;
  /** So much time has passed for every message. */
  pass(ms: number): void;
  /** Everything in it is gone, as it is when a developer's queue dies with its process. */
  lose(): void;
  stop(): Promise<void>;
}

/** The queue as Cloudflare holds it, outside of the Worker: at least once, in batches, with delays; what nobody acknowledged comes again. */
export async function holdQueue({ atOnce = 4, waits = BATCH_WAITS_MS }: { atOnce?: number; waits?: number } = {}): Promise<HeldQueue> {
  let [messages, hand, lastId, delivered, open, door] = [[] as Waiting[], 0, 0, 0, true, ''];
  let wake = () => {};
  const add = (body: unknown, delaySeconds = 0) => void messages.push({ id: String((lastId += 1)), body, attempts: 0, due: Date.now() + delaySeconds * 1000 });
  const server = createServer(async (request, response) => {
    const text = await textOf(request).catch(() => null);
    if (text === null) return response.destroy();
    if (request.url === '/message') add(JSON.parse(text), Number(request.headers['x-msg-delay-secs'] ?? 0));
    else for (const { body, delaySecs } of (JSON.parse(text) as { messages: { body: string; delaySecs?: number }[] }).messages) add(JSON.parse(Buffer.from(body, 'base64').toString('utf8')), delaySecs);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ metadata: { metrics: { backlogCount: messages.length, backlogBytes: text.length, oldestMessageTimestamp: Date.now() } } }));
    return wake();
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));

  const ask = async (what: object) => {
    const answer = await fetch(door, { method: 'POST', body: JSON.stringify(what) });
    if (!answer.ok) throw new Error(`The Worker answered ${answer.status}.`);
    return answer.json() as Promise<{ outcome: string; retryBatch?: { retry: boolean }; retryMessages?: { msgId: string; delaySeconds?: number }[] }>;
  };
  async function deliver(batch: Waiting[]) {
    hand += 1;
    const again = (some: Waiting[]) => messages.push(...some.filter(({ attempts }) => attempts <= MOST_RETRIES).map((each) => ({ ...each, due: Date.now() + 1_000 })));
    const counted = batch.map((each) => ({ ...each, attempts: each.attempts + 1 }));
    try {
      const { outcome, retryBatch, retryMessages = [] } = await ask({ messages: counted.map(({ id, body, attempts, due }) => ({ id, body, attempts, timestamp: due })) });
      delivered += batch.length;
      again(outcome !== 'ok' || retryBatch?.retry ? counted : counted.filter(({ id }) => retryMessages.some(({ msgId }) => msgId === id)));
    } catch {
      again(counted);
    } finally {
      hand -= 1;
      wake();
    }
  }
  const working = (async () => {
    while (open) {
      const now = Date.now();
      const ready = messages.filter(({ due }) => due <= now);
      const isFull = ready.length >= BATCH || ready.some(({ due }) => due <= now - waits);
      if (isFull && door && hand < atOnce) {
        const batch = ready.slice(0, BATCH);
        messages = messages.filter((each) => !batch.includes(each));
        void deliver(batch);
      } else await Promise.race([new Promise<void>((told) => (wake = told)), sleep(50)]);
    }
  })();

  return {
    port: (server.address() as AddressInfo).port,
    waiting: () => messages.length,
    ready: () => messages.filter(({ due }) => due <= Date.now() + SOON_MS).length,
    inHand: () => hand,
    delivered: () => delivered,
    opensTo: (at) => void (door = at),
    async tick() {
      const { outcome } = await ask({ cron: '* * * * *' });
      if (outcome !== 'ok') throw new Error(`The tick ended as ${outcome}.`);
    },
    pass(ms) {
      for (const each of messages) each.due -= ms;
    },
    lose: () => void (messages = []),
    async stop() {
      open = false;
      wake();
      server.closeAllConnections();
      await Promise.all([working, new Promise((closed) => server.close(closed))]);
    },
  };
}
