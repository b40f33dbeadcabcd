import { type Context, Hono } from 'hono';
import { isbot } from 'isbot';
import { countView } from '#app/domains/publishing/reading/count-view.server.ts';
import { noTrips } from '#db/client.ts';
import type { ApiDoor } from '../api/guard.ts';

const MOST_SECONDS = 1800;
/** One transparent pixel. */
const GIF = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'), (letter) => letter.charCodeAt(0));
const PATH = '/:organization/items/:slug/view';

/** Says that a piece was read: by a picture where no script runs, by a POST where one does. It answers before it counts. */
export const views = new Hono<ApiDoor>();

views.get(PATH, (c) => {
  const { searchParams } = new URL(c.req.url);
  if (c.req.method === 'GET') count(c, searchParams.get('from') ?? '', 0);
  return new Response(GIF, { headers: { 'Content-Type': 'image/gif', 'Cache-Control': 'private, no-store', 'Cross-Origin-Resource-Policy': 'cross-origin' } });
});

views.post(PATH, async (c) => {
  const { from, seconds } = await said(c);
  count(c, from, seconds);
  return c.body(null, 204, { 'Cache-Control': 'private, no-store' });
});

/** A beacon sends JSON as text, so that no browser asks first whether it may. What cannot be read says nothing. */
async function said(c: Context<ApiDoor>): Promise<{ from: string; seconds: number }> {
  try {
    const text = (await c.req.text()).slice(0, 4096);
    const sent = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : Object.fromEntries(new URLSearchParams(text));
    const seconds = Math.floor(Number(sent.seconds ?? 0));
    return { from: String(sent.from ?? ''), seconds: seconds > 0 ? Math.min(seconds, MOST_SECONDS) : 0 };
  } catch {
    return { from: '', seconds: 0 };
  }
}

/** Programs are no readers, and neither is whoever is signed in here. */
function count(c: Context<ApiDoor, string>, from: string, seconds: number) {
  const context = c.get('request');
  if (!context.userAgent || isbot(context.userAgent) || /(?:^|;\s*)(?:__Host-|mh-)session=/.test(c.req.header('Cookie') ?? '')) return;
  if (/prefetch|prerender/i.test(`${c.req.header('Sec-Purpose') ?? ''}${c.req.header('Purpose') ?? ''}`)) return;
  const at = { organization: c.req.param('organization') ?? '', slug: c.req.param('slug') ?? '' };
  context.later(countView({ ...context, trips: noTrips() }, at, hostOf(from, context.origin), seconds));
}

/** The host that the reader came from, and no more of its address. Our own pages are no referrer. */
function hostOf(address: string, origin: string): string {
  try {
    const { host, protocol } = new URL(address);
    return /^https?:$/.test(protocol) && host !== new URL(origin).host && host.length <= 100 ? host.replace(/^www\./, '') : '';
  } catch {
    return '';
  }
}
