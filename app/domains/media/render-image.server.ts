import { describe, log } from '#app/platform/log.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { canDraw, drawPicture } from './draw-picture.server.ts';
import { type AskedRendition, type Drawing, formatsFor, type PictureType } from './rendition.ts';

export interface Rendered {
  body: ReadableStream;
  contentType: string;
}

export interface Picture {
  id: string;
  content: string;
  storageKey: string;
  mimeType: string;
}

/** Only there in workerd. What lies in it was drawn for someone who was allowed to see it; the row is asked each time anyway. */
const renditions = (): Cache | null => (typeof caches === 'undefined' ? null : ((caches as CacheStorage & { default?: Cache }).default ?? null));

/** A picture drawn anew in the best format that the reader takes; null when it cannot be drawn, and the original is the answer. */
export async function renderImage(context: RequestContext, picture: Picture, asked: AskedRendition, drawing: Drawing, accept: string): Promise<Rendered | null> {
  for (const format of formatsFor(accept, picture.mimeType)) {
    const key = cacheKey(context, picture, asked, drawing, format);
    const kept = await renditions()?.match(key);
    if (kept?.body) return { body: kept.body, contentType: format };
    const drawn = await draw(context, picture, drawing, asked.quality, format);
    if (!drawn) continue;
    const cache = renditions();
    if (!cache) return { body: drawn, contentType: format };
    const [body, copy] = drawn.tee();
    context.later(cache.put(key, new Response(copy, { headers: { 'Content-Type': format, 'Cache-Control': 'public, max-age=2592000' } })).catch(() => undefined));
    return { body, contentType: format };
  }
  return null;
}

const cacheKey = ({ origin }: RequestContext, { id, content }: Picture, { width, height, fit, quality }: AskedRendition, { trim, gravity }: Drawing, format: PictureType) =>
  `${origin}/media/drawn/${id}/${content}?${new URLSearchParams({ w: String(width), h: String(height ?? ''), fit, q: String(quality), cut: trim ? Object.values(trim).join() : '', at: gravity ? `${gravity.x},${gravity.y}` : '', format })}`;

async function draw({ env, requestId }: RequestContext, { id, storageKey }: Picture, drawing: Drawing, quality: number, format: PictureType): Promise<ReadableStream | null> {
  if (!canDraw(env)) return null;
  const object = await env.MEDIA.get(storageKey);
  if (!object) return null;
  try {
    return await drawPicture(env, object.body, drawing, { format, quality });
  } catch (error) {
    // A format that the service does not write here, or a picture that it does not read.
    log('warn', 'not-drawn', { requestId, asset: id, format, ...describe(error) });
    return null;
  }
}
