import { z } from 'zod';

const importId = z.uuid();

/** The messages of content, by type: what the outbox keeps and the queue's consumer reads. */
export const contentJobs = {
  'content.read-import': z.object({ importId }),
  /** Each names the step that it follows: a second one of the same step finds it done. */
  'content.import-pictures': z.object({ importId, after: z.int() }),
  'content.import-pieces': z.object({ importId, after: z.int() }),
  'content.clear-import': z.object({ importId }),
  'content.move-tag-links': z.object({ from: z.array(z.uuid()).min(1), into: z.uuid() }),
} as const;
