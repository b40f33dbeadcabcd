import { z } from 'zod';

/** The messages of webhooks, by type: what the outbox keeps and the queue's consumer reads. */
export const webhookJobs = {
  'webhooks.deliver': z.object({ deliveryId: z.uuid() }),
} as const;
