import type { ImportFile } from '#db/schema/index.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { beginImport, readUploaded } from './import-content.server.ts';
import { placeOfFiles, storeFile } from './import-files.server.ts';
import { MOST_FILE } from './imported-piece.ts';

export const MOST_FILES = 200;
export const TOO_MUCH = problem('invalid', `Together the files can have at most ${MOST_FILE / 1024 ** 2} MB, and there can be at most ${MOST_FILES} of them. A zip of Markdown files counts as one.`, { field: 'files' });

export interface GivenFile {
  name: string;
  data: AsyncIterable<Uint8Array>;
}

/** Who asks is proved before a byte is stored; then the files are kept, and a job reads them. */
export async function receiveImport(context: RequestContext, org: Org, organizationId: () => string, given: () => Promise<GivenFile[]>): Promise<Result<{ id: string }>> {
  // The key that makes it happen once goes with the last write: an import that broke off can be sent again under it.
  const { once, ...steps } = org;
  const allowed = once ? await readFor(org, {}) : done({});
  if (!allowed.ok) return allowed;
  const begun = await beginImport(steps);
  if (!begun.ok) return begun;
  const sent = await given();
  if (sent.length > MOST_FILES) return refused(TOO_MUCH);
  const files: ImportFile[] = [];
  let room = MOST_FILE;
  for (const { name, data } of sent) {
    const called = name.split(/[/\\]/).at(-1)!.slice(0, 200);
    const stored = await storeFile(context.env.MEDIA, `${placeOfFiles(organizationId(), begun.value.id)}${files.length + 1}`, called, data, room);
    if (!stored.ok) return refused(TOO_MUCH);
    files.push(stored.file);
    room -= stored.file.byteSize;
  }
  const reading = await readUploaded(org, begun.value.id, files);
  return reading.ok ? done(begun.value) : reading;
}
