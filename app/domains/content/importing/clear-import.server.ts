import { and, eq, inArray, sql } from 'drizzle-orm';
import { contentImportPieces, contentImports } from '#db/schema/index.ts';
import { writeFor } from '#app/platform/org.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { contentJobs } from '../jobs.ts';
import { removeFiles } from './import-files.server.ts';
import type { ImportJob } from './read-import.server.ts';

/** The files, and the texts laid down from them. An import that nobody ran within a week is over too; one under way clears up itself. */
export async function clearImport(context: RequestContext, job: ImportJob): Promise<void> {
  const { importId } = contentJobs['content.clear-import'].parse(job.payload);
  const organizationId = job.organization_id!;
  const written = await writeFor(orgOfJob(context, organizationId), (db) => [
    db
      .update(contentImports)
      .set({ status: 'cancelled', finishedAt: sql`now()` })
      .where(and(eq(contentImports.id, importId), inArray(contentImports.status, ['uploading', 'reading', 'ready']))),
    db
      .update(contentImportPieces)
      .set({ piece: {} })
      .where(sql`${contentImportPieces.importId} = ${importId} and exists (select from content_imports i where i.id = ${importId} and i.status in ('done', 'cancelled', 'failed'))`),
    db.select({ status: contentImports.status }).from(contentImports).where(eq(contentImports.id, importId)),
  ]);
  if (!written.ok) throw new Error(written.problem.message);
  const status = written.value[2][0]?.status;
  if (status !== 'fetching' && status !== 'running') await removeFiles(context, organizationId, importId);
}
