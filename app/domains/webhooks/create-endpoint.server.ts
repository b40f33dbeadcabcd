import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { currentOrganization } from '#db/queries/organizations.ts';
import { webhookEndpoints } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { allowedOrigins, whyNotCalled } from '#app/platform/outbound.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { seal } from '#app/platform/secrets.server.ts';
import { MOST_ENDPOINTS } from './endpoint.ts';
import type { newEndpointInput } from './inputs.ts';
import { newSecret } from './signature.ts';

/** The secret is in the answer, and sealed in the row; it is shown this once. */
export async function createEndpoint(org: Org, { url, description, events }: z.output<typeof newEndpointInput>): Promise<Result<{ id: string; secret: string }>> {
  const address = addressIn(org, url);
  if (!address.ok) return address;
  const found = await readFor(org, { organization: currentOrganization() });
  if (!found.ok) return found;
  const { organization } = found.value;
  if (!organization) return refused(notFound('organization'));
  const id = uuid7();
  const secret = newSecret();
  const sealed = await seal(org.context.env, { organizationId: organization.id, rowId: id, field: 'secret' }, secret);
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`(select count(*) from webhook_endpoints where deleted_at is null) < ${MOST_ENDPOINTS}`, 'conflict', `There are ${MOST_ENDPOINTS} endpoints already. Remove one first.`),
    db.insert(webhookEndpoints).values({ id, url: address.value, description, events, secret: sealed }),
    record(org, db, 'webhook.created', { type: 'webhook', id }, { url: address.value, events }),
  ]);
  return written.ok ? done({ id, secret }) : written;
}

/** The address as it will be called, in one spelling. */
export function addressIn(org: Org, url: string): Result<string> {
  const refusal = whyNotCalled(url, allowedOrigins(org.context.env));
  return refusal ? refused(problem('invalid', refusal, { field: 'url' })) : done(new URL(url).href);
}
