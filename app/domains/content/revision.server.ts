import { and, eq, sql } from 'drizzle-orm';
import type { RevisionReason } from '#db/schema/choices.ts';
import { contentItems, contentItemTags, contentRevisions } from '#db/schema/index.ts';
import { call, refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import type { DocumentJson } from './document/document.ts';
import { countWords } from './document/facts.ts';
import { renderText } from './document/render-text.ts';
import { setTagLinks } from './tag-links.server.ts';

/** What the search and the counts read of a document. */
export function wordsOf(body: DocumentJson) {
  const bodyText = renderText(body);
  return { bodyText, wordCount: countWords(bodyText) };
}

/** The item as it stands at this point of the transaction, kept whole under its number. */
export function keepRevision(db: Writer, itemId: string, reason: RevisionReason, changes: string[]) {
  return db.insert(contentRevisions).select(
    db
      .select({
        id: sql`app.uuid7()`.as('id'),
        organizationId: contentItems.organizationId,
        itemId: contentItems.id,
        number: contentItems.revision,
        title: contentItems.title,
        excerpt: contentItems.excerpt,
        body: contentItems.body,
        fields: sql`jsonb_build_object('slug', slug, 'type', type, 'format', format, 'platform', platform, 'language', language, 'seo', seo, 'metadata', metadata - 'requiredSections',
          'categoryId', category_id, 'coverAssetId', cover_asset_id, 'tags', (select coalesce(jsonb_agg(t.name order by lower(t.name)), '[]'::jsonb)
            from content_item_tags l join tags t on t.id = l.tag_id where l.content_item_id = content_items.id))`.as('fields'),
        wordCount: contentItems.wordCount,
        contentHash: contentItems.contentHash,
        name: sql<string>`''`.as('name'),
        changes: sql`${JSON.stringify(changes)}::jsonb`.as('changes'),
        // An import runs as a job: its revisions are whoever's the pieces are.
        authorId: sql<string | null>`coalesce(app.current_user_id(), case when ${reason}::text = 'import' then content_items.author_id end)`.as('author_id'),
        reason: sql<RevisionReason>`${reason}`.as('reason'),
        publishedAt: sql<null>`null::timestamptz`.as('published_at'),
        createdAt: sql<string>`now()`.as('created_at'),
      })
      .from(contentItems)
      .where(eq(contentItems.id, itemId)),
  );
}

/** The autosave that the next one of the same person outdoes, or a save of the very same words. One of every five minutes stays, and whatever someone leans on. */
export function dropOutdone(db: Writer, itemId: string, number: number): Statement {
  return db.delete(contentRevisions).where(
    and(
      eq(contentRevisions.itemId, itemId),
      eq(contentRevisions.number, number),
      eq(contentRevisions.reason, 'autosave'),
      eq(contentRevisions.name, ''),
      sql`${contentRevisions.publishedAt} is null and ${contentRevisions.authorId} is not distinct from app.current_user_id()
        and date_bin('5 minutes', ${contentRevisions.createdAt}, 'epoch') = date_bin('5 minutes', now(), 'epoch')
        and not exists (select from content_items i where i.id = ${itemId} and ${number}::int in (i.published_revision, i.scheduled_revision))
        and not exists (select from content_approvals a where a.content_item_id = ${itemId} and a.revision = ${number}::int)`,
    ),
  );
}

/** There, alive, and at the revision that the writer saw; locked until the write is done. */
export function refuseStale(db: Writer, itemId: string, revision: number): Statement[] {
  return [
    refuseUnless(db, sql`exists (select from content_items where id = ${itemId} and deleted_at is null)`, 'not-found', 'There is no such piece of content.'),
    refuseUnless(db, sql`exists (select from content_items where id = ${itemId} and revision = ${revision}::int for update)`, 'conflict', STALE),
  ];
}

export const STALE = 'Someone else saved this piece meanwhile. Nothing of yours was overwritten or lost: compare the two, then save again.';

/** These tags and no others; those that are new to the organization are made on the way. */
export const setTags = (db: Writer, itemId: string, names: readonly string[]): Statement[] => setTagLinks(db, contentItemTags, 'content_item_id', itemId, names);

/** Where its files and links stand now. Part of every write that changes them. */
export const indexItem = (db: Writer, itemId: string): Statement => call(db, sql`app.index_content(${itemId}::uuid)`);
