import { Hono } from 'hono';
import { SignedOut } from '#db/refusal.ts';
import { orgOf } from '#app/platform/org.server.ts';
import { sessionToken } from '#app/platform/session.server.ts';
import { keyRequired, orgOfKey } from '../api/guard.ts';
import { onceOnly } from '../api/once.ts';
import type { Door } from '../http.ts';
import { files } from './files.ts';
import { type Asker, uploads } from './uploads.ts';

const bySession: Asker = async (c) => {
  const context = c.get('request');
  const token = await sessionToken(c.req.raw, context);
  if (!token) throw new SignedOut('Sign in to continue.');
  return orgOf(context, { kind: 'session', token }, 'media:write');
};

const byKey: Asker = async (c) => orgOfKey(c, 'media:write');

export const media = new Hono<Door>();
media.route('/f', files);
media.route('/', uploads(bySession));

/** Only the start of an upload needs an Idempotency-Key; every other step is safe to send twice by itself. */
export const mediaApi = uploads(byKey, keyRequired, (c, next) => (c.req.method === 'POST' && c.req.path.endsWith('/uploads') ? onceOnly(c, next) : next()));

/** Whose body is a part of a file: not read into memory at the front door. */
export const carriesFile = (method: string, path: string) => method === 'PUT' && /^\/(?:api\/v1\/)?media\/uploads\/[0-9a-f-]{36}\/parts\/\d{1,5}$/i.test(path);
