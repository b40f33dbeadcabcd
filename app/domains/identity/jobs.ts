import { z } from 'zod';

/** The messages of identity, by type: what the outbox keeps and the queue's consumer reads. */
export const identityJobs = {
  'mail.verify-email': z.object({ userId: z.uuid(), tokenId: z.uuid() }),
  'mail.account-exists': z.object({ userId: z.uuid() }),
  'mail.reset-password': z.object({ userId: z.uuid(), tokenId: z.uuid() }),
  'mail.invitation': z.object({ invitationId: z.uuid() }),
} as const;
