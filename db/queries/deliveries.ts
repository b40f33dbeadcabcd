import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { JobStatus } from '../schema/choices.ts';
import { heartbeats, outbox } from '../schema/index.ts';
import { list, paged } from '../scope.ts';
import { olderThan, type Page } from './keyset.ts';

/** Says what the policy says anyway, where the planner can weigh it: a quiet tenant is not searched for from the newest row of all. */
const ofThisTenant = eq(outbox.organizationId, sql`app.current_org()`);

export const deliveries = (statuses: JobStatus[] | undefined, page: Page) =>
  paged(
    page,
    (db, most) =>
      db
        .select({
          id: outbox.id,
          type: outbox.type,
          label: outbox.label,
          status: outbox.status,
          attempts: outbox.attempts,
          dueAt: outbox.dueAt,
          lastError: outbox.lastError,
          createdAt: outbox.createdAt,
          finishedAt: outbox.finishedAt,
        })
        .from(outbox)
        .where(and(ofThisTenant, olderThan(outbox.id, page.after, 'uuid'), statuses ? inArray(outbox.status, statuses) : undefined))
        .orderBy(desc(outbox.id))
        .limit(most),
    (row) => row.id,
  );

export const deadDeliveries = () => list((db) => db.select({ id: outbox.id, label: outbox.label, lastError: outbox.lastError }).from(outbox).where(and(ofThisTenant, eq(outbox.status, 'dead'))).orderBy(desc(outbox.id)).limit(20));

export const clockHands = () => list((db) => db.select().from(heartbeats).orderBy(heartbeats.name));
