import { eq, sql } from 'drizzle-orm';
import { fetchedPictures, importById, itemsAtPlaces, piecesAfter } from '#db/queries/content-imports.ts';
import { assetsByIds } from '#db/queries/content-export.ts';
import { DatabaseDown, SignedOut } from '#db/refusal.ts';
import { contentImports, contentLinks } from '#db/schema/index.ts';
import { refuseUnless, type Writer } from '#db/scope.ts';
import { notice } from '#app/domains/notifications/notice.server.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { describe, log } from '#app/platform/log.ts';
import { promise } from '#app/platform/jobs.server.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import type { RequestContext } from '#app/platform/env.ts';
import { refused, type Result } from '#app/platform/result.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import { contentJobs } from '../jobs.ts';
import { placeCategories } from './import-categories.server.ts';
import { clearing, standsAt } from './import-content.server.ts';
import { documentOf, pictureAddress } from './imported-document.ts';
import type { ImportedPiece } from './imported-piece.ts';
import { KNOWN, makeItem, type Step, STOPPED, settled, updateItem } from './import-piece.server.ts';
import type { ImportJob } from './read-import.server.ts';

export const CHUNK = 25;

type Asked = NonNullable<ReturnType<ReturnType<typeof importById>['pick']>>;
type Row = ReturnType<ReturnType<typeof piecesAfter>['pick']>[number];

/** Twenty-five pieces, each by itself. Killed anywhere and run again, it finds what is dealt with and goes on behind it. */
export async function importPieces(context: RequestContext, job: ImportJob): Promise<void> {
  const { importId, after } = contentJobs['content.import-pieces'].parse(job.payload);
  const org = orgOfJob(context, job.organization_id!);
  const found = await readFor(org, { asked: importById(importId), rows: piecesAfter(importId, after, CHUNK) });
  if (!found.ok) throw new Error(found.problem.message);
  const { asked, rows } = found.value;
  if (asked?.status !== 'running' || asked.reached !== after) return;
  const waiting = rows.filter(({ state }) => state === 'waiting');
  const [categoryOf, pictures, items] = await Promise.all([
    placeCategories(org, waiting.filter(({ itemId }) => itemId === null || asked.withUpdates).flatMap(({ piece }) => (piece as ImportedPiece).categories.slice(0, 1))),
    picturesOf(org, importId, asked.withPictures ? waiting : []),
    itemsOf(org, importId, waiting),
  ]);
  for (const row of waiting) {
    if ((await deal(org, asked, row, categoryOf((row.piece as ImportedPiece).categories[0] ?? []), { pictures, items })) === 'stop') return;
  }
  await goOn(org, asked, after, rows);
}

async function picturesOf(org: Org, importId: string, rows: readonly Row[]): Promise<Map<string, string>> {
  const addresses = [...new Set(rows.flatMap(({ pictures }) => pictures))];
  if (addresses.length === 0) return new Map();
  const found = await readFor(org, { fetched: fetchedPictures(importId, addresses) });
  if (!found.ok) throw new Error(found.problem.message);
  return new Map(found.value.fetched.flatMap(({ address, assetId }) => (assetId ? [[address, assetId] as const] : [])));
}

/** The items of the pieces that these link to, by place; what could not be read is none. */
async function itemsOf(org: Org, importId: string, rows: readonly Row[]): Promise<Map<number, string>> {
  const places = [...new Set(rows.flatMap(({ piece }) => Object.values((piece as ImportedPiece).leadsTo ?? {})))];
  if (places.length === 0) return new Map();
  const found = await readFor(org, { items: itemsAtPlaces(importId, places) });
  if (!found.ok) throw new Error(found.problem.message);
  return new Map(found.value.items.flatMap(({ place, itemId }) => (itemId ? [[place, itemId] as const] : [])));
}

interface Known {
  pictures: ReadonlyMap<string, string>;
  items: ReadonlyMap<number, string>;
}

