import { z } from 'zod';

/** The messages of publishing, by type: what the outbox keeps and the queue's consumer reads. */
export const publishingJobs = {
  'publishing.publication': z.object({ publicationId: z.uuid() }),
  'publishing.release': z.object({ releaseId: z.uuid() }),
  /** Written by the database with every change of what readers see; it tells whoever was not told yet. */
  'publishing.announce': z.object({}),
} as const;
