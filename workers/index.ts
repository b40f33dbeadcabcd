import type { Env } from '#app/platform/env.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { CRONS } from './crons.ts';
import { http } from './http.ts';
import { bury, consume } from './queues.ts';

export { Bell } from './durable-objects/bell.ts';
export { InvitationReminder } from './workflows/invitation-reminder.ts';

/** The doors of the Worker. It only points. */
export default {
  fetch: http.fetch,

  async scheduled(controller, env, ctx) {
    await CRONS[controller.cron]?.(jobContext(env, (work) => ctx.waitUntil(work)));
  },

  async queue(batch, env, ctx) {
    const context = { ...jobContext(env, (work) => ctx.waitUntil(work)), ...(ctx.cache ? { cache: ctx.cache } : {}) };
    const take = batch.queue.endsWith('dead-letters') ? (message: Message) => bury(context, batch.queue, message) : (message: Message) => consume(context, message);
    await Promise.all(batch.messages.map(take));
  },
} satisfies ExportedHandler<Env>;
