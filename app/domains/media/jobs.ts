import { z } from 'zod';

/** The messages of media, by type: what the outbox keeps and the queue's consumer reads. */
export const mediaJobs = {
  'media.describe': z.object({ assetId: z.uuid(), sha256: z.string() }),
} as const;
