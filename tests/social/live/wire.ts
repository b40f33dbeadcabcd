import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Hono } from 'hono';
import type { AnySimulator } from '#tests/simulators/kit.ts';

/** The moments at which the publisher can be killed: on the way to Postgres or to a platform, and on the way back. */
const OF_POSTGRES: readonly (readonly [string, RegExp])[] = [
  ['claim', /app\.claim_targets/],
  ['take', /app\.take_target/],
  ['handle', /update \\"publish_attempts\\" set \\"handle\\"/],
  ['arm', /insert into \\"publish_events\\".*"armed"/],
  ['confirm', /insert into \\"publish_events\\".*"confirmed"/],
  ['unclear', /insert into \\"publish_events\\".*"ambiguous"/],
  ['absent', /insert into \\"publish_events\\".*"absent"/],
  ['ask', /insert into \\"publish_events\\".*"needs_human"/],
  ['look at target', /"posts\\"\.\\"text\\".*clock_timestamp/],
  ['open account', /renewing_until/],
];
const OF_PLATFORMS = ['prepare', 'publish', 'look-up'] as const;

/** Every named moment: before it arrives, and after it was done and before anyone hears so. */
export const MOMENTS: readonly string[] = [...OF_POSTGRES.map(([name]) => name), ...OF_PLATFORMS].flatMap((name) => [`before ${name}`, `after ${name}`]);

/** Waits at one moment and springs once. */
export class Trap {
  private waits: { moment: string; passes: number; kill: () => void } | null = null;

  /** At the so-many-th time that this moment comes: it kills in that very instant. */
  set(moment: string, nth: number, kill: () => void): Promise<void> {
    return new Promise((sprung) => {
      this.waits = { moment, passes: nth, kill: () => sprung(kill()) };
    });
  }

  unset() {
    this.waits = null;
  }

  /** True: the publisher died here. */
  comes(moment: string): boolean {
    if (this.waits?.moment !== moment) return false;
    this.waits.passes -= 1;
    if (this.waits.passes > 0) return false;
    this.waits.kill();
    this.waits = null;
    return true;
  }
}

/** Between the Worker and the database: what it sends is named, and whoever is killed before it arrives never sent it. */
export async function tapWire(endpointPort: number, trap: Trap): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming).catch(() => null);
    // Whoever sent it died in the middle of it.
    if (!body) return outgoing.destroy();
    const text = body.toString('utf8');
    const name = OF_POSTGRES.find(([, pattern]) => pattern.test(text))?.[0];
    if (name && trap.comes(`before ${name}`)) return outgoing.destroy();
    const passed = ask({ host: '127.0.0.1', port: endpointPort, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      if (name && trap.comes(`after ${name}`)) return outgoing.destroy();
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    passed.end(body);
    return undefined;
  }).listen(0, '127.0.0.1');
  server.keepAliveTimeout = 65_000;
  await new Promise((listening) => server.once('listening', listening));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** A platform whose requests are such moments too. */
export const tapped = (trap: Trap) => (simulator: AnySimulator): AnySimulator => ({
  ...simulator,
  app(world) {
    const inner = simulator.app(world);
    return new Hono().all('*', async (c) => {
      const { pathname, searchParams } = new URL(c.req.url);
      const name = simulator.operation(c.req.method, pathname, searchParams, c.req.raw.headers);
      if (name && trap.comes(`before ${name}`)) return new Response(null, { status: 503 });
      const answer = await inner.fetch(c.req.raw);
      if (name) trap.comes(`after ${name}`);
      return answer;
    });
  },
});
