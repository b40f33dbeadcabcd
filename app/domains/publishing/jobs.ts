import { z } from 'zod';

/** The messages of publishing, by type: what the outbox keeps and the queue's consumer reads. */
export const publishingJobs = {
  'publishing.publication': z.object({ publicationId: z.uuid() }),
  'publishing.release': z.object({ releaseId: z.uuid() }),
  /** Written by the database with every change of what readers see; it tells whoever was not told yet. */
  'publishing.announce': z.object({}),
  /** Written by the database with a reader's comment. */
  'publishing.comment-left': z.object({ commentId: z.uuid() }),
  /** Promised with a moderator's word on what readers wrote. */
  'publishing.comments-moderated': z.object({ commentIds: z.array(z.uuid()) }),
  /** Promised with a change of how the organization stands before its readers (promiseNewFace). */
  'publishing.face-changed': z.object({}),
} as const;
