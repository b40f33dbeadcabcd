import { and, eq, sql } from 'drizzle-orm';
import { deliveryToSend } from '#db/queries/webhooks.ts';
import { webhookDeliveries, webhookEndpoints } from '#db/schema/index.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { giveUpJob } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { disableEndpoint, tellOfFailure } from './disable-endpoint.server.ts';
import { MOST_TRIES, whyNotSent } from './endpoint.ts';
import { inOrder } from './events.ts';
import { webhookJobs } from './jobs.ts';
import { openSecrets } from './open-secrets.server.ts';
import { type Answered, post } from './post.server.ts';
import { signedHeaders } from './signature.ts';

/** Not an error of ours: the receiver did not take it, and the outbox tries again. */
class NotTaken extends Error {}

interface Try {
  deliveryId: string;
  endpointId: string;
  jobId: string;
  answered: Answered;
  gaveUp: boolean;
  resealed: string | null;
  /** Tried once, for whoever pressed waits for the answer; its failure counts against nobody. */
  isTest: boolean;
}

/**
 * One try of one delivery. A crash between sending and writing it down sends it again under the same id; a job that the
 * delivery no longer belongs to, because someone pressed "Send again", does nothing.
 */
export async function deliver(context: RequestContext, job: { id: string; organization_id: string | null; payload: unknown; attempts: number }): Promise<void> {
  const { deliveryId } = webhookJobs['webhooks.deliver'].parse(job.payload);
  const org = orgOfJob(context, job.organization_id!);
  const found = await readFor(org, { delivery: deliveryToSend(deliveryId) });
  if (!found.ok) throw new Error(found.problem.message);
  const { delivery } = found.value;
  if (!delivery || delivery.status !== 'waiting' || delivery.jobId !== job.id) return;
  const stopped = whyNotSent(delivery);
  if (stopped) return setAside(org, deliveryId, job.id, stopped);

  const { endpointId, url } = delivery;
  const { secrets, resealed } = await openSecrets(context.env, delivery);
  const body = JSON.stringify(inOrder(delivery.payload));
  const answered = await post(context.env, url, body, await signedHeaders(deliveryId, new Date(), body, secrets));
  const gone = answered.status === 410;
  const isTest = delivery.event === 'webhook.test';
  const gaveUp = answered.failure !== '' && (gone || isTest || job.attempts >= MOST_TRIES);
  await writeDown(org, { deliveryId, endpointId, jobId: job.id, answered, gaveUp, resealed, isTest });
  if (answered.failure === '') return;
  const disabled = await disableEndpoint(org, { endpointId, url }, gone);
  if (gaveUp && !disabled && !isTest) await tellOfFailure(org, { deliveryId, endpointId, url });
  if (!gaveUp) throw new NotTaken(answered.failure);
}

const ofJob = (deliveryId: string, jobId: string) => and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.jobId, jobId));

async function writeDown(org: Org, { deliveryId, endpointId, jobId, answered, gaveUp, resealed, isTest }: Try) {
  const arrived = answered.failure === '';
  const written = await writeFor(org, (db) => [
    db
      .update(webhookDeliveries)
      .set({
        status: arrived ? 'delivered' : gaveUp ? 'failed' : 'waiting',
        attempts: sql`${webhookDeliveries.attempts} + 1`,
        responseStatus: answered.status,
        responseBody: answered.body,
        failure: answered.failure,
        tookMs: answered.tookMs,
        triedAt: sql`now()`,
        ...(arrived ? { deliveredAt: sql`now()` } : {}),
      })
      .where(ofJob(deliveryId, jobId)),
    db
      .update(webhookEndpoints)
      .set({
        failingSince: arrived ? null : isTest ? sql`${webhookEndpoints.failingSince}` : sql`coalesce(${webhookEndpoints.failingSince}, now())`,
        ...(arrived ? { lastDeliveredAt: sql`now()` } : {}),
        ...(resealed ? { secret: resealed } : {}),
      })
      .where(eq(webhookEndpoints.id, endpointId)),
    ...(gaveUp ? [giveUpJob(db, jobId, answered.failure)] : []),
  ]);
  if (!written.ok) throw new Error(written.problem.message);
}

/** Never sent, and never by itself: who resumes the endpoint can send it again from the log. */
async function setAside(org: Org, deliveryId: string, jobId: string, reason: string) {
  const written = await writeFor(org, (db) => [db.update(webhookDeliveries).set({ status: 'failed', failure: reason }).where(ofJob(deliveryId, jobId)), giveUpJob(db, jobId, reason)]);
  if (!written.ok) throw new Error(written.problem.message);
}
