import { and, eq, sql } from 'drizzle-orm';
import { importById, waitingPictures } from '#db/queries/content-imports.ts';
import { contentImportPictures, contentImports } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { importFromUrl } from '#app/domains/media/import-from-url.server.ts';
import { promise } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { contentJobs } from '../jobs.ts';
import { standsAt } from './import-content.server.ts';
import type { ImportJob } from './read-import.server.ts';

/** A job's lease is a minute: a few pictures, and no new one after a while. */
const MOST = 5;
const ENOUGH_MS = 20_000;

/** Through the library's own door, one by one. A picture that cannot be had is noted, and its text keeps a link to it. */
export async function fetchPictures(context: RequestContext, job: ImportJob): Promise<void> {
  const { importId, after } = contentJobs['content.import-pictures'].parse(job.payload);
  const org = orgOfJob(context, job.organization_id!);
  const found = await readFor(org, { asked: importById(importId), waiting: waitingPictures(importId, MOST + 1) });
  if (!found.ok) throw new Error(found.problem.message);
  const { asked, waiting } = found.value;
  if (asked?.status !== 'fetching' || asked.fetches !== after) return;
  const started = Date.now();
  let settled = 0;
  for (const { address } of waiting.slice(0, MOST)) {
    if (Date.now() - started > ENOUGH_MS) break;
    await settle(org, importId, address, await fetched(org, address, asked.folderId));
    settled += 1;
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

async function fetched(org: Org, url: string, folderId: string | null): Promise<Outcome> {
  const imported = await importFromUrl(org, { url, folderId, keepBoth: false });
  if (!imported.ok) return { trouble: imported.problem.message };
  if (!('asset' in imported.value)) return { assetId: imported.value.duplicateOf.id };
  const { asset } = imported.value;
  return asset.type === 'image' || asset.type === 'video' ? { assetId: asset.id } : { trouble: 'The site did not send a picture. What it sent is in the library.' };
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
