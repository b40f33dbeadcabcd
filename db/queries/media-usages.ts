import { and, eq, inArray, isNull } from 'drizzle-orm';
import { mediaAssets, mediaUsages } from '../schema/index.ts';
import { list } from '../scope.ts';

/** Where any of these living assets stands, with the asset's name. */
export const usagesOfAssets = (ids: string[]) =>
  list((db) =>
    db
      .select({ name: mediaAssets.name, place: mediaUsages.place, placeId: mediaUsages.placeId, live: mediaUsages.live })
      .from(mediaUsages)
      .innerJoin(mediaAssets, eq(mediaAssets.id, mediaUsages.assetId))
      .where(and(inArray(mediaUsages.assetId, ids), isNull(mediaAssets.deletedAt)))
      .limit(200),
  );
