import { type SQL, sql } from 'drizzle-orm';
import { organizations, type MemberRole } from '../schema/index.ts';
import { list, one } from '../scope.ts';

/** The tenant itself: row-level security leaves exactly one. */
export const currentOrganization = () => one((db) => db.select().from(organizations).limit(1));

export const myOrganizations = () =>
  list((db) =>
    db
      .select({ id: sql<string>`id`, name: sql<string>`name`, slug: sql<string>`slug`, role: sql`role` as SQL<MemberRole> })
      .from(sql`app.my_organizations()`),
  );
