import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { RevisionReason } from '#db/schema/choices.ts';
import { contentItems, contentRevisions, contentSlugs } from '#db/schema/index.ts';
import type { Statement, Writer } from '#db/scope.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { Changes, saveItemInput } from './inputs.ts';
import { dropOutdone, indexItem, keepRevision, refuseStale, setTags, wordsOf } from './revision.server.ts';

/** What a write hands back, so that nobody conflicts with their own last save. */
export interface Saved {
  revision: number;
  savedAt: string;
  status: (typeof contentItems.$inferSelect)['status'];
  contentHash: string;
}

export const FIELD_PROBLEMS = {
  content_items_slug_key: problem('conflict', 'Another piece has this address.', { field: 'slug' }),
  content_items_translation_key: problem('conflict', 'There is a piece in this language already among the translations.', { field: 'language' }),
  content_items_category_fk: problem('not-found', 'There is no such category.', { field: 'categoryId' }),
  content_item_tags_tag_fk: problem('conflict', 'One of these tags was removed at the same moment. Try again.', { field: 'tags' }),
  content_items_cover_fk: problem('not-found', 'There is no such picture in the library.', { field: 'coverAssetId' }),
};

/** One save, one revision: made from the one that the writer saw, or refused with nothing touched. */
export async function saveItem(org: Org, { itemId, revision, reason, changes }: z.output<typeof saveItemInput>): Promise<Result<Saved>> {
  const written = await writeFor(
    org,
    (db) => [
      ...refuseStale(db, itemId, revision),
      ...(reason !== 'autosave' && Object.keys(changes).length === 0
        ? keepForGood(org, db, itemId, revision)
        : [reason === 'autosave' ? dropOutdone(db, itemId, revision) : recordSave(org, db, itemId, titled(changes)), ...change(db, itemId, changes, reason)]),
      savedItem(db, itemId),
    ],
    FIELD_PROBLEMS,
  );
  return written.ok ? done(savedOf(written.value)) : written;
}

const recordSave = (org: Org, db: Writer, itemId: string, metadata: Record<string, unknown> = {}) => record(org, db, 'content.saved', { type: 'content', id: itemId }, metadata);

/** ⌘S with nothing written since: what an autosave left is kept as a save, whoever made it. What stays by itself is left as it is. */
function keepForGood(org: Org, db: Writer, itemId: string, revision: number): Statement[] {
  const isAutosaved = sql`exists (select from ${contentRevisions} r where r.content_item_id = ${itemId} and r.number = ${revision}::int and r.reason = 'autosave')`;
  return [
    recordSave(org, db, itemId).where(isAutosaved),
    db
      .update(contentItems)
      .set({ revision: sql`${contentItems.revision} + 1`, editedAt: sql`now()`, editedBy: sql`app.current_user_id()` })
      .where(and(eq(contentItems.id, itemId), isAutosaved)),
    dropOutdone(db, itemId, revision),
    keepRevision(db, itemId, 'save', []).onConflictDoNothing(),
  ];
}

const titled = ({ title }: Changes) => (title === undefined ? {} : { title });

/** The item changed and counted up, its revision kept, its files and links read anew. */
export function change(db: Writer, itemId: string, { tags, ...columns }: Changes, reason: RevisionReason): Statement[] {
  const words = columns.body && wordsOf(columns.body);
  // What the template asks for stands among the metadata too, and is nobody's to change.
  const metadata = columns.metadata && { metadata: sql`${JSON.stringify(columns.metadata)}::jsonb || jsonb_strip_nulls(jsonb_build_object('requiredSections', ${contentItems.metadata} -> 'requiredSections'))` };
  const changed = Object.keys(columns).concat(tags ? ['tags'] : []);
  return [
    ...(columns.slug === undefined ? [] : moveSlug(db, itemId, columns.slug)),
    ...(tags ? setTags(db, itemId, tags) : []),
    db
      .update(contentItems)
      .set({ ...columns, ...words, ...metadata, revision: sql`${contentItems.revision} + 1`, editedAt: sql`now()`, editedBy: sql`app.current_user_id()` })
      .where(eq(contentItems.id, itemId)),
    keepRevision(db, itemId, reason, changed),
    indexItem(db, itemId),
  ];
}

/** Readers who know the old address are sent on; whoever takes an address takes it from the redirects too. */
function moveSlug(db: Writer, itemId: string, slug: string): Statement[] {
  return [
    db.delete(contentSlugs).where(eq(contentSlugs.slug, slug)),
    db
      .insert(contentSlugs)
      .select(
        db
          .select({ organizationId: contentItems.organizationId, slug: contentItems.slug, itemId: contentItems.id, createdAt: sql<string>`now()`.as('created_at') })
          .from(contentItems)
          .where(sql`${contentItems.id} = ${itemId} and ${contentItems.publishedAt} is not null and ${contentItems.slug} <> ${slug}`),
      )
      .onConflictDoUpdate({ target: [contentSlugs.organizationId, contentSlugs.slug], set: { itemId } }),
  ];
}

/** The last statement of a write that changes an item; savedOf reads its answer. */
export const savedItem = (db: Writer, itemId: string): Statement =>
  db
    .select({ revision: contentItems.revision, savedAt: contentItems.editedAt, status: contentItems.status, contentHash: contentItems.contentHash })
    .from(contentItems)
    .where(eq(contentItems.id, itemId));

export const savedOf = (results: readonly unknown[]): Saved => (results.at(-1) as Saved[])[0]!;
