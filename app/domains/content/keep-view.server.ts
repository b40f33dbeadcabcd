import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { contentViews } from '#db/schema/index.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { keepViewInput } from './inputs.ts';

/** A name for what the list shows now; the same name again means the new one. */
export async function keepView(org: Org, { name, query, shared }: z.output<typeof keepViewInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    db.delete(contentViews).where(and(eq(contentViews.userId, sql`app.current_user_id()`), eq(sql`lower(${contentViews.name})`, name.toLowerCase()))),
    db.insert(contentViews).values({ userId: sql`app.current_user_id()`, name, query, shared }),
  ]);
  return written.ok ? done(null) : written;
}

/** One's own, never another's. */
export async function dropView(org: Org, id: string): Promise<Result<{ name: string; query: string; shared: boolean }>> {
  const written = await writeFor(org, (db) => [
    db
      .delete(contentViews)
      .where(and(eq(contentViews.id, id), eq(contentViews.userId, sql`app.current_user_id()`)))
      .returning({ name: contentViews.name, query: contentViews.query, shared: contentViews.shared }),
  ]);
  if (!written.ok) return written;
  const [dropped] = written.value[0];
  return dropped ? done(dropped) : refused(notFound('view of yours'));
}
