import { and, eq, sql } from 'drizzle-orm';
import { importById, waitingPictures } from '#db/queries/content-imports.ts';
import { contentImportPictures, contentImports, type ImportFile } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import type { Completed } from '#app/domains/media/complete-upload.server.ts';
import { importBytes } from '#app/domains/media/import-bytes.server.ts';
import { importFromUrl } from '#app/domains/media/import-from-url.server.ts';
import type { Duplicate } from '#app/domains/media/start-upload.server.ts';
import { promise } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import type { Result } from '#app/platform/result.ts';
import { contentJobs } from '../jobs.ts';
import { placeWithin } from './archive-pictures.ts';
import { filesToRead } from './import-files.server.ts';
import { bytesOf } from './imported-piece.ts';
import { zipEntry } from './zip-entries.ts';
import { standsAt } from './import-content.server.ts';
import type { ImportJob } from './read-import.server.ts';

/** A job's lease is a minute: a few pictures, and no new one after a while. */
const MOST = 5;
/** Those of an archive are here already. */
const MOST_HERE = 40;
const ENOUGH_MS = 20_000;

/** Through the library's own door, one by one. A picture that cannot be had is noted, and its text keeps a link to it. */
export async function fetchPictures(context: RequestContext, job: ImportJob): Promise<void> {
  const { importId, after } = contentJobs['content.import-pictures'].parse(job.payload);
  const org = orgOfJob(context, job.organization_id!);
  const found = await readFor(org, { asked: importById(importId), waiting: waitingPictures(importId, MOST_HERE + 1) });
  if (!found.ok) throw new Error(found.problem.message);
  const { asked, waiting } = found.value;
  if (asked?.status !== 'fetching' || asked.fetches !== after) return;
  const started = Date.now();
  const archive = archiveReader(context, asked.files);
  let settled = 0;
  let fetches = 0;
  for (const { address } of waiting.slice(0, MOST_HERE)) {
    if (Date.now() - started > ENOUGH_MS || fetches === MOST) break;
    const within = placeWithin(address);
    await settle(org, importId, address, within ? await unpacked(org, within, archive, asked.folderId) : await fetched(org, address, asked.folderId));
    settled += 1;
    if (!within) fetches += 1;
  }
  const isLast = settled >= waiting.length;
  const next = isLast ? { type: 'content.import-pieces', label: 'Import pieces of content', payload: { importId, after: 0 } } : { type: 'content.import-pictures', label: 'Fetch the pictures of an import', payload: { importId, after: after + 1 } };
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`${standsAt(importId, ['fetching'])} and (select fetches from content_imports where id = ${importId}) = ${after}::int`, 'conflict', 'The import was cancelled, or this step is done.'),
    db.update(contentImports).set({ fetches: after + 1, ...(isLast ? { status: 'running' as const } : {}) }).where(eq(contentImports.id, importId)),
    promise(org, db, next),
  ]);
  if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
}

type Outcome = { assetId: string } | { trouble: string };

const fetched = async (org: Org, url: string, folderId: string | null) => outcomeOf(await importFromUrl(org, { url, folderId, keepBoth: false }), 'The site did not send a picture. What it sent is in the library.');

async function unpacked(org: Org, { archive, name }: { archive: string; name: string }, read: (archive: string) => Promise<Uint8Array<ArrayBuffer> | null>, folderId: string | null): Promise<Outcome> {
  const whole = await read(archive);
  const bytes = whole && (await zipEntry(whole, name));
  if (!bytes) return { trouble: 'It cannot be unpacked, or is larger than 25 MB.' };
  return outcomeOf(await importBytes(org, { name: name.split('/').at(-1)!, bytes, folderId }), 'This is not a picture. It is in the library as it is.');
}

function outcomeOf(imported: Result<Completed | Duplicate>, otherwise: string): Outcome {
  if (!imported.ok) return { trouble: imported.problem.message };
  if (!('asset' in imported.value)) return { assetId: imported.value.duplicateOf.id };
  const { asset } = imported.value;
  return asset.type === 'image' || asset.type === 'video' ? { assetId: asset.id } : { trouble: otherwise };
}

/** The last archive that was asked for stays in memory: its pictures come one after the other. */
function archiveReader(context: RequestContext, files: readonly ImportFile[]) {
  let kept: { archive: string; bytes: Uint8Array<ArrayBuffer> } | null = null;
  return async (archive: string) => {
    if (kept?.archive === archive) return kept.bytes;
    const file = filesToRead(context, files.filter(({ name }) => name === archive))[0];
    kept = file ? { archive, bytes: await bytesOf(file) } : null;
    return kept?.bytes ?? null;
  };
}

async function settle(org: Org, importId: string, address: string, outcome: Outcome): Promise<void> {
  const written = await writeFor(org, (db) => [
    db
      .update(contentImportPictures)
      .set('assetId' in outcome ? { assetId: outcome.assetId } : { trouble: outcome.trouble.slice(0, 500) })
      .where(and(eq(contentImportPictures.importId, importId), eq(contentImportPictures.address, address))),
  ]);
  if (!written.ok) throw new Error(written.problem.message);
}
