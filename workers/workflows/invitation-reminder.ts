import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from 'cloudflare:workers';
import type { Env } from '#app/platform/env.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { remindInvited } from '#app/domains/identity/remind-invited.server.ts';

export interface Invited {
  invitationId: string;
  organizationId: string;
}

/** Four days after an invitation, one friendly letter more, if it is still open. Named by the invitation, so there is one for each. */
export class InvitationReminder extends WorkflowEntrypoint<Env, Invited> {
  override async run(event: Readonly<WorkflowEvent<Invited>>, step: WorkflowStep) {
    await step.sleep('four days', '4 days');
    return step.do('remind', { retries: { limit: 5, delay: '1 minute', backoff: 'exponential' } }, async () => {
      const waiting: Promise<unknown>[] = [];
      const reminded = await remindInvited(jobContext(this.env, (work) => void waiting.push(work)), event.payload);
      await Promise.all(waiting);
      return reminded;
    });
  }
}
