import { sql } from 'drizzle-orm';
import { type AnyPgColumn, check, customType, uuid } from 'drizzle-orm/pg-core';

/** Columns that every table shares. The database fills them: an insert needs no round trip to learn its id. */
export const id = () => uuid('id').primaryKey().default(sql`app.uuid7()`);

/** An instant as ISO 8601 text. Postgres's microseconds are kept, for a keyset cursor must find its row again. */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: toIso,
});

export function toIso(text: string): string {
  return text.replace(' ', 'T').replace(/\+00$/, 'Z');
}

export const createdAt = () => instant('created_at').notNull().default(sql`now()`);
export const updatedAt = () => instant('updated_at').notNull().default(sql`now()`);
export const deletedAt = () => instant('deleted_at');

/** The tenant of a row. Nobody passes it: it comes from whoever is asking, and row-level security checks it again. */
export const currentOrganization = () => uuid('organization_id').notNull().default(sql`app.current_org()`);

export const bytes = customType<{ data: string; driverData: string }>({ dataType: () => 'bytea' });

/** A CHECK made from one TypeScript list, where other systems would reach for an enum they can never shrink. */
export function oneOf(name: string, column: AnyPgColumn, choices: readonly string[]) {
  const list = sql.raw(choices.map((choice) => `'${choice}'`).join(', '));
  return check(name, sql`${column} in (${list})`);
}
