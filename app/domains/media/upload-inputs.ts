import { z } from 'zod';
import { megabytes, MOST_BYTES } from './upload-plan.ts';

const id = z.uuid('This is not a valid id.');

/** Control characters, halves of characters and marks that turn the direction of a line have no place in a file's name. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const fileName = z
  .string({ error: 'The file has no name.' })
  .transform((name) => name.replace(UNSEEN, '').replace(/^.*[/\\]/, '').trim())
  .pipe(z.string().min(1, 'The file has no name.').max(200, 'The name can have at most 200 characters.'));

export const startUploadInput = z.object({
  name: fileName,
  byteSize: z
    .int({ error: 'Say how many bytes the file has.' })
    .min(1, 'The file is empty.')
    .max(MOST_BYTES, `A file can have at most ${megabytes(MOST_BYTES)}.`),
  folderId: id.nullish().transform((folder) => folder ?? null),
  mimeType: z.string().max(200).optional(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/i, 'A SHA-256 has 64 hexadecimal digits.').toLowerCase().optional(),
  replaces: id.nullish().transform((asset) => asset ?? null),
  keepBoth: z.boolean().default(false),
  /** The organization that the page showed; refused when the person works in another one by now. */
  organizationId: id.optional(),
});
export type StartUpload = z.output<typeof startUploadInput>;

export const linksInput = z.object({ parts: z.array(z.int().min(1).max(10_000)).min(1, 'Say for which parts.').max(50, 'At most 50 parts at a time.') });

/** As the bucket answered, with its quotation marks or without. */
export const directPartInput = z.object({
  etag: z.string({ error: 'Send the ETag that the storage answered.' }).transform((etag) => etag.replace(/^"|"$/g, '')).pipe(z.string().regex(/^[\w+/=-]{1,200}$/, 'This is not an ETag of the storage.')),
});

export const importInput = z.object({
  url: z.string({ error: 'Paste the address of a file.' }).trim().min(1, 'Paste the address of a file.').max(2000, 'The address can have at most 2000 characters.'),
  folderId: id.nullish().transform((folder) => folder ?? null),
  keepBoth: z.boolean().default(false),
});
export type ImportFile = z.output<typeof importInput>;
