import { z } from 'zod';

/** The messages of social, by type: what the outbox keeps and the queue's consumer reads. Targets have a message of their own (wake.server.ts). */
export const socialJobs = {
  'social.look-after': z.object({ accountId: z.uuid() }),
  /** What became of a published post, and how it does: turn by turn, each promises the next. */
  'social.follow': z.object({ targetId: z.uuid(), turn: z.int().min(0), pending: z.int().min(0).default(0) }),
} as const;
