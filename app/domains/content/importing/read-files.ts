import type { ImportSource } from '#db/schema/choices.ts';
import { readGhostJson } from './ghost-json.ts';
import type { FileToRead, Reading } from './imported-piece.ts';
import { readMarkdownFiles } from './markdown-files.ts';
import { readWordpressWxr } from './wordpress-wxr.ts';

const BY_ENDING: [RegExp, ImportSource][] = [
  [/\.(md|markdown|mdown|mdx|zip)$/i, 'markdown'],
  [/\.json$/i, 'ghost'],
  [/\.(xml|wxr)$/i, 'wordpress'],
];

/** By the ending of their names; null when the files are of several kinds, or of one that nobody reads. */
export function sourceOf(names: readonly string[]): ImportSource | null {
  const kinds = new Set(names.map((name) => BY_ENDING.find(([ending]) => ending.test(name))?.[1] ?? null));
  return kinds.size === 1 ? [...kinds][0]! : null;
}

const READERS: Record<ImportSource, (files: readonly FileToRead[]) => Reading> = { markdown: readMarkdownFiles, ghost: readGhostJson, wordpress: readWordpressWxr };

/** Whatever is in the files, it ends with what could be read and why the rest could not. */
export async function* readFiles(source: ImportSource, files: readonly FileToRead[]): Reading {
  try {
    yield* READERS[source](files);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError || error instanceof SyntaxError)) throw error;
    yield { trouble: { where: files[0]?.name ?? '', sentence: 'The rest of this file cannot be read.' } };
  }
}
