import { and, eq, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { previewLinks } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { DAY } from '#app/platform/time.ts';
import { randomToken } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { previewInput, revokePreviewInput } from './inputs.ts';

/** A link that shows this one revision to whoever holds it. It is told once; only its hash is kept. */
export async function makePreview(org: Org, { itemId, revision, days }: z.output<typeof previewInput>): Promise<Result<{ address: string; expiresAt: string }>> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + days * DAY).toISOString();
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from content_items where id = ${itemId} and deleted_at is null)`, 'not-found', 'There is no such piece of content.'),
    refuseUnless(db, sql`exists (select from content_revisions where content_item_id = ${itemId} and number = ${revision}::int)`, 'not-found', 'This revision is not kept any more.'),
    db.insert(previewLinks).values({ itemId, revision, tokenHash: sql`sha256(convert_to(${token}, 'UTF8'))`, expiresAt }),
    record(org, db, 'preview.made', { type: 'content', id: itemId }, { revision, days }),
  ]);
  return written.ok ? done({ address: `${org.context.origin}/preview/${token}`, expiresAt }) : written;
}

export async function revokePreview(org: Org, { linkId }: z.output<typeof revokePreviewInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`exists (select from preview_links where id = ${linkId})`, 'not-found', 'There is no such link.'),
    db.update(previewLinks).set({ revokedAt: sql`now()` }).where(and(eq(previewLinks.id, linkId), isNull(previewLinks.revokedAt))),
    record(org, db, 'preview.revoked', { type: 'preview', id: linkId }),
  ]);
  return written.ok ? done(null) : written;
}
