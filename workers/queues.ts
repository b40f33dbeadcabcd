import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { clearImport } from '#app/domains/content/importing/clear-import.server.ts';
import { fetchPictures } from '#app/domains/content/importing/fetch-pictures.server.ts';
import { importPieces } from '#app/domains/content/importing/import-pieces.server.ts';
import { readImport } from '#app/domains/content/importing/read-import.server.ts';
import { moveTagLinks } from '#app/domains/content/move-tag-links.server.ts';
import type { contentJobs } from '#app/domains/content/jobs.ts';
import { sendIdentityMail } from '#app/domains/identity/send-mail.server.ts';
import type { identityJobs } from '#app/domains/identity/jobs.ts';
import { describeImage } from '#app/domains/media/describe-image.server.ts';
import type { mediaJobs } from '#app/domains/media/jobs.ts';
import { noticeTo } from '#app/domains/notifications/notice.server.ts';
import { announceChanges } from '#app/domains/publishing/announce-changes.server.ts';
import type { publishingJobs } from '#app/domains/publishing/jobs.ts';
import { publishDue } from '#app/domains/publishing/publish-due.server.ts';
import { purgeCommented, purgeWhole } from '#app/domains/publishing/purge-shown.server.ts';
import { tellComment } from '#app/domains/publishing/tell-comment.server.ts';
import { followPost } from '#app/domains/social/publishing/follow-post.server.ts';
import { publishTarget } from '#app/domains/social/publishing/publish-target.server.ts';
import { TARGET_MESSAGE } from '#app/domains/social/publishing/wake.server.ts';
import type { socialJobs } from '#app/domains/social/jobs.ts';
import { lookAfter } from '#app/domains/social/accounts/look-after-accounts.server.ts';
import { deliver } from '#app/domains/webhooks/deliver.server.ts';
import type { webhookJobs } from '#app/domains/webhooks/jobs.ts';
import { describe, log } from '#app/platform/log.ts';
import { MailRefused } from '#app/platform/mail.server.ts';
import { writeFor } from '#app/platform/org.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { callSystem, orgOfJob } from '#app/platform/system.server.ts';

/** What the queue carries: a wake-up for one row of the outbox. The row holds the work and the state of its tries. */
const wakeUp = z.object({ id: z.uuid(), type: z.string().max(100) });
/** A target of a post is its own state of tries: the message holds its fence. */
const targetDue = z.object({ id: z.uuid(), type: z.literal(TARGET_MESSAGE), fence: z.int() });

export interface ClaimedJob {
  id: string;
  organization_id: string | null;
  user_id: string | null;
  type: string;
  payload: unknown;
  attempts: number;
  fence: number;
  /** The queue counts in seconds; the consumer waits for what is left. */
  due_in_ms: number;
}

type Consumer = (context: RequestContext, job: ClaimedJob) => Promise<void>;

/** Message type → consumer. A type without a consumer does not compile. */
const CONSUMERS: Record<keyof typeof contentJobs | keyof typeof identityJobs | keyof typeof mediaJobs | keyof typeof publishingJobs | keyof typeof socialJobs | keyof typeof webhookJobs, Consumer> = {
  'mail.verify-email': sendIdentityMail,
  'mail.account-exists': sendIdentityMail,
  'mail.reset-password': sendIdentityMail,
  'mail.invitation': sendIdentityMail,
  'media.describe': describeImage,
  'content.read-import': readImport,
  'content.import-pictures': fetchPictures,
  'content.import-pieces': importPieces,
  'content.clear-import': clearImport,
  'content.move-tag-links': moveTagLinks,
  'publishing.publication': publishDue,
  'publishing.release': publishDue,
  'publishing.announce': announceChanges,
  'publishing.comment-left': tellComment,
  'publishing.comments-moderated': purgeCommented,
  'publishing.face-changed': purgeWhole,
  'social.follow': followPost,
  'social.look-after': lookAfter,
  'webhooks.deliver': deliver,
};

/** Takes one message. A message it cannot read is retried by the queue and ends among the dead letters, where it is shown. */
export async function consume(context: RequestContext, message: Pick<Message, 'body' | 'ack' | 'retry'>): Promise<void> {
  const target = targetDue.safeParse(message.body);
  if (target.success) return publish(context, target.data, message);
  const read = wakeUp.safeParse(message.body);
  if (!read.success) return message.retry();
  const claimed = await callSystem(context, sql`app.claim_job(${read.data.id}::uuid)`, sql`app.beat('consumer', '')`);
  if (!claimed.ok) return message.retry();
  const job = (claimed.value[0]?.[0] ?? null) as ClaimedJob | null;
  if (job) await attempt(context, job);
  message.ack();
}

async function publish(context: RequestContext, target: z.infer<typeof targetDue>, message: Pick<Message, 'ack' | 'retry'>) {
  try {
    await publishTarget(context, target);
    message.ack();
  } catch (error) {
    log('warn', 'target-not-taken', { target: target.id, ...describe(error) });
    message.retry();
  }
}

async function attempt(context: RequestContext, job: ClaimedJob) {
  try {
    const consumer = CONSUMERS[job.type as keyof typeof CONSUMERS];
    if (!consumer) throw new MailRefused(`There is no consumer for ${job.type}.`);
    if (job.due_in_ms > 0) await new Promise((resolve) => setTimeout(resolve, job.due_in_ms));
    await consumer(context, job);
    await callSystem(context, sql`app.finish_job(${job.id}::uuid, ${job.fence})`);
  } catch (error) {
    await putOff(context, job, error);
  }
}

async function putOff(context: RequestContext, job: ClaimedJob, error: unknown) {
  log('warn', 'job-failed', { job: job.id, type: job.type, attempts: job.attempts, ...describe(error) });
  const permanent = error instanceof MailRefused || error instanceof z.ZodError;
  const failed = await callSystem(context, sql`app.fail_job(${job.id}::uuid, ${job.fence}, ${error instanceof Error ? error.message : String(error)}, ${permanent})`);
  const state = failed.ok ? (failed.value[0]?.[0] as { status: string; due_at: string } | undefined) : undefined;
  if (state?.status === 'waiting') {
    const delaySeconds = Math.max(1, Math.ceil((Date.parse(state.due_at) - Date.now()) / 1000));
    await context.env.JOBS.send({ id: job.id, type: job.type }, { delaySeconds });
  }
  if (state?.status === 'dead' && job.organization_id) {
    await writeFor(orgOfJob(context, job.organization_id), (db) => [noticeTo(db, ['owner', 'admin'], 'delivery.dead', { label: job.type })]);
  }
}

/** The end of the line: recorded, counted by /healthz, never silent. */
export async function bury(context: RequestContext, queue: string, message: Pick<Message, 'id' | 'body' | 'attempts' | 'ack'>) {
  await callSystem(context, sql`app.bury_message(${message.id}, ${queue}, ${JSON.stringify(message.body)}, ${message.attempts})`);
  message.ack();
}
