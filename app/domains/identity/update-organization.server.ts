import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { organizations } from '#db/schema/index.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import { SLUG_TAKEN } from './create-organization.server.ts';
import type { organizationInput } from './inputs.ts';

export async function updateOrganization(org: Org, input: z.output<typeof organizationInput>): Promise<Result<{ id: string }>> {
  const written = await writeFor(
    org,
    (db) => [
      db.update(organizations).set(input).where(eq(organizations.id, sql`app.current_org()`)).returning({ id: organizations.id }),
      record(org, db, 'organization.updated', { type: 'organization' }, { name: input.name, slug: input.slug }),
    ],
    SLUG_TAKEN,
  );
  return written.ok ? done({ id: written.value[0][0]!.id }) : written;
}
