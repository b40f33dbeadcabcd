import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Platform } from '#db/schema/choices.ts';
import { metricSnapshots, posts, targetFigures } from '#db/schema/index.ts';
import type { Statement, Writer } from '#db/scope.ts';
import type { Reading } from '../connectors/connector.ts';
import { lockPost } from './target-lease.server.ts';

export interface ReadTarget {
  id: string;
  accountId: string;
  platform: Platform;
  reading: Reading;
}

const TOTALS = ['impressions', 'engagements', 'clicks', 'shares'] as const;

/** Of all that is out of it, as each platform last told; what none tells stays unknown. */
const total = (figure: (typeof TOTALS)[number]) => sql<number>`(select sum(f.${sql.raw(figure)})::int from ${targetFigures} f where f.post_id = ${posts.id})`;

/** Readings of one post, each of this moment, and its totals with them. Of two that come at once the second adds up what the first kept. */
export const keepReadings = (db: Writer, postId: string, targets: readonly ReadTarget[]): Statement[] => [
  lockPost(db, postId),
  ...targets.map(({ id, accountId, platform, reading: { raw, ...figures } }) => db.insert(metricSnapshots).values({ targetId: id, accountId, recordedAt: sql`now()`, ...figures, raw, source: platform })),
  db
    .update(posts)
    .set(Object.fromEntries(TOTALS.map((figure) => [figure, total(figure)])))
    .where(and(eq(posts.id, postId), isNull(posts.deletedAt))),
];
