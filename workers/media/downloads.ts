import { type Context, Hono } from 'hono';
import { SignedOut } from '#db/refusal.ts';
import { assetsInput, folderInput } from '#app/domains/media/inputs.ts';
import { packFiles } from '#app/domains/media/pack-files.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { orgOf } from '#app/platform/org.server.ts';
import { STATUS, TITLE } from '#app/platform/problem.ts';
import { sessionToken } from '#app/platform/session.server.ts';
import type { Door } from '../http.ts';
import { plainRefusal } from '../plain-page.ts';

const SIGN_IN = '/sign-in?next=%2Fmedia';

/** A form of the library is answered with an archive; a refusal is a page of its own, because nothing of the library is sent with it. */
export const downloads = new Hono<Door>().post('/', async (c) => {
  const context = c.get('request');
  const token = await sessionToken(c.req.raw, context);
  if (!token) return c.redirect(SIGN_IN);
  const form = await c.req.formData();
  const ids = form.getAll('ids[]');
  const folderId = form.get('folderId');
  // Where no script runs, the folder to move to is sent along with what was ticked.
  const asked = ids.length > 0 || !folderId ? assetsInput.safeParse({ ids }) : folderInput.safeParse({ folderId });
  if (!asked.success) return refusal(c, 'invalid', asked.error.issues[0]!.message);
  const shown = form.get('_org');
  const org = orgOf(context, { kind: 'session', token }, 'media:read', typeof shown === 'string' && isUuid(shown) ? shown : undefined);
  const packed = await packFiles(org, asked.data).catch((error: unknown) => {
    if (error instanceof SignedOut) return null;
    throw error;
  });
  if (!packed) return c.redirect(SIGN_IN);
  return packed.ok ? packed.value : refusal(c, packed.problem.kind, packed.problem.message);
});

const refusal = (c: Context<Door>, kind: keyof typeof STATUS, sentence: string) => plainRefusal(c.get('request'), c.req.path, STATUS[kind], TITLE[kind], sentence);
