import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { contentItems } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { createItem } from '#app/domains/content/create-item.server.ts';
import type { Org } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { startPieceInput } from './calendar-inputs.ts';
import { entryAt, setException } from './occurrence.server.ts';
import { changedEntry, refuseStaleEntry } from './write-entry.server.ts';

/** The piece that an entry is about, begun under its title and linked in one transaction: two presses make one piece. */
export async function startPiece(org: Org, { entryId, occurrence, revision }: z.output<typeof startPieceInput>): Promise<Result<{ itemId: string }>> {
  const found = await entryAt(org, entryId, occurrence);
  if (!found.ok) return found;
  const { entry, rule } = found.value;
  const own = occurrence && entry.exceptions?.find(({ occurrence: name }) => name.startsWith(occurrence));
  if ((own && own.itemId) || (!occurrence && entry.itemId)) return refused(problem('conflict', 'Someone began the piece already. Open it from the entry.'));
  const type = entry.channel === 'email' ? 'newsletter' : entry.channel === null || entry.channel === 'web' ? 'article' : 'social_post';
  const created = await createItem({ ...org, permission: 'content:write' }, { title: entry.title, type, language: 'en', templateId: null, translationOf: null, ...(entry.tags.length > 0 ? { tags: entry.tags } : {}) }, (db, itemId) => [
    ...refuseStaleEntry(db, entryId, revision),
    ...(rule && occurrence
      ? [setException(db, entryId, occurrence, rule.time, { itemId }), changedEntry(db, entryId, {})]
      : [refuseUnless(db, sql`exists (select from calendar_entries where id = ${entryId} and content_item_id is null)`, 'conflict', 'Someone began the piece already. Open it from the entry.'), changedEntry(db, entryId, { itemId })]),
    ...(entry.projectId ? [db.update(contentItems).set({ projectId: entry.projectId }).where(eq(contentItems.id, itemId))] : []),
  ]);
  return created.ok ? done({ itemId: created.value.id }) : created;
}
