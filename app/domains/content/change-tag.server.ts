import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { tags } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, type Result } from '#app/platform/result.ts';
import { slugOf } from '#app/platform/slug.ts';
import type { changeTagInput, newTagInput } from './organise-inputs.ts';

const taken = (message: string) => ({ tags_name_key: problem('conflict', message, { field: 'name' }) });

export async function createTag(org: Org, { name, color }: z.output<typeof newTagInput>): Promise<Result<{ id: string }>> {
  const id = uuid7();
  const written = await writeFor(
    org,
    (db) => [db.insert(tags).values({ id, name, color, slug: slugOf(name) || 'tag' }), record(org, db, 'tag.created', { type: 'tag', id }, { name })],
    taken(`There is a tag “${name}” already, whatever its capitals.`),
  );
  return written.ok ? done({ id }) : written;
}

export async function changeTag(org: Org, { tagId, name, color }: z.output<typeof changeTagInput>): Promise<Result<null>> {
  const written = await writeFor(
    org,
    (db) => [
      refuseUnless(db, sql`exists (select from tags where id = ${tagId})`, 'not-found', 'There is no such tag.'),
      db.update(tags).set({ name, color, slug: slugOf(name) || 'tag' }).where(eq(tags.id, tagId)),
      record(org, db, 'tag.changed', { type: 'tag', id: tagId }, { name }),
    ],
    taken(`There is a tag “${name}” already. Choose another name, or merge the two.`),
  );
  return written.ok ? done(null) : written;
}
