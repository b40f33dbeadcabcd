import { type SQL, sql } from 'drizzle-orm';
import { call, one } from '#db/scope.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';

export const exportAccount = () => one((db) => db.select({ all: sql`app.export_account()` as SQL<unknown> }).from(sql`(values (true)) as once`));

/** The person goes; what they did stays in the audit log under an id that names nobody. */
export async function deleteAccount(org: Org): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [call(db, sql`app.delete_account()`)]);
  return written.ok ? done(null) : written;
}
