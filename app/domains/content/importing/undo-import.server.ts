import { sql } from 'drizzle-orm';
import { importById, untouchedOf } from '#db/queries/content-imports.ts';
import { contentItems } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';

/** The drafts that it made, into the trash, as far as nobody touched them since; from there they can come back. What it updated keeps its revisions. */
export async function undoImport(org: Org, importId: string): Promise<Result<{ ids: string[] }>> {
  const found = await readFor(org, { asked: importById(importId) });
  if (!found.ok) return found;
  const { asked } = found.value;
  if (!asked || asked.status === 'uploading') return refused(notFound('import'));
  if (asked.status !== 'done' && asked.status !== 'cancelled') return refused(problem('conflict', 'This import is not over. Cancel it first, then take it back.'));
  const isMade = untouchedOf(importId);
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from content_items where ${isMade})`, 'conflict', 'There is nothing to take back: what this import made was changed since, or is in the trash already.'),
    db.update(contentItems).set({ deletedAt: sql`now()` }).where(isMade).returning({ id: contentItems.id }),
    record(org, db, 'content.import-undone', { type: 'import', id: importId }, { source: asked.source }),
  ]);
  return written.ok ? done({ ids: written.value[1].map(({ id }) => id) }) : written;
}
