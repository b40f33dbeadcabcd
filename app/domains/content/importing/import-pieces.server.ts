import { eq, sql } from 'drizzle-orm';
import { fetchedPictures, importById, piecesAfter } from '#db/queries/content-imports.ts';
import { assetsByIds } from '#db/queries/content-export.ts';
import { DatabaseDown, SignedOut } from '#db/refusal.ts';
import { contentImports } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { notice } from '#app/domains/notifications/notice.server.ts';
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
  const [categoryOf, pictures] = await Promise.all([
    placeCategories(org, waiting.filter(({ itemId }) => itemId === null || asked.withUpdates).flatMap(({ piece }) => (piece as ImportedPiece).categories.slice(0, 1))),
    picturesOf(org, importId, asked.withPictures ? waiting : []),
  ]);
  for (const row of waiting) {
    if ((await deal(org, asked, row, categoryOf((row.piece as ImportedPiece).categories[0] ?? []), pictures)) === 'stop') return;
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

async function deal(org: Org, asked: Asked, row: Row, categoryId: string | null, pictures: ReadonlyMap<string, string>): Promise<'stop' | null> {
  const piece = row.piece as ImportedPiece;
  const about = { importId: asked.id, place: row.place, trouble: row.trouble };
  const leave = (state: 'known' | 'kept' | 'failed', trouble = row.trouble) => keep(org, asked.id, { ...about, trouble }, state, row.itemId);
  if (row.itemId !== null) {
    if (row.madeFrom === row.fingerprint) return leave('known');
    if (row.deletedAt !== null) return leave('kept', 'It changed there, but it is in the trash here.');
    if (row.revision !== row.madeRevision) return leave('kept', 'It changed there, but someone changed it here too. It is left as it is.');
    if (!asked.withUpdates) return leave('kept', 'It changed there. Updates were not ticked.');
  }
  const drawn = await documentOf(piece, pictures);
  if (!drawn.ok) return leave('failed', drawn.sentence);
  const missing = asked.withPictures ? row.pictures.filter((address) => !pictures.has(address)).length : 0;
  const step: Step = {
    ...about, piece, source: asked.source!, fingerprint: row.fingerprint, document: drawn.document, categoryId, createdBy: asked.createdBy,
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
async function coverOf(org: Org, { coverUrl, link }: ImportedPiece, pictures: ReadonlyMap<string, string>): Promise<string | null> {
  if (coverUrl === null) return null;
  const [, own] = /^asset:([0-9a-f-]{36})$/i.exec(coverUrl) ?? [];
  if (!own) return pictures.get(pictureAddress(coverUrl, { link }) ?? '') ?? null;
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

/** The next step is promised once, by whoever moves the mark. */
async function goOn(org: Org, asked: Asked, after: number, rows: readonly Row[]): Promise<void> {
  const reached = rows.at(-1)?.place ?? after;
  const isOver = rows.length < CHUNK;
  const written = await writeFor(org, (db) => [
    refuseUnless(db, sql`${standsAt(asked.id, ['running'])} and (select reached from content_imports where id = ${asked.id}) = ${after}::int`, 'conflict', STOPPED),
    db.update(contentImports).set({ reached, ...(isOver ? { status: 'done' as const, finishedAt: sql`now()` } : {}) }).where(eq(contentImports.id, asked.id)),
    promise(org, db, isOver ? clearing(asked.id) : { type: 'content.import-pieces', label: 'Import pieces of content', payload: { importId: asked.id, after: reached } }),
    ...(isOver && asked.createdBy ? [notice(org, db, asked.createdBy, 'content.imported', { importId: asked.id, pieces: asked.pieceCount })] : []),
  ], { notifications_member_fk: problem('not-found', 'Whoever started it is no member any more.') });
  if (!written.ok && written.problem.kind === 'not-found') return goOn(org, { ...asked, createdBy: null }, after, rows);
  if (!written.ok && written.problem.kind !== 'conflict') throw new Error(written.problem.message);
}
