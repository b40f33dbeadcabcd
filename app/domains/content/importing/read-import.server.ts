import { eq, sql } from 'drizzle-orm';
import { importById } from '#db/queries/content-imports.ts';
import { contentImportPieces, contentImports, type Trouble } from '#db/schema/index.ts';
import { refuseUnless, type Writer } from '#db/scope.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { contentJobs } from '../jobs.ts';
import { standsAt } from './import-content.server.ts';
import { filesToRead } from './import-files.server.ts';
import { documentOf } from './imported-document.ts';
import type { FindPicture } from './archive-pictures.ts';
import { type ImportedPiece, MOST_PIECES, type Read } from './imported-piece.ts';
import { namesOfPiece } from './link-names.ts';
import { readFiles } from './read-files.ts';

export interface ImportJob {
  organization_id: string | null;
  payload: unknown;
}

type Row = typeof contentImportPieces.$inferInsert;

const MOST_TROUBLES = 200;
const MOST_ROWS = 50;
const MOST_CHARACTERS = 2_000_000;

/** The dry run: every piece is read and drawn as it would be, and laid down for the run. Repeatable: a place is written once. */
export async function readImport(context: RequestContext, job: ImportJob): Promise<void> {
  const { importId } = contentJobs['content.read-import'].parse(job.payload);
  const org = orgOfJob(context, job.organization_id!);
  const found = await readFor(org, { asked: importById(importId) });
  if (!found.ok) throw new Error(found.problem.message);
  const { asked } = found.value;
  if (asked?.status !== 'reading' || !asked.source) return;
  const troubles: Trouble[] = [];
  let troubleCount = 0;
  let commentCount = 0;
  const note = (where: string, sentence: string) => {
    troubleCount += 1;
    if (troubles.length < MOST_TROUBLES) troubles.push({ where, sentence });
  };
  const seen = new Set<string>();
  let rows: Row[] = [];
  let characters = 0;
  for await (const read of readFiles(asked.source, filesToRead(context, asked.files))) {
    if ('trouble' in read) note(read.trouble.where, read.trouble.sentence);
    else if ('comments' in read) commentCount += read.comments;
    else if (seen.has(read.piece.sourceId)) note(nameOf(read.piece), 'It stands in the file twice. The first one is taken.');
    else if (seen.size >= MOST_PIECES) {
      note(nameOf(read.piece), `An import takes at most ${MOST_PIECES.toLocaleString('en')} pieces. This one and those after it are left out.`);
      break;
    } else {
      seen.add(read.piece.sourceId);
      const row = await rowOf({ importId, place: seen.size, begun: Date.parse(asked.createdAt) }, read);
      for (const sentence of [...read.troubles, ...(row.trouble && !read.troubles.includes(row.trouble) ? [row.trouble] : [])]) note(nameOf(read.piece), sentence);
      rows.push(row);
      characters += read.piece.text.length;
      if (rows.length < MOST_ROWS && characters < MOST_CHARACTERS) continue;
      await keep(org, rows);
      rows = [];
      characters = 0;
    }
  }
  if (rows.length > 0) await keep(org, rows);
  const written = await writeFor(org, (db) => [
    refuseUnless(db, standsAt(importId, ['reading']), 'conflict', 'The import was cancelled.'),
    connect(db, importId),
    db.update(contentImports).set({ status: seen.size > 0 ? 'ready' : 'failed', pieceCount: seen.size, commentCount, troubles, troubleCount }).where(eq(contentImports.id, importId)),
  ]);
  if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
}

const nameOf = ({ title, slug, sourceId }: ImportedPiece) => title || slug || sourceId;

async function rowOf({ importId, place, begun }: { importId: string; place: number; begun: number }, { piece, troubles, inArchive }: Extract<Read, { piece: ImportedPiece }>): Promise<Row> {
  const calls = new Set<string>();
  const found = await documentOf(piece, {
    item: (name) => {
      calls.add(name);
      return null;
    },
  });
  const archived = found.ok && inArchive ? archivedIn(piece, found.sources, inArchive) : {};
  if (Object.keys(archived).length > 0) piece.archived = archived;
  const drawn = piece.archived ? await documentOf(piece) : found;
  const lost = drawn.ok && drawn.lost > 0 ? [`${drawn.lost === 1 ? 'A picture has' : `${drawn.lost} pictures have`} no address on the web, so ${drawn.lost === 1 ? 'it' : 'they'} cannot be fetched.`] : [];
  troubles.push(...lost);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(piece)));
  const fingerprint = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const about = { importId, place, sourceId: piece.sourceId, fingerprint, title: piece.title, piece: { ...piece, names: namesOfPiece(piece), calls: [...calls].slice(0, 500) } };
  // An id before the item is there, for pieces link to one another in a circle too; in their order, as the list sorts by it.
  return drawn.ok ? { ...about, itemId: uuid7(begun + place), pictures: drawn.pictures, trouble: troubles.join(' ').slice(0, 1000) } : { ...about, state: 'failed', trouble: drawn.sentence };
}

/** The paths by which the text names pictures, and its cover, with where each lies. */
function archivedIn(piece: ImportedPiece, sources: readonly string[], inArchive: FindPicture): Record<string, string> {
  const written = [...new Set([...(piece.coverUrl ? [piece.coverUrl] : []), ...sources])].slice(0, 500);
  return Object.fromEntries(written.flatMap((src) => [[src, inArchive(piece.sourceId, src)]].filter((pair): pair is [string, string] => pair[1] !== null)));
}

/** Which pieces the links of each lead to: said once, when all are there. Of two that have a name, the first is meant. */
const connect = (db: Writer, importId: string) => {
  const each = (list: 'names' | 'calls') => sql`select place, jsonb_array_elements_text(piece -> ${list}) as name from content_import_pieces where import_id = ${importId} and jsonb_typeof(piece -> ${list}) = 'array'`;
  return db
    .update(contentImportPieces)
    .set({ piece: sql`piece || jsonb_build_object('leadsTo', found.leads_to)` })
    .from(
      sql`(select c.place, jsonb_object_agg(c.name, n.place) as leads_to from (${each('calls')}) c
        join (select name, min(place) as place from (${each('names')}) named group by name) n on n.name = c.name and n.place <> c.place group by c.place) found`,
    )
    .where(sql`${contentImportPieces.importId} = ${importId} and ${contentImportPieces.place} = found.place`);
};

async function keep(org: Org, rows: Row[]): Promise<void> {
  const written = await writeFor(org, (db) => [db.insert(contentImportPieces).values(rows).onConflictDoNothing()]);
  if (!written.ok) throw new Error(written.problem.message);
}
