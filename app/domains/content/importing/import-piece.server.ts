import { and, eq, type SQL, sql } from 'drizzle-orm';
import { CONTENT_TYPES, type ImportSource } from '#db/schema/choices.ts';
import { contentImportPieces, contentItems, contentOrigins } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { problem } from '#app/platform/problem.ts';
import type { Result } from '#app/platform/result.ts';
import { usualProject } from '../create-item.server.ts';
import { indexItem, keepRevision, refuseStale, setTags, wordsOf } from '../revision.server.ts';
import { change, FIELD_PROBLEMS } from '../save-item.server.ts';
import type { DocumentJson } from '../document/document.ts';
import type { ImportedPiece } from './imported-piece.ts';
import { standsAt } from './import-content.server.ts';

export interface Step {
  importId: string;
  place: number;
  /** The id that is kept for the item that it becomes. */
  itemId: string;
  source: ImportSource;
  fingerprint: string;
  piece: ImportedPiece;
  document: DocumentJson;
  categoryId: string | null;
  coverAssetId: string | null;
  /** Who started the import: the author, where the other system's is nobody here. */
  createdBy: string | null;
  trouble: string;
}

export const STOPPED = 'The import was cancelled.';
export const KNOWN = problem('conflict', 'It was imported a moment ago.');

/** One piece is one transaction: the item, its tags, its revision, where it came from, and that it is dealt with. */
export async function makeItem(org: Org, step: Step): Promise<Result<unknown>> {
  const { piece, source, fingerprint, document } = step;
  const id = step.itemId;
  const base = piece.slug || 'untitled';
  const slug = sql<string>`case when exists (select from content_items where slug = ${base} and deleted_at is null) then ${base}::text || '-' || ${id.slice(-6)}::text else ${base}::text end`;
  const { type, tags, ...columns } = columnsOf(step);
  return writeFor(
    org,
    (db) => [
      refuseUnless(db, standsAt(step.importId, ['running']), 'conflict', STOPPED),
      db.insert(contentItems).values({
        ...columns, id, slug, type, ...wordsOf(document), projectId: usualProject, language: piece.language ?? 'en',
        authorId: authorOf(step), editedBy: step.createdBy, ...(createdOf(piece) ? { createdAt: createdOf(piece)! } : {}),
      }),
      ...setTags(db, id, tags),
      keepRevision(db, id, 'import', []),
      indexItem(db, id),
      db.insert(contentOrigins).values({ source, sourceId: piece.sourceId, itemId: id, fingerprint, revision: 1 }),
      settled(db, step, 'made', id),
    ],
    { ...FIELD_PROBLEMS, content_origins_key: KNOWN, content_items_pkey: KNOWN },
  );
}

/** The piece as it stands there now, as the item's next revision. Its address stays. */
export async function updateItem(org: Org, step: Step, itemId: string, revision: number): Promise<Result<unknown>> {
  const { type: _type, ...changes } = columnsOf(step);
  const cover = step.coverAssetId === null ? {} : { coverAssetId: step.coverAssetId };
  const { coverAssetId: _cover, ...rest } = changes;
  const ours = and(eq(contentOrigins.source, step.source), eq(contentOrigins.sourceId, step.piece.sourceId));
  return writeFor(
    org,
    (db) => [
      refuseUnless(db, standsAt(step.importId, ['running']), 'conflict', STOPPED),
      ...refuseStale(db, itemId, revision),
      ...change(db, itemId, { ...rest, ...cover }, 'import'),
      db.update(contentOrigins).set({ fingerprint: step.fingerprint, revision: revision + 1 }).where(ours),
      settled(db, step, 'updated', itemId),
    ],
    FIELD_PROBLEMS,
  );
}

type State = 'made' | 'updated' | 'known' | 'kept' | 'failed';

/** Said once: whoever comes second leaves it as it was said. */
export const settled = (db: Writer, { importId, place, trouble }: Pick<Step, 'importId' | 'place' | 'trouble'>, state: State, itemId: string | null): Statement =>
  db
    .update(contentImportPieces)
    .set({ state, itemId, trouble: trouble.slice(0, 1000) })
    .where(and(eq(contentImportPieces.importId, importId), eq(contentImportPieces.place, place), eq(contentImportPieces.state, 'waiting')));

function columnsOf({ piece, document, categoryId, coverAssetId }: Step) {
  const { type: called, ...metadata } = piece.metadata;
  // An item stands in one category; the others are kept as what it is about.
  const others = piece.categories.slice(1).map((path) => path.at(-1)!.slice(0, 60));
  const tags = [...piece.tags, ...others].filter((name, index, all) => all.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === index).slice(0, 30);
  return {
    type: CONTENT_TYPES.find((type) => type === called) ?? ('article' as const),
    title: piece.title, excerpt: piece.excerpt, body: document, seo: piece.seo, categoryId, coverAssetId, tags,
    metadata: { ...metadata, ...cameFrom(piece) },
  };
}

/** What has no place here yet: it arrives as a draft, and how it stood there is kept beside it. */
function cameFrom({ status, publishedAt, link, author, slug }: ImportedPiece): Record<string, string> {
  const kept = { importedStatus: status, importedPublishedAt: publishedAt, importedLink: link, importedSlug: slug, importedAuthor: author && [author.name, author.email && `<${author.email}>`].filter(Boolean).join(' ') };
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

const createdOf = ({ createdAt, publishedAt }: ImportedPiece) => createdAt ?? publishedAt;

function authorOf({ piece, createdBy }: Step): SQL {
  const email = piece.author?.email ?? '';
  return sql`coalesce((select m.user_id from memberships m join users u on u.id = m.user_id where lower(u.email) = ${email} limit 1), ${createdBy}::uuid)`;
}
