import { z } from 'zod';
import { ASSET_PLACES, ASSET_TYPES, ASSET_VISIBILITIES } from '#db/schema/choices.ts';
import { fileAddress } from '#app/domains/media/address.ts';
import { id, instant } from '../shapes.ts';

const pixels = (description: string) => z.int().nullable().meta({ description });
const share = (description: string) => z.number().meta({ description, minimum: 0, maximum: 1 });

const fields = {
  id: id('Its id.'),
  folderId: id('The folder it is in; null at the top of the library.').nullable(),
  name: z.string().meta({ description: 'What it is called.' }),
  altText: z.string().meta({ description: 'What a picture shows, for who does not see it; or empty.' }),
  type: z.enum(ASSET_TYPES).meta({ description: 'Decided by the bytes, not by the name.' }),
  mimeType: z.string().meta({ description: 'Decided by the bytes too.' }),
  visibility: z.enum(ASSET_VISIBILITIES).meta({ description: 'A private file is only served by a link that expires.' }),
  byteSize: z.int().meta({ description: 'How many bytes it has.' }),
  sha256: z.string().nullable().meta({ description: 'The SHA-256 of what arrived, in hexadecimal digits.' }),
  width: pixels('In pixels, of a picture or a video.'),
  height: pixels('In pixels, of a picture or a video.'),
  durationSeconds: z.number().nullable().meta({ description: 'How long a video or a sound plays.' }),
  focalX: share('From the left: what a crop keeps.'),
  focalY: share('From the top: what a crop keeps.'),
  url: z.string().nullable().meta({ description: 'Where a public file is served, for as long as it keeps its bytes. Null for a private one: ask for a link.' }),
  usageCount: z.int().meta({ description: 'In how many places it stands.' }),
  uploadedAt: instant('When its bytes came.').nullable(),
  deletedAt: instant('Since when it is in the trash; null while it lives.').nullable(),
};

export const Asset = z.object(fields).meta({ id: 'Asset', description: 'A file of the library.' });
export const AssetDetails = z
  .object({
    ...fields,
    description: z.string().meta({ description: 'What is told of it, or empty.' }),
    tags: z.array(z.object({ id: id('Its id.'), name: z.string() })).meta({ description: 'Its tags, by name.' }),
    usages: z
      .array(
        z.object({
          place: z.enum(ASSET_PLACES).meta({ description: 'What kind of place.' }),
          placeId: id('Which one.'),
          live: z.boolean().meta({ description: 'Readers see it there right now.' }),
        }),
      )
      .meta({ description: 'Where it stands.' }),
    uploadedBy: z.string().nullable().meta({ description: 'Who uploaded it; null when a key did.' }),
  })
  .meta({ id: 'AssetDetails', description: 'A file of the library, with its tags and where it stands.' });

export const example: z.infer<typeof Asset> = {
  id: '019a8f5e-9f4e-7051-8d63-8e9f0a1b2c34',
  folderId: '019a8f5e-a05f-7162-9e74-9f0a1b2c3d45',
  name: 'harbour.jpg',
  altText: 'Boats in the harbour at dawn',
  type: 'image',
  mimeType: 'image/jpeg',
  visibility: 'public',
  byteSize: 482113,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  width: 2400,
  height: 1600,
  durationSeconds: null,
  focalX: 0.5,
  focalY: 0.4,
  url: 'https://masthead.example/media/f/019a8f5e-9f4e-7051-8d63-8e9f0a1b2c34/9f86d081884c7d659a2feaa0/harbour.jpg',
  usageCount: 1,
  uploadedAt: '2026-05-04T09:30:00.123456Z',
  deletedAt: null,
};
export const detailedExample: z.infer<typeof AssetDetails> = {
  ...example,
  description: 'Taken from the pier.',
  tags: [{ id: '019a8f5e-b160-7273-8f85-a01b2c3d4e56', name: 'harbour' }],
  usages: [{ place: 'organization_logo', placeId: '019a8f5e-2b7c-7a10-8c44-1f2e3d4c5b6a', live: true }],
  uploadedBy: 'Ada Writer',
};

type Stored = Omit<z.infer<typeof Asset>, 'url'>;

/** Only what the document promises: the row has more columns. */
export const shown = (origin: string, row: Stored): z.infer<typeof Asset> => ({
  id: row.id,
  folderId: row.folderId,
  name: row.name,
  altText: row.altText,
  type: row.type,
  mimeType: row.mimeType,
  visibility: row.visibility,
  byteSize: row.byteSize,
  sha256: row.sha256,
  width: row.width,
  height: row.height,
  durationSeconds: row.durationSeconds,
  focalX: row.focalX,
  focalY: row.focalY,
  url: row.visibility === 'public' && row.deletedAt === null ? origin + fileAddress(row) : null,
  usageCount: row.usageCount,
  uploadedAt: row.uploadedAt,
  deletedAt: row.deletedAt,
});
