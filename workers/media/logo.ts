import { Hono } from 'hono';
import type { Door } from '../http.ts';

/** Pictures that anyone may see. The address holds the hash of the bytes, so an answer is good for ever. */
export const logo = new Hono<Door>().get('/:organization{[0-9a-f-]{36}}/:hash{[0-9a-f]{32}}', async (c) => {
  const { organization, hash } = c.req.param();
  const etag = `"${hash}"`;
  const headers = {
    ETag: etag,
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': 'inline',
  };
  if (c.req.header('If-None-Match') === etag) return new Response(null, { status: 304, headers });
  const object = await c.env.MEDIA.get(`logo/${organization}/${hash}`);
  if (!object) return c.text('There is no such picture.', 404);
  return new Response(object.body, { headers: { ...headers, 'Content-Type': object.httpMetadata?.contentType ?? 'application/octet-stream', 'Content-Length': String(object.size) } });
});
