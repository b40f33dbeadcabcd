import { z } from 'zod';
import { IMPORT_SOURCES, IMPORT_STATUSES } from '#db/schema/choices.ts';
import { MOST_FILE } from '#app/domains/content/importing/imported-piece.ts';
import { runImportInput } from '#app/domains/content/importing/inputs.ts';
import { id, instant } from '../shapes.ts';

const count = (description: string) => z.int().meta({ description });
const VERDICTS = ['new', 'changed', 'known', 'kept', 'made', 'updated', 'failed'] as const;

const listed = {
  id: id('Its id.'),
  source: z.enum(IMPORT_SOURCES).nullable().meta({ description: 'Which system the files are from.' }),
  files: z.array(z.object({ name: z.string(), byteSize: z.int() })).meta({ description: 'The files as they came.' }),
  status: z.enum(IMPORT_STATUSES).meta({ description: 'It is read, then `ready`; run, it is `fetching` and `running`, then `done`. One with nothing to read has `failed`.' }),
  pieceCount: count('How many pieces were read.'),
  by: z.string().nullable().meta({ description: 'Who began it; null when a key did.' }),
  createdAt: instant('When it was begun.'),
  finishedAt: instant('When it was over.').nullable(),
};
export const Import = z.object(listed).meta({ id: 'Import', description: 'An import, as a list shows it.' });
export const ImportReport = z
  .object({
    ...listed,
    withPictures: z.boolean().meta({ description: 'Whether it brings the pictures.' }),
    withUpdates: z.boolean().meta({ description: 'Whether it takes over what changed there.' }),
    reached: count('How many pieces are dealt with.'),
    commentCount: count('How many comments of readers stand in the files and are not imported.'),
    troubles: z.array(z.object({ where: z.string(), sentence: z.string() })).meta({ description: 'What could not be read as it is, up to 200.' }),
    troubleCount: count('How many there are of these.'),
    folderId: id('The folder of the library with its pictures.').nullable(),
    verdicts: z.array(z.object({ verdict: z.enum(VERDICTS), count: z.int(), pictures: z.int() })).meta({ description: 'How many pieces would become, or became, what.' }),
    pictures: z.object({ all: z.int(), waiting: z.int(), failed: z.int() }).meta({ description: 'How far the pictures are.' }),
    failedPictures: z.array(z.object({ address: z.string(), trouble: z.string() })).meta({ description: 'Those that cannot be had, up to 100.' }),
  })
  .meta({ id: 'ImportReport', description: 'An import, with what it found, what it would do, and how far it is.' });
export const ImportPiece = z
  .object({
    place: count('Its place in the files.'),
    title: z.string().meta({ description: 'Its title.' }),
    verdict: z.enum(VERDICTS).meta({ description: 'What it would become, or became.' }),
    itemId: id('The piece here.').nullable(),
    pictures: count('How many pictures stand in it.'),
    trouble: z.string().meta({ description: 'What is to be known of it, or empty.' }),
  })
  .meta({ id: 'ImportPiece', description: 'A piece that was read.' });
export const Begun = z.object({ id: id('Its id.'), status: z.literal('reading').meta({ description: 'Nothing is imported yet: read the report, then run it.' }) }).meta({ id: 'ImportBegun', description: 'An import whose files are being read.' });
export const Undone = z.object({ count: count('How many pieces went to the trash.') }).meta({ id: 'ImportUndone', description: 'What was taken back.' });

const most = `${MOST_FILE / 1024 ** 2} MB`;
export const importInput = z
  .strictObject({
    files: z
      .array(
        z.strictObject({
          name: z.string().min(1, 'The file has no name.').max(200, 'The name can have at most 200 characters.').meta({ description: 'With its ending: it says what the file is.' }),
          text: z.string().optional().meta({ description: 'What stands in it; for a file of text.' }),
          base64: z.base64('This is not Base64.').optional().meta({ description: 'Its bytes, in place of `text`; for a zip.' }),
        }),
      )
      .min(1, 'Send a file.')
      .max(200, 'At most 200 files.')
      .meta({ description: `Markdown files or a zip of them, or one export of Ghost (\`.json\`) or WordPress (\`.xml\`). A body of JSON has at most 4 MB; as \`multipart/form-data\`, in fields called \`files\`, it is ${most}.` }),
  })
  .meta({ id: 'ImportFilesInput', description: 'The files to import.' });
const { pictures, updates } = runImportInput.shape;
export const runInput = z
  .strictObject({
    pictures: pictures.meta({ description: 'Whether to bring the pictures too, into a folder of the library.', type: 'boolean' }),
    updates: updates.meta({ description: 'Whether to take over what changed there, as a new revision. What someone changed here is left as it is.', type: 'boolean' }),
  })
  .meta({ id: 'ImportRunInput', description: 'What to bring.' });

export const example: z.infer<typeof Import> = { id: '019a8f60-1b2c-7d3e-8f40-516273849506', source: 'markdown', files: [{ name: 'site.zip', byteSize: 482113 }], status: 'ready', pieceCount: 12, by: 'Ada Writer', createdAt: '2026-05-04T08:15:00.123456Z', finishedAt: null };
export const reportExample: z.infer<typeof ImportReport> = {
  ...example, withPictures: false, withUpdates: false, reached: 0, commentCount: 0, troubles: [{ where: 'The harbour', sentence: 'The date cannot be read as a date.' }], troubleCount: 1, folderId: null,
  verdicts: [{ verdict: 'new', count: 12, pictures: 3 }], pictures: { all: 0, waiting: 0, failed: 0 }, failedPictures: [],
};
export const pieceExample: z.infer<typeof ImportPiece> = { place: 1, title: 'The harbour', verdict: 'new', itemId: null, pictures: 1, trouble: '' };
