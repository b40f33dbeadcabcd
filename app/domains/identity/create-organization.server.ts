import { sql } from 'drizzle-orm';
import { call } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, type Result } from '#app/platform/result.ts';

export const SLUG_TAKEN = { organizations_slug_key: problem('conflict', 'This address is taken. Choose another.', { field: 'slug' }) };

/** The person becomes its owner, and this session works in it from now on. */
export async function createOrganization(org: Org, input: { name: string; slug: string; timeZone: string }): Promise<Result<{ id: string }>> {
  const id = uuid7();
  const written = await writeFor(org, (db) => [call(db, sql`app.create_organization(${id}::uuid, ${input.name}, ${input.slug}, ${input.timeZone})`)], SLUG_TAKEN);
  return written.ok ? done({ id }) : written;
}

export async function switchOrganization(org: Org, organizationId: string): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [call(db, sql`app.switch_organization(${organizationId}::uuid)`)]);
  return written.ok ? done(null) : written;
}
