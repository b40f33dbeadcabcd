import { sql } from 'drizzle-orm';
import { currentOrganization } from '#db/queries/organizations.ts';
import { webhookEndpoints } from '#db/schema/index.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { seal } from '#app/platform/secrets.server.ts';
import { living, mustExist } from './change-endpoint.server.ts';
import { OVERLAP_HOURS } from './endpoint.ts';
import { newSecret } from './signature.ts';

/** The one before signs along for a day, so that nothing is refused while the receiver changes over. */
export async function rotateSecret(org: Org, id: string): Promise<Result<{ secret: string }>> {
  const found = await readFor(org, { organization: currentOrganization() });
  if (!found.ok) return found;
  const { organization } = found.value;
  if (!organization) return refused(notFound('organization'));
  const secret = newSecret();
  const sealed = await seal(org.context.env, { organizationId: organization.id, rowId: id, field: 'secret' }, secret);
  const written = await writeFor(org, (db) => [
    mustExist(db, id),
    db
      .update(webhookEndpoints)
      .set({ secret: sealed, formerSecret: sql`${webhookEndpoints.secret}`, formerUntil: sql`now() + make_interval(hours => ${OVERLAP_HOURS})` })
      .where(living(id)),
    record(org, db, 'webhook.rotated', { type: 'webhook', id }),
  ]);
  return written.ok ? done({ secret }) : written;
}
