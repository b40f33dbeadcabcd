import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { organizations } from '#db/schema/index.ts';
import { promiseNewFace, record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import { SLUG_TAKEN } from './create-organization.server.ts';
import type { organizationInput } from './inputs.ts';

/** Only the fields that are named: two who change different ones at the same moment both get theirs. */
export async function updateOrganization(org: Org, input: Partial<z.output<typeof organizationInput>>): Promise<Result<typeof organizations.$inferSelect>> {
  const written = await writeFor(
    org,
    (db) => [
      db.update(organizations).set({ ...input, name: input.name ?? sql`name` }).where(eq(organizations.id, sql`app.current_org()`)).returning(),
      record(org, db, 'organization.updated', { type: 'organization' }, { fields: Object.keys(input) }),
      promiseNewFace(org, db),
    ],
    SLUG_TAKEN,
  );
  return written.ok ? done(written.value[0][0]!) : written;
}
