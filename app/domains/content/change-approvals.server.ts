import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { organizations } from '#db/schema/index.ts';
import type { Writer } from '#db/scope.ts';
import { promiseNewFace, record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { done, type Result } from '#app/platform/result.ts';
import type { readerCommentsRuleInput } from './comment-inputs.ts';
import type { approvalRuleInput } from './inputs.ts';

/** One key of the settings; the others stay, also those that someone changes at the same moment. */
export const setSetting = (db: Writer, name: string, value: unknown) =>
  db
    .update(organizations)
    .set({ settings: sql`${organizations.settings} || jsonb_build_object(${name}::text, ${JSON.stringify(value)}::jsonb)` })
    .where(eq(organizations.id, sql`app.current_org()`));

/** What has to be said before a piece may go out. It holds from now on, also for what was approved before. */
export async function changeApprovals(org: Org, { required, fourEyes, fastLane }: z.output<typeof approvalRuleInput>): Promise<Result<null>> {
  const rule = { required, fourEyes, fastLane };
  const written = await writeFor(org, (db) => [setSetting(db, 'approvals', rule), record(org, db, 'approvals.changed', { type: 'organization' }, rule)]);
  return written.ok ? done(null) : written;
}

/** Whether readers may comment on what is published. What they wrote before stays. */
export async function changeReaderComments(org: Org, { comments }: z.output<typeof readerCommentsRuleInput>): Promise<Result<null>> {
  const written = await writeFor(org, (db) => [
    setSetting(db, 'comments', comments),
    record(org, db, 'organization.updated', { type: 'organization' }, { fields: ['comments'], comments }),
    promiseNewFace(org, db),
  ]);
  return written.ok ? done(null) : written;
}
