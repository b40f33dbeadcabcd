import { eq, sql } from 'drizzle-orm';
import { categoryById } from '#db/queries/organise.ts';
import { contentCategories, contentItems } from '#db/schema/index.ts';
import { call, refuseUnless } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { lockTree } from './change-category.server.ts';
import { keepForUndo, keptForUndo, nameKeptForUndo, TOO_LATE } from './undo.server.ts';

/** What is in it moves up to where it was: its children take its place among the siblings, its pieces its parent's name. */
export async function deleteCategory(org: Org, categoryId: string): Promise<Result<{ name: string; parentId: string | null; undoId: string }>> {
  const found = await readFor(org, { category: categoryById(categoryId) });
  if (!found.ok) return found;
  const { category } = found.value;
  if (!category) return refused(notFound('category'));
  const { name, path, parentId, position } = category;
  const parentPath = path.slice(0, -categoryId.length - 1);
  const undoId = uuid7();
  const written = await writeFor(org, (db) => [
    lockTree(db),
    refuseUnless(
      db,
      sql`exists (select from content_categories where id = ${categoryId} and path = ${path} and position = ${position} and deleted_at is null for update)`,
      'conflict',
      'Someone moved this category at the same moment. Look again, then decide.',
    ),
    keepForUndo(db, undoId, name, sql`jsonb_build_object('categoryId', ${categoryId}::uuid, 'position', ${position}::int,
      'children', (select coalesce(jsonb_agg(id order by position, id), '[]'::jsonb) from content_categories where parent_id = ${categoryId} and deleted_at is null),
      'items', (select coalesce(jsonb_agg(id), '[]'::jsonb) from content_items where category_id = ${categoryId}))`),
    db.update(contentItems).set({ categoryId: parentId }).where(eq(contentItems.categoryId, categoryId)),
    db
      .update(contentCategories)
      .set({ position: sql`numbered.place - 1` })
      .from(sql`(select s.id, row_number() over (order by case when s.parent_id = ${categoryId} then ${position}::int else s.position end, s.parent_id is not distinct from ${categoryId}::uuid, s.position, s.id) as place
        from content_categories s where s.deleted_at is null and s.id <> ${categoryId} and (s.parent_id = ${categoryId} or s.parent_id is not distinct from ${parentId}::uuid)) numbered`)
      .where(sql`${contentCategories.id} = numbered.id`),
    db
      .update(contentCategories)
      .set({
        parentId: sql`case when parent_id = ${categoryId} then ${parentId}::uuid else parent_id end`,
        path: sql`${parentPath}::text || substr(path, ${path.length + 1}::int)`,
      })
      .where(sql`path like ${`${path}%`} and id <> ${categoryId}`),
    db.update(contentCategories).set({ deletedAt: sql`now()` }).where(eq(contentCategories.id, categoryId)),
    record(org, db, 'category.deleted', { type: 'category', id: categoryId }, { name }),
  ]);
  return written.ok ? done({ name, parentId, undoId }) : written;
}

/** Back with what was in it, except what someone has put elsewhere meanwhile. Its parent may have gone: it is then where that was. */
export async function restoreCategory(org: Org, undoId: string): Promise<Result<{ name: string }>> {
  const found = await readFor(org, { kept: nameKeptForUndo(undoId) });
  if (!found.ok) return found;
  if (!found.value.kept) return refused(TOO_LATE);
  const { name } = found.value.kept;
  const kept = keptForUndo(undoId);
  const id = sql`(${kept} ->> 'categoryId')::uuid`;
  const parentId = sql`(select parent_id from content_categories where id = ${id})`;
  const among = (list: string) => sql`jsonb_array_elements_text(${kept} -> ${list}) with ordinality as kept(id, place)`;
  const written = await writeFor(org, (db) => [
    lockTree(db),
    refuseUnless(db, sql`exists (select from content_categories where id = ${id} and deleted_at is not null)`, 'conflict', 'This category is back already.'),
    db
      .update(contentCategories)
      .set({
        deletedAt: null,
        slug: sql`case when exists (select from content_categories o where o.slug = content_categories.slug and o.deleted_at is null) then content_categories.slug || '-' || right(content_categories.id::text, 6) else content_categories.slug end`,
      })
      .where(sql`${contentCategories.id} = ${id}`),
    call(db, sql`app.move_category(${id}, ${parentId}, (${kept} ->> 'position')::int)`),
    db
      .update(contentCategories)
      .set({
        parentId: sql`case when content_categories.id = child.id then home.id else content_categories.parent_id end`,
        position: sql`case when content_categories.id = child.id then child.place - 1 else content_categories.position end`,
        path: sql`home.path || substr(content_categories.path, length(home.path) - ${36 + 1}::int + 1)`,
      })
      .from(sql`(select c.id, c.path, kept.place from ${among('children')} join content_categories c on c.id = kept.id::uuid
        where c.deleted_at is null and c.parent_id is not distinct from ${parentId}) child, (select h.id, h.path from content_categories h where h.id = ${id}) home`)
      .where(sql`content_categories.path like child.path || '%' and content_categories.id <> home.id`),
    db
      .update(contentItems)
      .set({ categoryId: id })
      .from(sql`${among('items')}`)
      .where(sql`${contentItems.id} = kept.id::uuid and ${contentItems.categoryId} is not distinct from ${parentId}`),
    record(org, db, 'category.restored', { type: 'category' }, { name }),
  ]);
  return written.ok ? done({ name }) : written;
}
