import { eq, sql } from 'drizzle-orm';
import type { TargetAtWork } from '#db/queries/publisher.ts';
import { postTargets } from '#db/schema/index.ts';
import { noticeTo } from '#app/domains/notifications/notice.server.ts';
import { NoAnswer, PlatformRefused } from '../connectors/connector.ts';
import { connectorOf } from '../connectors/registry.ts';
import { pieceOf } from './piece.server.ts';
import { freshAccount } from '../accounts/renew-tokens.server.ts';
import { holdOn, type Lease, told, writeHeld } from './target-lease.server.ts';
import { CHECK_MINUTES, wakeAt } from './wake.server.ts';

/** Half an hour before its time: is the account still ours, are the files there, does the platform see anything in the way? */
async function inTheWay(lease: Lease, at: TargetAtWork): Promise<string | null> {
  const { org } = lease;
  const connector = connectorOf(at.platform);
  if (!connector.fire) return null;
  const fresh = await freshAccount(org, at.accountId, { goodForMinutes: CHECK_MINUTES + 15 });
  if (!fresh.ok) return 'lost' in fresh ? fresh.lost : null;
  for (const { media } of at.frozen.parts) {
    for (const { storageKey, name } of media) if (!(await org.context.env.MEDIA.head(storageKey))) return `The file ${name} is not in the library any more. Choose another one.`;
  }
  try {
    const piece = (segment: number, hold?: () => Promise<void>) => pieceOf(org.context, at, segment, at.id, new Date(at.now), hold);
    const seen = await connector.preflight?.(fresh.wire, fresh.account, await piece(0));
    if (seen) return seen;
    // Held on to, each picture is cut to its crop: only then is it known how many bytes it has.
    for (const segment of at.frozen.parts.keys()) await piece(segment, () => holdOn(lease));
    return null;
  } catch (error) {
    // What the platform cannot tell now it is asked again when it matters.
    if (error instanceof NoAnswer) return null;
    if (error instanceof PlatformRefused) return error.why === 'refused' ? error.message : null;
    throw error;
  }
}

export async function checkEarly(lease: Lease, at: TargetAtWork, lead: number): Promise<void> {
  const reason = await inTheWay(lease, at);
  await writeHeld(lease, (db) => [
    told(db, at.id, 0, 'checked', reason ?? 'Nothing is in its way.'),
    ...(reason ? [noticeTo(db, ['owner', 'admin', 'editor'], 'post.in-danger', { postId: at.postId, words: at.words, account: at.account, reason })] : []),
    db
      .update(postTargets)
      .set({ status: 'scheduled', ...wakeAt(sql`${postTargets.scheduledAt} - make_interval(secs => ${lead})`) })
      .where(eq(postTargets.id, at.id)),
  ]);
}
