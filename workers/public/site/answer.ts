import type { Context } from 'hono';
import * as build from 'virtual:remix/server-build';
import type { PublicOrganization } from '#db/queries/authentication.ts';
import type { SiteFonts } from '#app/styles/fonts.ts';
import { FRAME_SOURCES } from '#app/domains/content/document/embeds.ts';
import { digestOf, isHeld } from '#app/domains/publishing/reading/freshness.ts';
import type { Door } from '../../http.ts';
import { cacheHeaders } from '../answer.ts';
import type { Face } from './face.ts';
import { frame, type Shown } from './frame.ts';
import { styleSheet } from './style.ts';

const fonts = (build.entry.module as unknown as { siteFonts: SiteFonts }).siteFonts;

let styled: Promise<{ style: string; hash: string }> | undefined;

/** The style is the same on every page; its hash is made once, when the first one is asked for. */
const look = () =>
  (styled ??= (async () => {
    const style = styleSheet(fonts);
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    return { style, hash: btoa(String.fromCharCode(...new Uint8Array(hash))) };
  })());

/** Nothing here runs: no script is allowed at all, and frames only from where the editor embeds. */
const policy = (hash: string) =>
  [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "img-src 'self'",
    "media-src 'self'",
    "font-src 'self'",
    `frame-src ${FRAME_SOURCES.join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export interface Kept {
  organization: PublicOrganization;
  /** The cache keys of reading/cache-tags.ts under which the page is dropped. */
  keys: string[];
}

/**
 * A page as an answer. Kept by caches only where it says under which keys; its ETag is made of the page itself, because
 * a name, a colour or a comment changes it as much as a piece does.
 */
export async function answerPage(c: Context<Door>, face: Face, shown: Shown, kept: Kept | null, status = 200): Promise<Response> {
  const { style, hash } = await look();
  const page = String(await frame(face, shown, fonts, style));
  const headers = new Headers({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy(hash),
    ...(shown.head.noindex ? { 'X-Robots-Tag': 'noindex' } : {}),
    ...(kept ? { ...cacheHeaders({ organization: kept.organization, isPrivate: false }, kept.keys), ETag: `"${await digestOf(page)}"` } : { 'Cache-Control': 'private, no-store' }),
  });
  if (kept && isHeld(c.req.raw.headers, headers.get('ETag')!, null)) return new Response(null, { status: 304, headers });
  return new Response(page, { status, headers });
}
