import { and, eq, sql } from 'drizzle-orm';
import { outbox, publications } from '#db/schema/index.ts';
import { call, type Statement, type Writer } from '#db/scope.ts';
import { problem } from '#app/platform/problem.ts';

export type Which = { publicationId: string } | { releaseId: string };

/** What stands in the way at the moment itself, as a sentence. */
export const IN_THE_WAY = {
  published_items_slug_key: problem('conflict', 'Another live piece has this address. Give one of the two another address, then publish again.', { field: 'slug' }),
};

/** The decided change, in the transaction of whoever decided it or of the clock: rows move, files are counted as live. */
export function carryOut(db: Writer, which: Which): Statement[] {
  const [publication, release] = 'releaseId' in which ? [null, which.releaseId] : [which.publicationId, null];
  return [
    call(db, sql`app.carry_out(${publication}::uuid, ${release}::uuid)`),
    db
      .select({ indexed: sql`app.index_content(${publications.itemId})` })
      .from(publications)
      .where(and(release ? eq(publications.releaseId, release) : eq(publications.id, publication!), eq(publications.status, 'done'))),
  ];
}

/** The announcements that this transaction caused: the database wrote them, so their ids are read for the queue. */
export const announcements = (db: Writer): Statement<{ promisedId: string; promisedType: string }[]> =>
  db
    .select({ promisedId: outbox.id, promisedType: outbox.type })
    .from(outbox)
    .where(and(eq(outbox.type, 'publishing.announce'), eq(outbox.status, 'waiting'), sql`${outbox.createdAt} = now()`));
