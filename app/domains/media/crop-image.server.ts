import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { assetById } from '#db/queries/media.ts';
import { mediaAssets } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { promise, record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { cropInput } from './inputs.ts';
import { isDrawable } from './rendition.ts';

/** What is shown of a picture from now on; null is all of it. The file stays whole, its colour and preview follow. */
export async function cropImage(org: Org, { assetId, crop }: z.output<typeof cropInput>): Promise<Result<null>> {
  const found = await readFor(org, { asset: assetById(assetId) });
  if (!found.ok) return found;
  const { asset } = found.value;
  if (!asset) return refused(notFound('file'));
  if (crop && !isDrawable(asset.mimeType)) return refused(problem('invalid', 'A file of this kind is served as it is: it cannot be cropped here.'));
  const { name, sha256 } = asset;
  const written = await writeFor(org, (db) => [
    refuseUnless(
      db,
      sql`exists (select from media_assets where id = ${assetId} and sha256 = ${sha256} and status = 'ready' and deleted_at is null for update)`,
      'not-found',
      'The file was deleted or replaced meanwhile. Reload to see what is there.',
    ),
    db.update(mediaAssets).set({ crop, preview: null }).where(eq(mediaAssets.id, assetId)),
    record(org, db, 'media.cropped', { type: 'asset', id: assetId }, { name, undone: crop === null }),
    promise(org, db, { type: 'media.describe', label: `Preview of ${name}`, payload: { assetId, sha256 } }),
  ]);
  return written.ok ? done(null) : written;
}
