import { noTrips } from '#db/client.ts';
import { bucketDoor, type Env, type RequestContext } from './env.ts';
import { base64url } from './ids.ts';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** The address that the app answers at: configured in production, taken from the request on loopback only. */
export function originOf(request: Request, env: Env): string {
  const url = new URL(request.url);
  return LOOPBACK.test(url.hostname) || !env.APP_ORIGIN ? url.origin : env.APP_ORIGIN;
}

export function requestContext(request: Request, env: Env, later: (work: Promise<unknown>) => void): RequestContext {
  return {
    env,
    requestId: crypto.randomUUID(),
    nonce: base64url(crypto.getRandomValues(new Uint8Array(16))),
    origin: originOf(request, env),
    ip: request.headers.get('CF-Connecting-IP') ?? '127.0.0.1',
    userAgent: (request.headers.get('User-Agent') ?? '').slice(0, 400),
    trips: noTrips(),
    later,
  };
}

/** For work that no request caused: the clock and the queue. */
export function jobContext(env: Env, later: (work: Promise<unknown>) => void): RequestContext {
  return { env, requestId: crypto.randomUUID(), nonce: '', origin: env.APP_ORIGIN ?? 'http://localhost', ip: '', userAgent: '', trips: noTrips(), later };
}

/**
 * Whether a request that changes something was sent by our own pages. Remix's check misses resource routes and a missing
 * Origin, and X-Forwarded-Host is whatever a stranger writes there.
 */
export function isForged(request: Request, origin: string): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
  const from = request.headers.get('Origin');
  if (from !== null) return from !== origin;
  const site = request.headers.get('Sec-Fetch-Site');
  if (site !== null) return site !== 'same-origin';
  return request.headers.has('Cookie');
}

export function pageHeaders(context: RequestContext, development: boolean): Record<string, string> {
  const bucket = bucketDoor(context.env)?.origin;
  const script = `'nonce-${context.nonce}' 'strict-dynamic'`;
  return {
    'Content-Security-Policy': [
      "default-src 'self'",
      `script-src ${script}`,
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src 'self'${bucket ? ` ${bucket}` : ''}${development ? ' ws: wss:' : ''}`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Frame-Options': 'DENY',
  };
}

export const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
};
