import type { Hono } from 'hono';
import type { Platform } from '#db/schema/choices.ts';

/** What a request is for, so that a fault can be aimed at it. */
export type Operation = 'sign-in' | 'refresh' | 'profile' | 'prepare' | 'publish' | 'look-up' | 'metrics';

/** Faults of the way there and back, which every platform has alike. `after`: the platform has done it, and we do not hear so. */
export const WAY_FAULTS = ['silence-before', 'silence-after', 'reset-before', 'reset-after', '500-before', '500-after', 'html-after', 'slow'] as const;
/** Faults that a platform answers in its own words; its simulator asks for them with `takes`. */
export const OWN_FAULTS = ['too-fast', 'expired', 'duplicate', 'look-up-lags', 'look-up-empty', 'slow-processing', 'processing-fails', 'refused'] as const;
export type FaultName = (typeof WAY_FAULTS)[number] | (typeof OWN_FAULTS)[number];

export interface Fault {
  name: FaultName;
  on: Operation;
  /** How many requests it befalls. */
  times: number;
}

/** What is public on a platform: the judge of all publishing counts these, and never our own tables. */
export interface PublicPost {
  id: string;
  /** The id of the account on the platform. */
  account: string;
  author: string;
  text: string;
  title?: string;
  at: string;
  /** Addresses or names of what it shows, with alt texts. */
  media: { kind: 'image' | 'video' | 'document'; alt: string; url?: string }[];
  /** The post that it answers or comments on. */
  parent?: string;
  url: string;
}

export interface World<S> {
  state: S;
  now(): Date;
  /** Where the simulators are, without a slash at the end; hosts are `<at>/<platform>/<host>`. */
  at: string;
  /** Whether a fault of the platform's own kind befalls this request; a `times` is used up by it. */
  takes(name: (typeof OWN_FAULTS)[number], on: Operation): boolean;
}

/** One outside platform: its HTTP as documented, over a state that is plain JSON. */
export interface Simulator<S> {
  platform: Platform;
  name: string;
  /** The state that it begins with: a few demo people to sign in as, and nothing published. */
  begin(): S;
  app(world: World<S>): Hono;
  /** Which of its requests is which; the path begins with the name of the host, as in /api/2/tweets. */
  operation(method: string, path: string, query: URLSearchParams, headers: Headers): Operation | null;
  posts(state: S): PublicPost[];
  /** Ends every token that was given out, as a person does who withdraws the app's access. */
  revoke(state: S): void;
  /** What a person types to connect, where it is a form; for the page of the simulators. The place itself is `<at>/<platform>/place`. */
  hints?: Record<string, string>;
}

export type AnySimulator = Simulator<unknown>;

export interface Running<S = unknown> {
  simulator: Simulator<S>;
  world: World<S>;
  /** Requests so far, oldest first: what the platform saw. */
  seen: { method: string; path: string; operation: Operation | null }[];
  plan(...faults: Fault[]): void;
  planned(): readonly Fault[];
  clear(): void;
  posts(): PublicPost[];
  /** A request as it arrives. Answers what the platform answers, after what befalls it on the way. */
  take(request: Request): Promise<Taken>;
  /** The same as `fetch` gives it: silence and resets are errors. */
  fetch(request: Request): Promise<Response>;
}

export type Taken = { end: 'answer'; response: Response } | { end: 'silence' } | { end: 'reset' };

const SLOW_MS = 1_500;
const oops = () => new Response('{"error":"Internal Server Error"}', { status: 500, headers: { 'Content-Type': 'application/json' } });
const page = () => new Response('<!doctype html><title>Down for maintenance</title><h1>We will be right back</h1>', { status: 200, headers: { 'Content-Type': 'text/html' } });

export function open<S>(simulator: Simulator<S>, { at = 'http://platforms.test', now = () => new Date(), state = simulator.begin(), pause = SLOW_MS }: { at?: string; now?: () => Date; state?: S; pause?: number } = {}): Running<S> {
  let faults: Fault[] = [];
  const use = (matches: (fault: Fault) => boolean): Fault | undefined => {
    const fault = faults.find(matches);
    if (fault) fault.times -= 1;
    faults = faults.filter(({ times }) => times > 0);
    return fault;
  };
  const world: World<S> = { state, now, at, takes: (name, on) => use((fault) => fault.name === name && fault.on === on) !== undefined };
  const app = simulator.app(world);
  const seen: Running['seen'] = [];

  async function take(request: Request): Promise<Taken> {
    const url = new URL(request.url);
    const path = url.pathname.slice(`${new URL(at).pathname.replace(/\/$/, '')}/${simulator.platform}`.length);
    const operation = simulator.operation(request.method, path, url.searchParams, request.headers);
    seen.push({ method: request.method, path, operation });
    const fault = operation && use(({ name, on }) => on === operation && (WAY_FAULTS as readonly string[]).includes(name))?.name;
    if (fault === 'silence-before') return { end: 'silence' };
    if (fault === 'reset-before') return { end: 'reset' };
    if (fault === '500-before') return { end: 'answer', response: oops() };
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, pause));
    const inside = new URL(`${path}${url.search}`, url.origin);
    const response = await app.fetch(new Request(inside, request));
    if (fault === 'silence-after') return { end: 'silence' };
    if (fault === 'reset-after') return { end: 'reset' };
    if (fault === '500-after') return { end: 'answer', response: oops() };
    if (fault === 'html-after') return { end: 'answer', response: page() };
    return { end: 'answer', response };
  }

  return {
    simulator,
    world,
    seen,
    plan: (...more) => void faults.push(...more.map((fault) => ({ ...fault }))),
    planned: () => faults,
    clear: () => void (faults = []),
    posts: () => simulator.posts(world.state),
    take,
    async fetch(request) {
      const taken = await take(request);
      if (taken.end === 'answer') return taken.response;
      throw taken.end === 'silence' ? new DOMException('The operation was aborted due to timeout', 'TimeoutError') : new TypeError('The connection was reset');
    },
  };
}

/** Ids as platforms give them: growing, and different on each. */
export function nextId(state: { lastId: number }, from: number | string = 1): string {
  state.lastId += 1;
  return String(BigInt(from) + BigInt(state.lastId));
}
