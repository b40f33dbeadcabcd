import { eq, type SQL, sql } from 'drizzle-orm';
import { type Crop, mediaAssets, mediaUploads } from '../schema/index.ts';
import { one } from '../scope.ts';

/** The living asset that an upload is to take the place in. */
export const assetToReplace = (assetId: string) =>
  one((db) =>
    db
      .select({ id: mediaAssets.id, name: mediaAssets.name, type: mediaAssets.type })
      .from(mediaUploads)
      .innerJoin(mediaAssets, eq(mediaAssets.id, mediaUploads.replaces))
      .where(eq(mediaUploads.assetId, assetId)),
  );

const column = <T>(name: string) => sql.raw(name) as SQL<T>;

/** Who reads a file shows nothing but its address; the function answers for what lives and is not in the trash. */
export const servedAsset = (id: string, content: string) =>
  one((db) =>
    db
      .select({
        storageKey: column<string>('storage_key'),
        mimeType: column<string>('mime_type'),
        byteSize: column<string>('byte_size'),
        name: column<string>('name'),
        visibility: column<'public' | 'private'>('visibility'),
        width: column<number | null>('width'),
        height: column<number | null>('height'),
        focalX: column<number>('focal_x'),
        focalY: column<number>('focal_y'),
        crop: column<Crop | null>('crop'),
        sizes: column<unknown>('sizes'),
      })
      .from(sql`app.served_asset(${id}::uuid, ${content})`),
  );

/** How an upload stands; once it is over, what became of it. */
export const uploadState = (assetId: string) =>
  one((db) =>
    db
      .select({
        assetId: mediaAssets.id,
        name: mediaAssets.name,
        status: mediaAssets.status,
        problem: mediaAssets.problem,
        byteSize: sql<number>`coalesce(${mediaUploads.byteSize}, ${mediaAssets.byteSize})`.mapWith(Number),
        partSize: mediaUploads.partSize,
      })
      .from(mediaAssets)
      .leftJoin(mediaUploads, eq(mediaUploads.assetId, mediaAssets.id))
      .where(eq(mediaAssets.id, assetId)),
  );