async function deal(org: Org, asked: Asked, row: Row, categoryId: string | null, { pictures, items }: Known): Promise<'stop' | null> {
  const piece = row.piece as ImportedPiece;
  const about = { importId: asked.id, place: row.place, trouble: row.trouble };
  const leave = (state: 'known' | 'kept' | 'failed', trouble = row.trouble) => keep(org, asked.id, { ...about, trouble }, state, row.itemId);
  if (row.itemId !== null) {
    if (row.madeFrom === row.fingerprint) return leave('known');
    if (row.deletedAt !== null) return leave('kept', 'It changed there, but it is in the trash here.');
    if (row.revision !== row.madeRevision) return leave('kept', 'It changed there, but someone changed it here too. It is left as it is.');
    if (!asked.withUpdates) return leave('kept', 'It changed there. Updates were not ticked.');
  }
  const drawn = await documentOf(piece, { pictures, item: (name) => items.get(piece.leadsTo?.[name] ?? 0) ?? null });
  if (!drawn.ok) return leave('failed', drawn.sentence);
  const missing = asked.withPictures ? row.pictures.filter((address) => !pictures.has(address)).length : 0;
  const step: Step = {
    ...about, piece, itemId: row.reservedId ?? uuid7(), source: asked.source!, fingerprint: row.fingerprint, document: drawn.document, categoryId, createdBy: asked.createdBy,
    coverAssetId: await coverOf(org, piece, pictures),
    trouble: [row.trouble, ...(missing > 0 ? [`${missing === 1 ? 'A picture' : `${missing} pictures`} could not be fetched; a link stands in the text.`] : [])].filter(Boolean).join(' '),
  };
  const written = await attempted(row.itemId === null ? makeItem(org, step) : updateItem(org, step, row.itemId, row.revision!));
  if (written.ok) return null;
  if (written.problem.kind === 'upstream') throw new Error(written.problem.message);
  if (written.problem.message === STOPPED) return 'stop';
  return leave(written.problem === KNOWN ? 'known' : 'failed', written.problem.message);
}

/** The cover by its address, or as an export of ours names it. */
async function coverOf(org: Org, { coverUrl, link, archived = {} }: ImportedPiece, pictures: ReadonlyMap<string, string>): Promise<string | null> {
  if (coverUrl === null) return null;
  const [, own] = /^asset:([0-9a-f-]{36})$/i.exec(coverUrl) ?? [];
  if (!own) return pictures.get(pictureAddress(coverUrl, { link, archived }) ?? '') ?? null;
  const found = await readFor(org, { assets: assetsByIds([own]) });
  return found.ok ? (found.value.assets[0]?.id ?? null) : null;
}

/** One piece that the database will not take must not hold up the rest. */
async function attempted(work: Promise<Result<unknown>>): Promise<Result<unknown>> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DatabaseDown || error instanceof SignedOut) throw error;
    log('error', 'piece-not-imported', describe(error));
    return refused(problem('invalid', 'It could not be stored.'));
  }
}

async function keep(org: Org, importId: string, about: Pick<Step, 'importId' | 'place' | 'trouble'>, state: 'known' | 'kept' | 'failed', itemId: string | null): Promise<'stop' | null> {
  const written = await writeFor(org, (db) => [refuseUnless(db, standsAt(importId, ['running']), 'conflict', STOPPED), settled(db, about, state, itemId)]);
  if (written.ok) return null;
  if (written.problem.kind !== 'conflict') throw new Error(written.problem.message);
  return 'stop';
}

/** A link to a piece that came later is known to the text, and not to the table of links yet. */
const linkBack = (db: Writer, importId: string) =>
  db
    .insert(contentLinks)
    .select(
      sql`select distinct p.organization_id, p.content_item_id, t.content_item_id from content_import_pieces p
        cross join lateral jsonb_each_text(p.piece -> 'leadsTo') l join content_import_pieces t on t.import_id = p.import_id and t.place = l.value::int
        where p.import_id = ${importId} and jsonb_typeof(p.piece -> 'leadsTo') = 'object' and p.state in ('made', 'updated') and t.state in ('made', 'updated', 'known', 'kept')
          and exists (select from content_items i where i.id = p.content_item_id) and exists (select from content_items i where i.id = t.content_item_id) and t.content_item_id <> p.content_item_id`,
    )
    .onConflictDoNothing();

/** The next step is promised once, by whoever moves the mark. */
async function goOn(org: Org, asked: Asked, after: number, rows: readonly Row[]): Promise<void> {
  const reached = rows.at(-1)?.place ?? after;
  const isOver = rows.length < CHUNK;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`${standsAt(asked.id, ['running'])} and (select reached from content_imports where id = ${asked.id}) = ${after}::int`, 'conflict', STOPPED),
    ...(isOver ? [linkBack(db, asked.id)] : []),
    db.update(contentImports).set({ reached, ...(isOver ? { status: 'done' as const, finishedAt: sql`now()` } : {}) }).where(eq(contentImports.id, asked.id)),
    promise(org, db, isOver ? clearing(asked.id) : { type: 'content.import-pieces', label: 'Import pieces of content', payload: { importId: asked.id, after: reached } }),
    ...(isOver && asked.createdBy ? [notice(org, db, asked.createdBy, 'content.imported', { importId: asked.id, pieces: asked.pieceCount })] : []),
  ], { notifications_member_fk: problem('not-found', 'Whoever started it is no member any more.') });
  if (!written.ok && written.problem.kind === 'not-found') return goOn(org, { ...asked, createdBy: null }, after, rows);
  if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
}
