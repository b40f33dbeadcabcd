import { and, eq, sql } from 'drizzle-orm';
import type { ASSET_PLACES } from '#db/schema/choices.ts';
import { mediaUsages } from '#db/schema/index.ts';
import { refuseUnless, type Statement, type Writer } from '#db/scope.ts';

export interface Place {
  place: (typeof ASSET_PLACES)[number];
  placeId: string;
  /** Readers see it there right now. */
  live: boolean;
}

/**
 * The statements that put an asset into a place, or leave the place empty: part of the write that does it, so that the
 * usage index is never wrong. The asset's count follows by a trigger.
 */
export function placeAsset(db: Writer, assetId: string | null, { place, placeId, live }: Place, type: 'image' | 'video' | 'audio' | 'document'): Statement[] {
  const leave = db.delete(mediaUsages).where(and(eq(mediaUsages.place, place), eq(mediaUsages.placeId, placeId)));
  if (assetId === null) return [leave];
  return [
    refuseUnless(
      db,
      sql`exists (select from media_assets where id = ${assetId} and type = ${type} and status = 'ready' and deleted_at is null for key share)`,
      'not-found',
      `There is no such ${type} in the library.`,
    ),
    leave,
    db.insert(mediaUsages).values({ assetId, place, placeId, live }),
  ];
}
