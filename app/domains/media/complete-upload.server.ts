import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { assetById, partsOfUpload, uploadById } from '#db/queries/media.ts';
import { assetToReplace } from '#db/queries/media-uploads.ts';
import { mediaAssets, mediaGarbage, mediaUploads } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { promise, record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { failUpload, onlyOnce } from './abort-upload.server.ts';
import { assemble } from './assemble-upload.server.ts';
import { type Examined, examineFile } from './examine-file.ts';
import type { Refusal } from './file/file-facts.ts';
import { platformRefusals } from './file/platform-refusals.ts';
import { noUpload, type Upload } from './receive-part.server.ts';
import { removeBytes } from './remove-bytes.server.ts';
import { pictureTooLarge } from './start-upload.server.ts';
import { keepServed, storedFile } from './stored-file.server.ts';

export interface UploadedAsset {
  id: string;
  name: string;
  type: Examined['type'];
  mimeType: string;
  byteSize: number;
  sha256: string;
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
}
export interface Completed {
  asset: UploadedAsset;
  /** A living asset with the same bytes, so that the page can offer that one instead. */
  duplicateOf: { id: string; name: string } | null;
  /** A sentence when the bytes could also be read as something that runs. */
  suspicious: string | null;
  refusals: Refusal[];
}

/** From parts to an asset: put together, looked at, stripped of what is private, and then one row changes. Sending it again is safe. */
export async function completeUpload(org: Org, assetId: string): Promise<Result<Completed>> {
  const found = await readFor(org, { asset: assetById(assetId), upload: uploadById(assetId), parts: partsOfUpload(assetId), replaced: assetToReplace(assetId) });
  if (!found.ok) return found;
  const { asset, upload, parts, replaced } = found.value;
  if (!asset) return refused(noUpload);
  if (!upload) return asset.status === 'ready' ? done(alreadyDone(asset)) : refused(problem('invalid', asset.problem ?? 'This upload failed.'));
  const assembled = await assemble(org, upload, parts);
  if (!assembled.ok) return assembled;
  const file = storedFile(org.context.env.MEDIA, upload.storageKey, upload.byteSize);
  const fail = async (reason: string): Promise<Result<never>> => {
    const failed = await failUpload(org, upload, reason);
    return refused(failed.ok ? problem('invalid', reason) : failed.problem);
  };
  const sha256 = await file.sha256();
  if (asset.sha256 && asset.sha256 !== sha256) return fail('What arrived is not what was promised: its SHA-256 is another. Send the file again.');
  const examined = await examineFile(file, pictureTooLarge);
  if ('problem' in examined) return fail(examined.problem);
  if (replaced && replaced.type !== examined.type) return fail(`This file is of another kind (${examined.type}) than the one it would replace (${replaced.type}). Upload it as a new one.`);
  const served = await keepServed(org.context.env.MEDIA, file, examined.mimeType, examined.hidden);
  return settle(org, upload, examined, { ...served, sha256, name: replaced?.name ?? asset.name });
}

interface Served {
  key: string;
  size: number;
  sha256: string;
  name: string;
}

async function settle(org: Org, upload: Upload, examined: Examined, served: Served): Promise<Result<Completed>> {
  const { assetId, replaces } = upload;
  const id = replaces ?? assetId;
  const { mimeType, type, width, height, durationSeconds, facts } = examined;
  const { sha256, name } = served;
  const columns = { mimeType, type, width, height, durationSeconds, facts, sha256, byteSize: served.size, storageKey: served.key, color: null, preview: null, crop: null, uploadedAt: sql`now()` };
  const same = and(eq(mediaAssets.sha256, sha256), ne(mediaAssets.id, id), eq(mediaAssets.status, 'ready'), isNull(mediaAssets.deletedAt));
  const written = await writeFor(org, (db) => [
    db.select({ id: mediaAssets.id, name: mediaAssets.name }).from(mediaAssets).where(same).limit(1),
    onlyOnce(db, assetId),
    ...(served.key === upload.storageKey ? [] : [db.insert(mediaGarbage).values({ storageKey: upload.storageKey })]),
    ...(replaces
      ? [
          refuseUnless(db, sql`exists (select from media_assets where id = ${replaces} and deleted_at is null for update)`, 'conflict', 'The file to replace was deleted meanwhile. Upload this one as a new file.'),
          db.insert(mediaGarbage).values({ storageKey: sql`(select storage_key from media_assets where id = ${replaces})` }),
          db.delete(mediaAssets).where(eq(mediaAssets.id, assetId)),
          db.update(mediaAssets).set(columns).where(eq(mediaAssets.id, replaces)),
        ]
      : [
          db.delete(mediaUploads).where(eq(mediaUploads.assetId, assetId)),
          db.update(mediaAssets).set({ ...columns, status: 'ready' }).where(and(eq(mediaAssets.id, assetId), eq(mediaAssets.status, 'uploading'))),
        ]),
    record(org, db, replaces ? 'media.replaced' : 'media.uploaded', { type: 'asset', id }, { name, byteSize: served.size, type }),
    ...(type === 'image' ? [promise(org, db, { type: 'media.describe', label: `Preview of ${name}`, payload: { assetId: id, sha256 } })] : []),
  ]);
  const { MEDIA } = org.context.env;
  if (!written.ok) {
    // Someone else completed or gave it up: what was written for this try is nobody's. When the database went silent the
    // row may stand all the same, and the sweep decides.
    if (served.key !== upload.storageKey && written.problem.kind !== 'upstream') await removeBytes(MEDIA, { storageKey: served.key, bucketUploadId: null });
    return written.problem.kind === 'not-found' ? afterAnother(org, id) : written;
  }
  if (served.key !== upload.storageKey) org.context.later(removeBytes(MEDIA, { storageKey: upload.storageKey, bucketUploadId: null }));
  const twin = written.value[0][0] ?? null;
  const asset = { id, name, type, mimeType, byteSize: served.size, sha256, width, height, durationSeconds };
  return done({ asset, duplicateOf: twin, suspicious: facts.suspicious ?? null, refusals: platformRefusals({ mime: mimeType, kind: type, byteSize: served.size, width, height, durationSeconds, frames: examined.frames, ...facts }) });
}

type KnownAsset = Omit<UploadedAsset, 'sha256'> & { sha256: string | null; facts: Examined['facts'] };

function alreadyDone({ id, name, type, mimeType, byteSize, sha256, width, height, durationSeconds, facts }: KnownAsset): Completed {
  const asset = { id, name, type, mimeType, byteSize, sha256: sha256 ?? '', width, height, durationSeconds };
  return { asset, duplicateOf: null, suspicious: facts.suspicious ?? null, refusals: platformRefusals({ mime: mimeType, kind: type, byteSize, width, height, durationSeconds, ...facts }) };
}

async function afterAnother(org: Org, id: string): Promise<Result<Completed>> {
  const found = await readFor(org, { asset: assetById(id) });
  if (!found.ok) return found;
  const { asset } = found.value;
  return asset?.status === 'ready' ? done(alreadyDone(asset)) : refused(noUpload);
}
