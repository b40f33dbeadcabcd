import { eq, type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { categoryById } from '#db/queries/organise.ts';
import { contentCategories } from '#db/schema/index.ts';
import { call, refuseUnless, type Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { itemSlugOf } from './item-slug.ts';
import type { changeCategoryInput, moveCategoryInput, newCategoryInput } from './organise-inputs.ts';

/** Deeper than this no reader follows, and the index of the paths would not hold it. */
const MOST_LEVELS = 12;
const MOST = 2000;
const SLUG_TAKEN = { content_categories_slug_key: problem('conflict', 'Another category has this address.', { field: 'slug' }) };

type Fields = Pick<z.output<typeof newCategoryInput>, 'name' | 'slug' | 'description' | 'seoTitle' | 'seoDescription' | 'noindex'>;

const columnsOf = ({ name, slug, description, seoTitle, seoDescription, noindex }: Fields) => ({
  name,
  slug: slug || itemSlugOf(name) || 'category',
  description,
  seo: { ...(seoTitle ? { title: seoTitle } : {}), ...(seoDescription ? { description: seoDescription } : {}), ...(noindex ? { noindex } : {}) },
});

/** The tree is changed by one hand at a time: the same lock that app.move_category takes. */
export const lockTree = (db: Writer) => call(db, sql`pg_advisory_xact_lock(hashtext('content_categories'), hashtext(app.current_org()::text))`);

const isThere = (id: string | null): SQL => sql`(${id}::uuid is null or exists (select from content_categories where id = ${id}::uuid and deleted_at is null))`;
const levelOf = (id: string | null): SQL => sql`coalesce((select cardinality(string_to_array(path, '/')) - 2 from content_categories where id = ${id}::uuid), 0)`;
const TOO_DEEP = `Categories go ${MOST_LEVELS} levels deep at most.`;

export async function createCategory(org: Org, { parentId, ...fields }: z.output<typeof newCategoryInput>): Promise<Result<{ id: string }>> {
  const id = uuid7();
  const parentPath = sql`coalesce((select path from content_categories where id = ${parentId}::uuid), '/')`;
  const last = sql<number>`(select coalesce(max(position) + 1, 0) from content_categories where parent_id is not distinct from ${parentId}::uuid and deleted_at is null)`;
  const written = await writeFor(
    org,
    (db) => [
      lockTree(db),
      refuseUnless(db, isThere(parentId), 'not-found', 'There is no such category to put it in.'),
      refuseUnless(db, sql`${levelOf(parentId)} < ${MOST_LEVELS}`, 'invalid', TOO_DEEP),
      refuseUnless(db, sql`(select count(*) from content_categories where deleted_at is null) < ${MOST}`, 'invalid', 'There are 2,000 categories already, which is the most. Tags have no such limit.'),
      db.insert(contentCategories).values({ ...columnsOf(fields), id, parentId, position: last, path: sql`${parentPath} || ${id}::text || '/'` }),
      record(org, db, 'category.created', { type: 'category', id }, { name: fields.name }),
    ],
    SLUG_TAKEN,
  );
  return written.ok ? done({ id }) : written;
}

export async function changeCategory(org: Org, { categoryId, ...fields }: z.output<typeof changeCategoryInput>): Promise<Result<null>> {
  const written = await writeFor(
    org,
    (db) => [
      refuseUnless(db, isThere(categoryId), 'not-found', 'There is no such category.'),
      db.update(contentCategories).set(columnsOf(fields)).where(eq(contentCategories.id, categoryId)),
      record(org, db, 'category.changed', { type: 'category', id: categoryId }, { name: fields.name }),
    ],
    SLUG_TAKEN,
  );
  return written.ok ? done(null) : written;
}

export interface Moved {
  name: string;
  /** Where it was. */
  parentId: string | null;
  beforeId: string | null;
}

/** Two people who move categories into each other at once: one move counts, the other is told. */
export async function moveCategory(org: Org, { categoryId, parentId, beforeId }: z.output<typeof moveCategoryInput>): Promise<Result<Moved>> {
  const found = await readFor(org, { category: categoryById(categoryId) });
  if (!found.ok) return found;
  const { category } = found.value;
  if (!category) return refused(notFound('category'));
  const below = sql`(select max(cardinality(string_to_array(path, '/'))) - 2 from content_categories where path like (select path from content_categories where id = ${categoryId}) || '%' and deleted_at is null)`;
  const place = sql`coalesce(
    (select position from content_categories where id = ${beforeId}::uuid and id <> ${categoryId} and parent_id is not distinct from ${parentId}::uuid and deleted_at is null),
    (select max(position) + 1 from content_categories where parent_id is not distinct from ${parentId}::uuid and deleted_at is null), 0)`;
  const written = await writeFor(org, (db) => [
    lockTree(db),
    refuseUnless(db, sql`${levelOf(parentId)} + ${below} - ${levelOf(categoryId)} < ${MOST_LEVELS}`, 'invalid', TOO_DEEP),
    call(db, sql`app.move_category(${categoryId}::uuid, ${parentId}::uuid, ${place}::int)`),
    record(org, db, 'category.moved', { type: 'category', id: categoryId }, { name: category.name }),
  ]);
  return written.ok ? done({ name: category.name, parentId: category.parentId, beforeId: category.nextId }) : written;
}
