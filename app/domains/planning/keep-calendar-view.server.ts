import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { calendarViews } from '#db/schema/index.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import type { keepCalendarViewInput } from './calendar-inputs.ts';

/** A name for what the calendar shows now; the same name again means the new one. */
export async function keepCalendarView(org: Org, { name, query, shared }: z.output<typeof keepCalendarViewInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    db.delete(calendarViews).where(and(eq(calendarViews.userId, sql`app.current_user_id()`), eq(sql`lower(${calendarViews.name})`, name.toLowerCase()))),
    db.insert(calendarViews).values({ userId: sql`app.current_user_id()`, name, query, shared }),
  ]);
  return written.ok ? done(null) : written;
}

/** One's own, never another's. */
export async function dropCalendarView(org: Org, id: string): Promise<Result<{ name: string; query: string; shared: boolean }>> {
  const written = await writeFor(org, (db) => [
    db
      .delete(calendarViews)
      .where(and(eq(calendarViews.id, id), eq(calendarViews.userId, sql`app.current_user_id()`)))
      .returning({ name: calendarViews.name, query: calendarViews.query, shared: calendarViews.shared }),
  ]);
  if (!written.ok) return written;
  const [dropped] = written.value[0];
  return dropped ? done(dropped) : refused(notFound('view of yours'));
}
