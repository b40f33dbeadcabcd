import { z } from 'zod';

const importId = z.uuid('This is not a valid id.');

export const runImportInput = z.object({ importId, pictures: z.stringbool().or(z.boolean()).default(false), updates: z.stringbool().or(z.boolean()).default(false) });
export const undoImportInput = z.object({ importId });
export const cancelImportInput = z.object({ importId });
