import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** One page of a list: the rows after (or before) a cursor, and one more to learn whether there is another page. */
export interface Page {
  limit: number;
  after?: string | undefined;
}

export interface Keyset<Row> {
  rows: Row[];
  /** The cursor of the next page, or null at the end. */
  next: string | null;
}

/** Cuts the extra row off and names the next cursor. */
export function keyset<Row>(rows: Row[], page: Page, cursor: (row: Row) => string): Keyset<Row> {
  const kept = rows.slice(0, page.limit);
  return { rows: kept, next: rows.length > page.limit && kept.length > 0 ? cursor(kept.at(-1)!) : null };
}

/** Newest first by a column that is unique in the tenant. */
export const olderThan = (column: AnyPgColumn, cursor: string | undefined, type: 'uuid' | 'bigint'): SQL | undefined =>
  cursor === undefined ? undefined : sql`${column} < ${cursor}::${sql.raw(type)}`;
