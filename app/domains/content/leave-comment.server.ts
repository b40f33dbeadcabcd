import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { RequestContext } from '#app/platform/env.ts';
import { done, type Result } from '#app/platform/result.ts';
import { callSystem } from '#app/platform/system.server.ts';
import type { readerCommentInput } from './comment-inputs.ts';

/** A reader's comment on what is published. It waits for a moderator; what fell for the hidden field waits as spam, and is told nothing. */
export async function leaveComment(context: RequestContext, at: { organization: string; slug: string }, { name, email, body, parent, website }: z.output<typeof readerCommentInput>): Promise<Result<null>> {
  const left = await callSystem(context, sql`app.leave_comment(${at.organization}, ${at.slug}, ${name}, ${email}, ${body}, ${parent}::uuid, ${website !== ''})`);
  return left.ok ? done(null) : left;
}
