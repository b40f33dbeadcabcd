import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { revisionOf } from '#db/queries/content.ts';
import { contentRevisions } from '#db/schema/index.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { type Changes, changesInput, type nameRevisionInput, type restoreRevisionInput } from './inputs.ts';
import { refuseStale } from './revision.server.ts';
import { change, FIELD_PROBLEMS, type Saved, savedItem, savedOf } from './save-item.server.ts';

/** The piece as it was, as a new revision: what stands now stays in the history. Its address and its place do not go back. */
export async function restoreRevision(org: Org, { itemId, revision, number }: z.output<typeof restoreRevisionInput>): Promise<Result<Saved>> {
  const found = await readFor(org, { old: revisionOf(itemId, number) });
  if (!found.ok) return found;
  const { old } = found.value;
  if (!old) return refused(notFound('revision'));
  const { slug: _slug, language: _language, categoryId: _category, coverAssetId: _cover, ...fields } = old.fields;
  const parsed = changesInput.safeParse({ title: old.title, excerpt: old.excerpt, body: old.body, ...fields });
  if (!parsed.success) return refused(problem('invalid', `This revision cannot be restored as it is: ${parsed.error.issues[0]?.message ?? 'something in it is not known any more'}`));
  const changes: Changes = parsed.data;
  const written = await writeFor(
    org,
    (db) => [
      ...refuseStale(db, itemId, revision),
      ...change(db, itemId, changes, 'restore'),
      record(org, db, 'content.restored-revision', { type: 'content', id: itemId }, { number, title: old.title }),
      savedItem(db, itemId),
    ],
    FIELD_PROBLEMS,
  );
  return written.ok ? done(savedOf(written.value)) : written;
}

/** A named revision is kept for good. */
export async function nameRevision(org: Org, { itemId, number, name }: z.output<typeof nameRevisionInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    db
      .update(contentRevisions)
      .set({ name })
      .where(and(eq(contentRevisions.itemId, itemId), eq(contentRevisions.number, number)))
      .returning({ number: contentRevisions.number }),
  ]);
  if (!written.ok) return written;
  return written.value[0].length > 0 ? done(null) : refused(notFound('revision'));
}
