import { type ActionFunctionArgs, unstable_parseMultipartFormData as parseMultipart } from '@remix-run/cloudflare';
import { placeOfFiles, storeFile } from '#app/domains/content/importing/import-files.server.ts';
import { MOST_FILE } from '#app/domains/content/importing/imported-piece.ts';
import type { ImportFile } from '#db/schema/index.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';

const MOST_FILES = 200;
const MOST_FIELD = 1000;

export const isMultipart = ({ headers }: Request) => /^multipart\/form-data/i.test(headers.get('Content-Type') ?? '');

interface Place {
  organizationId: string;
  importId: string;
}

/** The files of a form into the storage, part by part as they arrive; its other fields become what a submission reads. */
export async function receiveFiles(args: ActionFunctionArgs, { organizationId, importId }: Place): Promise<Result<ImportFile[]>> {
  const files: ImportFile[] = [];
  let room = MOST_FILE;
  let isTooMuch = false;
  const taken = async ({ name, filename, data }: { name: string; filename?: string; data: AsyncIterable<Uint8Array> }) => {
    if (filename === undefined) return textOf(data);
    const called = filename.split(/[/\\]/).at(-1)!.slice(0, 200);
    const key = `${placeOfFiles(organizationId, importId)}${files.length + 1}`;
    if (name !== 'files' || called === '' || isTooMuch || files.length >= MOST_FILES) {
      isTooMuch ||= files.length >= MOST_FILES;
      await drop(data);
      return null;
    }
    const stored = await storeFile(args.context.env.MEDIA, key, called, data, room);
    if (stored.ok) files.push(stored.file);
    isTooMuch ||= !stored.ok;
    room -= stored.ok ? stored.file.byteSize : 0;
    return null;
  };
  try {
    args.context.submitted = Promise.resolve(await parseMultipart(args.request, taken));
  } catch {
    return refused(problem('invalid', 'The form did not arrive whole. Send it again.', { field: 'files' }));
  }
  if (isTooMuch) return refused(problem('invalid', `Together the files can have at most ${MOST_FILE / 1024 ** 2} MB, and there can be at most ${MOST_FILES} of them. A zip of Markdown files counts as one.`, { field: 'files' }));
  return done(files);
}

async function textOf(data: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of data) if (text.length < MOST_FIELD) text += decoder.decode(chunk, { stream: true });
  return text.slice(0, MOST_FIELD);
}

async function drop(data: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of data);
}
