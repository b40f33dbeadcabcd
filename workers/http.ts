import { createRequestHandler } from '@remix-run/cloudflare';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as build from 'virtual:remix/server-build';
import { DatabaseDown } from '#db/refusal.ts';
import { type Env, isDevelopment, type RequestContext } from '#app/platform/env.ts';
import { COMMON_HEADERS, isForged, pageHeaders, requestContext } from '#app/platform/http.server.ts';
import { describe, log } from '#app/platform/log.ts';
import { api } from './api/index.ts';
import { health } from './health.ts';
import { live } from './live.ts';
import { carriesFile, media } from './media/index.ts';
import { plainRefusal } from './plain-page.ts';
import { calendarFeed } from './planning/feed.ts';
import { isForStrangers } from './public/comments.ts';
import { reading } from './public/index.ts';
import { site } from './public/site/index.ts';
import { previews } from './public/site/preview.ts';

export interface Door {
  Bindings: Env;
  Variables: { request: RequestContext };
}

const MOST_BYTES = 4 * 1024 * 1024;

/** The front door: every answer gets an id, its headers, its Server-Timing, and is private unless a room says otherwise. */
export const http = new Hono<Door>();

http.use('*', async (c, next) => {
  const started = performance.now();
  const context = requestContext(c.req.raw, c.env, (work) => c.executionCtx.waitUntil(work));
  const { cache } = c.executionCtx as ExecutionContext;
  if (cache) context.cache = cache;
  c.set('request', context);
  if (isForged(c.req.raw, context.origin) && !isForStrangers(c.req.method, c.req.path)) {
    c.res = plainRefusal(context, c.req.path, 403, 'This request came from another site', 'Nothing was changed. Open the page here and try again.');
  } else {
    await next();
  }
  // A socket's answer belongs to whoever holds its other end.
  if (c.res.status === 101) return;
  const headers = c.res.headers;
  const { trips } = context;
  const total = performance.now() - started;
  headers.set('Server-Timing', `db;dur=${trips.ms.toFixed(1)};desc="${trips.count} trips, ${trips.statements} statements", render;dur=${(total - trips.ms).toFixed(1)}, total;dur=${total.toFixed(1)}`);
  headers.set('X-Request-Id', context.requestId);
  for (const [name, value] of Object.entries(COMMON_HEADERS)) headers.set(name, value);
  if (c.res.status === 429 && !headers.has('Retry-After')) headers.set('Retry-After', '900');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
  if (c.res.status >= 500 || total > 1000) log(c.res.status >= 500 ? 'error' : 'warn', 'request', { requestId: context.requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(total), trips: trips.count });
});

/** The files of an import: the page takes them as they come and counts them itself. */
const carriesImport = ({ method, url, headers }: Request) => method === 'POST' && /^\/(content\/import(\.data)?|api\/v1\/imports)$/.test(new URL(url).pathname) && /^multipart\/form-data/i.test(headers.get('Content-Type') ?? '');

const formLimit = bodyLimit({ maxSize: MOST_BYTES, onError: (c) => plainRefusal(c.get('request'), c.req.path, 413, 'This is too large to send', 'A request can carry at most 4 MB. Nothing was saved.') });
// A part of an upload passes through as it comes; its length is checked before a byte of it is read.
http.use('*', (c, next) => (carriesFile(c.req.method, c.req.path) || carriesImport(c.req.raw) ? next() : formLimit(c, next)));

http.route('/healthz', health);
http.route('/api/v1', api);
http.route('/media', media);
http.route('/live', live);
http.route('/v1', reading);
http.route('/o', site);
http.route('/preview', previews);
http.route('/calendar/feed', calendarFeed);

const remix = createRequestHandler(build, import.meta.env?.MODE === 'development' ? 'development' : 'production');

http.all('*', async (c) => {
  const context = c.get('request');
  const response = await remix(ownHost(c.req.raw, context.origin), context);
  const page = new Response(response.body, response);
  if (page.headers.get('Content-Type')?.startsWith('text/html')) {
    for (const [name, value] of Object.entries(pageHeaders(context, isDevelopment(c.env)))) page.headers.set(name, value);
  }
  return page;
});

/** Remix compares the Origin with these headers again; the gate above has decided, and a stranger may write X-Forwarded-Host. */
function ownHost(request: Request, origin: string): Request {
  const headers = new Headers(request.headers);
  headers.delete('X-Forwarded-Host');
  headers.set('Host', new URL(origin).host);
  return new Request(request, { headers });
}

http.onError((error, c) => {
  const context = c.get('request');
  log('error', 'unhandled', { requestId: context?.requestId, path: c.req.path, ...describe(error) });
  if (error instanceof DatabaseDown) return plainRefusal(context, c.req.path, 503, 'The database does not answer', 'Nothing was changed. Wait a moment and reload the page.');
  return plainRefusal(context, c.req.path, 500, 'Something broke on our side', 'Nothing more is known yet. Try again; if it stays, tell us the request id below.');
});
