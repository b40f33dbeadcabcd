import { z } from 'zod';

export const importPostsInput = z.object({ as: z.enum(['draft', 'scheduled'], 'Choose drafts, or their times.').default('draft') });
export const undoPostImportInput = z.object({ undoId: z.uuid('This is not a valid id.') });
