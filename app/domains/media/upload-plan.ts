/** How a file is cut for its way to the bucket. R2 takes parts from 5 MiB up, all of one size but the last. */
export const PART_SIZE = 8 * 1024 * 1024;
export const MOST_BYTES = 5 * 1024 ** 3;
export const DEFAULT_QUOTA = 10 * 1024 ** 3;
/** Pictures are read as a whole to tell a broken one from a sound one; a Worker has 128 MB for everything. */
export const MOST_PICTURE_BYTES = 32 * 1024 * 1024;

/** In one archive: each file is one request to the bucket, and a Worker has a thousand. */
export const MOST_PACKED = 500;

export const partCount = (byteSize: number) => Math.ceil(byteSize / PART_SIZE);

/** The numbers of all parts. */
export const allOf = (parts: number) => Array.from({ length: parts }, (_, index) => index + 1);

/** How long part n has to be; null when there is no such part. */
export function partLength(byteSize: number, number: number, partSize = PART_SIZE): number | null {
  const parts = Math.ceil(byteSize / partSize);
  if (!Number.isInteger(number) || number < 1 || number > parts) return null;
  return number < parts ? partSize : byteSize - partSize * (parts - 1);
}

/** One plain put instead of a multipart upload. */
export const isSmall = ({ byteSize, partSize }: { byteSize: number; partSize: number }) => byteSize <= partSize;

export const megabytes = (bytes: number) => (bytes >= 1024 ** 3 ? `${Math.round((bytes / 1024 ** 3) * 10) / 10} GB` : `${Math.max(1, Math.round(bytes / 1024 ** 2))} MB`);
