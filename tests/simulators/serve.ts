import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { type AnySimulator, open, type Running } from './kit.ts';
import { indexPage, partsOfIndex, partsOfTimeline, SCRIPT, timelinePage } from './pages.ts';
import { operate } from './knobs.ts';
import { SIMULATORS } from './registry.ts';
import { inMemory, statesIn } from './states.ts';

/** One request as its platform saw it, with what became of it. */
export interface Visit {
  at: string;
  method: string;
  path: string;
  operation: string | null;
  /** The status of the answer, or how it ended without one; null while it is under way. */
  end: number | 'silence' | 'reset' | null;
}

export interface Served {
  running: Running;
  visits: Visit[];
  requests: number;
}

export interface Platforms {
  /** What SIMULATORS_AT is set to. */
  at: string;
  names: string[];
  served: ReadonlyMap<string, Served>;
  stop(): Promise<void>;
}

export interface Serving {
  port?: number;
  /** Where states are kept from one start to the next; without it nothing is. */
  folder?: string;
  log?: (line: string) => void;
  simulators?: readonly AnySimulator[];
  /** How long `slow` takes. */
  pause?: number;
}

const MOST_VISITS = 50;

/** Every simulated platform below one origin, each at /<platform>/<host>/…, with a page at /<platform>. It listens on this machine alone. */
export async function servePlatforms({ port = 0, folder, log = console.log, simulators = Object.values(SIMULATORS), pause }: Serving = {}): Promise<Platforms> {
  const states = folder ? statesIn(folder, log) : inMemory;
  const served = new Map<string, Served>();
  const names = simulators.map(({ name }) => name);
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error) => {
      // A simulator that is broken must not look like a fault that somebody planned.
      if (outgoing.headersSent || outgoing.destroyed) return outgoing.destroy();
      log(`${incoming.method} ${incoming.url?.split('?')[0]}: ${error}`);
      return outgoing.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(port, '127.0.0.1', listening));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const begin = (simulator: AnySimulator, state: unknown) => open(simulator, { at, state, ...(pause === undefined ? {} : { pause }) });
  for (const simulator of simulators) served.set(simulator.platform, { running: begin(simulator, states.load(simulator)), visits: [], requests: 0 });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
    const path = incoming.url ?? '/';
    const [, platform = '', deeper] = /^\/([a-z]+)(\/|\.json$)?/.exec(path) ?? [];
    const one = served.get(platform);
    if (one && deeper === '/') return platformAnswers(one, incoming, outgoing);
    const request = requestOf(incoming);
    return send(await house(request, one, deeper === '.json'), outgoing);
  }

  async function platformAnswers(one: Served, incoming: IncomingMessage, outgoing: ServerResponse) {
    const { running } = one;
    const { simulator, world } = running;
    const request = requestOf(incoming);
    const url = new URL(request.url);
    const path = url.pathname.slice(simulator.platform.length + 1);
    const visit: Visit = { at: new Date().toISOString(), method: request.method, path, operation: simulator.operation(request.method, path, url.searchParams, request.headers), end: null };
    const shown = visit.operation === null && request.method === 'GET' && request.headers.get('Accept')?.includes('text/html') && postNamed(running, url);
    if (shown) return send(new Response(null, { status: 302, headers: { Location: `/${simulator.platform}#post-${encodeURIComponent(shown)}` } }), outgoing);
    one.requests += 1;
    one.visits.unshift(visit);
    one.visits.length = Math.min(one.visits.length, MOST_VISITS);
    const taken = await running.take(request).finally(() => {
      running.seen.length = 0;
      if (one.running === running) states.touch(simulator.platform, world.state);
    });
    visit.end = taken.end === 'answer' ? taken.response.status : taken.end;
    if (taken.end === 'answer') return send(taken.response, outgoing);
    // Of silence nothing is sent at all: the caller ends it.
    if (taken.end === 'reset') incoming.socket.resetAndDestroy();
  }

  /** The pages for people, and the JSON behind them. */
  async function house(request: Request, one: Served | undefined, asJson: boolean): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/') return page(indexPage([...served.values()]));
    if (pathname === '/platforms.json') return Response.json({ folder, names, parts: partsOfIndex([...served.values()]) });
    if (pathname === '/script.js') return new Response(SCRIPT, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
    if (!one) return new Response('There is no such platform here.', { status: 404 });
    const { platform } = one.running.simulator;
    if (asJson) return Response.json({ posts: one.running.posts(), planned: one.running.planned(), requests: one.requests, parts: partsOfTimeline(one) });
    if (request.method !== 'POST') return page(timelinePage(one, searchParams.get('done')));
    // Another site's page may send forms here as well; only ours is heeded.
    const origin = request.headers.get('Origin');
    if (origin !== null && origin !== at) return new Response('Only the pages of the platforms operate them.', { status: 403 });
    const done = operate(one, await request.formData(), () => {
      const { simulator } = one.running;
      served.set(platform, { running: begin(simulator, simulator.begin()), visits: [], requests: 0 });
    });
    if (!done.ok) return page(timelinePage(one, null, done.sentence), 422);
    states.touch(platform, served.get(platform)!.running.world.state);
    return new Response(null, { status: 303, headers: { Location: `/${platform}?done=${done.done}` } });
  }

  // Its own address, whatever the request calls it.
  const requestOf = (incoming: IncomingMessage) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const given = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as [string, string]]));
    // The body goes on as it comes: a film of a gigabyte is never in memory here.
    return new Request(at + url, { method, headers: given, ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}) } as RequestInit);
  };

  return {
    at,
    names,
    served,
    async stop() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
      states.flush();
    },
  };
}

/** The post whose public address this is, as far as an address tells: its id stands somewhere in it. */
function postNamed(running: Running, url: URL): string | undefined {
  const steps = [...url.pathname.split('/'), ...url.searchParams.values()];
  return running.posts().find(({ id }) => steps.includes(id) || steps.includes(encodeURIComponent(id)))?.id;
}

const page = (text: string, status = 200) =>
  new Response(text, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
  });

async function send(response: Response, outgoing: ServerResponse) {
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('Set-Cookie', cookies);
  outgoing.writeHead(response.status);
  if (response.body) await pipeline(Readable.fromWeb(response.body as NodeStream), outgoing);
  else outgoing.end();
}
