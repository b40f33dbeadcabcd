import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { RequiredSection } from '#db/schema/content.ts';
import { contentItems } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { Changes, newItemInput } from './inputs.ts';
import { itemSlugOf } from './item-slug.ts';
import { indexItem, keepRevision, setTags, wordsOf } from './revision.server.ts';
import { FIELD_PROBLEMS } from './save-item.server.ts';

type Start = Omit<z.output<typeof newItemInput>, 'values' | 'projectId'> & { projectId?: string | null } & Pick<Changes, 'body' | 'excerpt' | 'seo' | 'metadata' | 'format' | 'tags' | 'categoryId' | 'coverAssetId'> & { slug?: string; requiredSections?: RequiredSection[] };

/** Where a piece belongs of which nobody says it. */
export const usualProject = sql<string | null>`(select id from projects where is_default and deleted_at is null)`;

/** A new piece, and its first revision. Its address comes from its title, with a few letters more where that is taken. Whoever asks for it may have more to write with it. */
export async function createItem(org: Org, { translationOf, projectId, tags, slug, requiredSections = [], ...start }: Start, also: (db: Writer, id: string) => Statement[] = () => []): Promise<Result<{ id: string; revision: number }>> {
  const id = uuid7();
  const base = slug ?? (itemSlugOf(start.title) || 'untitled');
  const free = sql<string>`case when exists (select from content_items where slug = ${base} and deleted_at is null) then ${base}::text || '-' || ${id.slice(-6)}::text else ${base}::text end`;
  const words = start.body && wordsOf(start.body);
  const metadata = { ...start.metadata, ...(requiredSections.length > 0 ? { requiredSections } : {}) };
  const group = translationOf && { translationGroup: sql`(select translation_group from content_items where id = ${translationOf})` };
  const usual = sql<string | null>`coalesce((select p.id from content_items o join projects p on p.id = o.project_id and p.deleted_at is null where o.id = ${translationOf}), ${usualProject})`;
  const written = await writeFor(
    org,
    (db) => [
      ...(projectId ? [refuseUnless(db, sql`exists (select from projects where id = ${projectId} and deleted_at is null)`, 'not-found', 'There is no such project.')] : []),
      ...(translationOf ? [refuseUnless(db, sql`exists (select from content_items where id = ${translationOf} and deleted_at is null)`, 'not-found', 'The piece to translate is not there any more.')] : []),
      db.insert(contentItems).values({ ...start, projectId: projectId ?? usual, id, slug: free, metadata, ...words, ...group, authorId: sql`app.current_user_id()`, editedBy: sql`app.current_user_id()` }),
      ...(tags ? setTags(db, id, tags) : []),
      keepRevision(db, id, 'create', []),
      indexItem(db, id),
      ...also(db, id),
      record(org, db, 'content.created', { type: 'content', id }, { title: start.title, type: start.type }),
    ],
    FIELD_PROBLEMS,
  );
  return written.ok ? done({ id, revision: 1 }) : written;
}
