import { Hono } from 'hono';
import { SignedOut } from '#db/refusal.ts';
import * as scope from '#db/scope.ts';
import { sessionToken } from '#app/platform/session.server.ts';
import type { Door } from './http.ts';

/** A page's socket to its person's bell. A WebSocket is not held by CORS, so the Origin is asked here. */
export const live = new Hono<Door>().get('/', async (c) => {
  const context = c.get('request');
  if (c.req.header('Upgrade') !== 'websocket') return c.text('Connect with a WebSocket.', 426);
  if (c.req.header('Origin') !== context.origin) return c.text('Connect from our own pages.', 403);
  const token = await sessionToken(c.req.raw, context);
  if (!token || !c.env.BELL) return c.text('Sign in to continue.', 401);
  try {
    const { proof } = await scope.read({ url: c.env.DATABASE_URL, credential: { kind: 'session', token }, trips: context.trips }, {});
    return c.env.BELL.getByName(proof.userId).fetch(c.req.raw);
  } catch (error) {
    if (error instanceof SignedOut) return c.text('Sign in to continue.', 401);
    throw error;
  }
});
