import { z } from 'zod';

/** The messages of social, by type: what the outbox keeps and the queue's consumer reads. Targets have a message of their own (wake.server.ts). */
export const socialJobs = {
  'social.look-after': z.object({ accountId: z.uuid() }),
} as const;
