import { Hono } from 'hono';
import { serveAsset } from '#app/domains/media/serve-asset.server.ts';
import { STATUS } from '#app/platform/problem.ts';
import type { Door } from '../http.ts';

/** Files for whoever has the address: the name at its end is for people, the hash decides. */
export const files = new Hono<Door>().get('/:asset/:content/:name?', async (c) => {
  const { asset, content } = c.req.param();
  const served = await serveAsset(c.get('request'), c.req.raw, asset, content);
  return served.ok ? served.value : c.text(served.problem.message, STATUS[served.problem.kind]);
});
