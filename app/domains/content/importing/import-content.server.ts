import { and, eq, inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { importById } from '#db/queries/content-imports.ts';
import { contentImportPictures, contentImportPieces, contentImports, contentOrigins, type ImportFile, outbox } from '#db/schema/index.ts';
import { refuseUnless, type Writer } from '#db/scope.ts';
import { createFolder } from '#app/domains/media/change-folder.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { promise, record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { runImportInput } from './inputs.ts';
import { sourceOf } from './read-files.ts';

export const clearing = (importId: string) => ({ type: 'content.clear-import', label: 'Clear the files of an import', payload: { importId } });

/** The intent first, and the promise to clear up after it: whatever breaks off later leaves nothing behind for long. */
export async function beginImport(org: Org): Promise<Result<{ id: string }>> {
  const id = uuid7();
  const written = await writeFor(org, (db) => [
    db.insert(contentImports).values({ id, createdBy: sql`app.current_user_id()` }),
    db.insert(outbox).values({ ...clearing(id), dueAt: sql`now() + interval '7 days'` }),
  ]);
  return written.ok ? done({ id }) : written;
}

/** The files are there: a job reads them, and nothing is imported before someone has seen what it found. */
export async function readUploaded(org: Org, importId: string, files: ImportFile[]): Promise<Result<null>> {
  const kept = files.filter(({ byteSize }) => byteSize > 0);
  if (kept.length === 0) return refused(problem('invalid', files.length > 0 ? 'The file is empty.' : 'Choose a file.', { field: 'files' }));
  const source = sourceOf(kept.map(({ name }) => name));
  if (!source) return refused(problem('invalid', 'Choose Markdown files or a zip of them, or one export of Ghost (.json) or WordPress (.xml), and not several kinds at once.', { field: 'files' }));
  const written = await writeFor(org, (db) => [
    refuseUnless(db, standsAt(importId, ['uploading']), 'not-found', 'There is no such import.'),
    db.update(contentImports).set({ source, files: kept, status: 'reading' }).where(eq(contentImports.id, importId)),
    promise(org, db, { type: 'content.read-import', label: 'Read the files of an import', payload: { importId } }),
  ]);
  return written.ok ? done(null) : written;
}

type Status = (typeof contentImports.$inferSelect)['status'];

export const standsAt = (importId: string, statuses: readonly Status[]) =>
  sql`exists (select from content_imports where id = ${importId} and status in (${sql.join(statuses.map((status) => sql`${status}`), sql`, `)}) for update)`;

/** From the report to the run. What is known already is left alone, what changed is taken over only when asked to. */
export async function runImport(org: Org, { importId, pictures, updates }: z.output<typeof runImportInput>): Promise<Result<null>> {
  // A press sent twice is known by the last write alone.
  const { once: _, ...steps } = org;
  const found = await readFor(org, { asked: importById(importId) });
  if (!found.ok) return found;
  const { asked } = found.value;
  if (!asked || asked.status === 'uploading') return refused(notFound('import'));
  if (asked.status !== 'ready') return refused(NOT_READY);
  const folder = pictures ? await createFolder(steps, { name: `Pictures of the import of ${asked.createdAt.slice(0, 10)} (${importId.slice(-6)})`, parentId: null }) : null;
  // Pressed twice at once, the folder of the first is taken.
  if (folder && !folder.ok && folder.problem.kind !== 'conflict') return folder;
  const next = { payload: { importId, after: 0 }, ...(pictures ? { type: 'content.import-pictures', label: 'Fetch the pictures of an import' } : { type: 'content.import-pieces', label: 'Import pieces of content' }) };
  const written = await writeFor(org, (db) => [
    refuseUnless(db, standsAt(importId, ['ready']), 'conflict', NOT_READY.message),
    db
      .update(contentImports)
      .set({ status: pictures ? 'fetching' : 'running', withPictures: pictures, withUpdates: updates, folderId: folder?.ok ? folder.value.id : null })
      .where(eq(contentImports.id, importId)),
    ...(pictures ? [listPictures(db, importId, updates)] : []),
    promise(org, db, next),
    record(org, db, 'content.imported', { type: 'import', id: importId }, { count: asked.pieceCount, source: asked.source }),
  ]);
  return written.ok ? done(null) : written;
}

const NOT_READY = problem('conflict', 'This import was started or cancelled already.');

/** Only those of pieces that will be brought. */
function listPictures(db: Writer, importId: string, updates: boolean) {
  return db
    .insert(contentImportPictures)
    .select(
      db
        .selectDistinct({
          organizationId: contentImportPieces.organizationId,
          importId: contentImportPieces.importId,
          address: sql<string>`jsonb_array_elements_text(${contentImportPieces.pictures})`.as('address'),
          assetId: sql<null>`null::uuid`.as('asset_id'),
          trouble: sql<string>`''`.as('trouble'),
          createdAt: sql<string>`now()`.as('created_at'),
        })
        .from(contentImportPieces)
        .innerJoin(contentImports, eq(contentImports.id, contentImportPieces.importId))
        .leftJoin(contentOrigins, and(eq(contentOrigins.source, contentImports.source), eq(contentOrigins.sourceId, contentImportPieces.sourceId)))
        .where(sql`${contentImportPieces.importId} = ${importId} and ${contentImportPieces.state} = 'waiting' and (${contentOrigins.itemId} is null or (${updates} and ${contentOrigins.fingerprint} <> ${contentImportPieces.fingerprint}))`),
    )
    .onConflictDoNothing();
}

/** What is imported by then stays, each piece whole; the rest is not touched. */
export async function cancelImport(org: Org, importId: string): Promise<Result<null>> {
  const running: Status[] = ['reading', 'ready', 'fetching', 'running'];
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from content_imports where id = ${importId})`, 'not-found', 'There is no such import.'),
    refuseUnless(db, standsAt(importId, running), 'conflict', 'This import is over already.'),
    db.update(contentImports).set({ status: 'cancelled', finishedAt: sql`now()` }).where(and(eq(contentImports.id, importId), inArray(contentImports.status, running))),
    promise(org, db, clearing(importId)),
  ]);
  return written.ok ? done(null) : written;
}
