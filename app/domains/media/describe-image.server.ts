import { and, eq, sql } from 'drizzle-orm';
import { assetById } from '#db/queries/media.ts';
import { mediaAssets } from '#db/schema/index.ts';
import { describe, log } from '#app/platform/log.ts';
import { readFor, writeFor } from '#app/platform/org.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { cropPixels } from './crop.ts';
import { canDraw, type Draft, drawPicture } from './draw-picture.server.ts';
import { pixelOf } from './pixel.ts';
import { mediaJobs } from './jobs.ts';
import { isDrawable } from './rendition.ts';

const MOST_PREVIEW = 400;

interface DescribeJob {
  organization_id: string | null;
  payload: unknown;
}

/** A colour and a picture of a few hundred bytes, for the moment before the real one is there. Repeatable; without the Images binding there is none. */
export async function describeImage(context: RequestContext, job: DescribeJob): Promise<void> {
  const { assetId, sha256 } = mediaJobs['media.describe'].parse(job.payload);
  if (!canDraw(context.env)) return;
  const org = orgOfJob(context, job.organization_id!);
  const found = await readFor(org, { asset: assetById(assetId) });
  if (!found.ok) throw new Error(found.problem.message);
  const { asset } = found.value;
  // Replaced or deleted meanwhile: another job describes what stands there now.
  if (!asset || asset.sha256 !== sha256 || !(isDrawable(asset.mimeType) || asset.mimeType === 'image/gif')) return;
  const { crop, width, height } = asset;
  const trim = crop && width && height ? { trim: cropPixels(crop, { width, height }) } : {};
  const small = await draw(context, asset.storageKey, { ...trim, width: 16, height: 16, fit: 'scale-down' }, 'image/webp');
  const pixel = await draw(context, asset.storageKey, { ...trim, width: 1, height: 1, fit: 'squeeze' }, 'image/png');
  if (!small || !pixel) return;
  const preview = `data:image/webp;base64,${btoa(String.fromCharCode(...small))}`;
  const description = { preview: preview.length <= MOST_PREVIEW ? preview : null, color: await pixelOf(pixel) };
  const written = await writeFor(org, (db) => [db.update(mediaAssets).set(description).where(and(eq(mediaAssets.id, assetId), eq(mediaAssets.sha256, sha256), sql`${mediaAssets.crop} is not distinct from ${crop && JSON.stringify(crop)}::jsonb`))]);
  if (!written.ok) throw new Error(written.problem.message);
}

/** Null for a picture that the service does not read: trying again would not help. */
async function draw({ env }: RequestContext, storageKey: string, draft: Draft, format: 'image/webp' | 'image/png'): Promise<Uint8Array | null> {
  const object = await env.MEDIA.get(storageKey);
  if (!object) return null;
  try {
    const drawn = await drawPicture(env, object.body, draft, { format, quality: 40 });
    return new Uint8Array(await new Response(drawn).arrayBuffer());
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
    log('warn', 'not-described', { key: storageKey, ...describe(error) });
    return null;
  }
}
