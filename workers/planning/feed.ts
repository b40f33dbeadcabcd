import { Hono } from 'hono';
import { readFeed } from '#app/domains/planning/read-feed.server.ts';
import { STATUS } from '#app/platform/problem.ts';
import { sha256 } from '#app/platform/secrets.server.ts';
import type { Door } from '../http.ts';
import { plainRefusal } from '../plain-page.ts';

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A calendar program has no cookie: the private address alone opens the feed, until it is taken back. */
export const calendarFeed = new Hono<Door>().get('/:file{[A-Za-z0-9_-]{20,100}\\.ics}', async (c) => {
  const context = c.get('request');
  const feed = await readFeed(context, c.req.param('file').slice(0, -'.ics'.length));
  if (!feed.ok) return plainRefusal(context, c.req.path, STATUS[feed.problem.kind], 'This calendar is not here', feed.problem.message);
  const etag = `"${hex(await sha256(feed.value)).slice(0, 32)}"`;
  const headers = { ETag: etag, 'Cache-Control': 'private, max-age=300', 'X-Robots-Tag': 'noindex' };
  if (c.req.header('If-None-Match')?.split(/\s*,\s*/).some((known) => known.replace(/^W\//, '') === etag)) return c.body(null, 304, headers);
  return c.body(feed.value, 200, { ...headers, 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'inline; filename="calendar.ics"' });
});
