import { eq, inArray, sql } from 'drizzle-orm';
import { contentItems } from '#db/schema/index.ts';
import type { Statement, Writer } from '#db/scope.ts';

export interface Marked {
  itemId: string;
  revision: number;
}

/** What a piece shows of the moment that was chosen for it. A live one stays published, and carries its update's moment. */
export const markScheduled = (db: Writer, { itemId, revision }: Marked, at: Date, timeZone: string): Statement =>
  db
    .update(contentItems)
    .set({ status: sql`case when status = 'published' then 'published' else 'scheduled' end`, scheduledFor: at.toISOString(), timeZone, scheduledRevision: revision })
    .where(eq(contentItems.id, itemId));

/** Nothing waits for it any more: back to what it was before, which its approvals tell. */
export const unmarkScheduled = (db: Writer, items: readonly string[]): Statement =>
  db
    .update(contentItems)
    .set({
      status: sql`case when status <> 'scheduled' then status
        when exists (select from content_approvals a where a.content_item_id = content_items.id and a.status = 'approved' and a.content_hash = content_items.content_hash) then 'approved' else 'draft' end`,
      scheduledFor: null,
      scheduledRevision: null,
    })
    .where(inArray(contentItems.id, [...items]));
