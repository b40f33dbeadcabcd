import { Hono } from 'hono';
import { SignedOut } from '#db/refusal.ts';
import { orgOf } from '#app/platform/org.server.ts';
import { sessionToken } from '#app/platform/session.server.ts';
import { unreadable } from '../api/errors.ts';
import { keyRequired, orgOfKey } from '../api/guard.ts';
import { onceOnly } from '../api/once.ts';
import { onceHeader } from '../api/shapes.ts';
import type { Door } from '../http.ts';
import { downloads } from './downloads.ts';
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
media.route('/download', downloads);
media.route('/', uploads(bySession));

/** A part and the completion are safe to send twice by themselves; what makes or removes an upload heeds an Idempotency-Key. */
const heedsKey = ({ method, path }: { method: string; path: string }) => method === 'DELETE' || (method === 'POST' && /\/(uploads|import)$/.test(path));

export const mediaApi = uploads(byKey, keyRequired, (c, next) => {
  if (!heedsKey(c.req)) return next();
  const read = onceHeader.safeParse({ 'Idempotency-Key': c.req.header('Idempotency-Key') });
  unreadable(read.success ? read : { success: false, target: 'header', error: read.error });
  return onceOnly(c, next);
});

/** Whose body is a part of a file: not read into memory at the front door. */
export const carriesFile = (method: string, path: string) => method === 'PUT' && /^\/(?:api\/v1\/)?media\/uploads\/[0-9a-f-]{36}\/parts\/\d{1,5}$/i.test(path);
