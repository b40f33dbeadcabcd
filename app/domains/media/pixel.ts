import { type Bytes, concat, fourcc, has, u32 } from './file/bytes.ts';
import { inflate } from './file/inflate.ts';

const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The colour of a PNG's first pixel as #rrggbb; of a picture that was shrunk to one, that is its average. */
export async function pixelOf(png: Bytes): Promise<string | null> {
  if (!has(png, 0, '\x89PNG\r\n\x1a\n')) return null;
  const [depth, colour] = [png[24] ?? 0, png[25] ?? 0];
  const channels = CHANNELS[colour];
  if (!channels || depth < 8) return null;
  const chunks = chunksOf(png);
  const data = await inflate(concat(chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body)), 4096);
  if (!data) return null;
  // The first pixel has no neighbour that a filter could refer to: its bytes stand as they are.
  const sample = (index: number) => data[1 + index * (depth / 8)] ?? 0;
  const palette = chunks.find(({ type }) => type === 'PLTE')?.body;
  const rgb = colour === 3 ? [0, 1, 2].map((index) => palette?.[sample(0) * 3 + index] ?? 0) : channels >= 3 ? [sample(0), sample(1), sample(2)] : [sample(0), sample(0), sample(0)];
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function chunksOf(png: Bytes) {
  const chunks: { type: string; body: Bytes }[] = [];
  for (let at = 8; at + 12 <= png.length; at += 12 + u32(png, at)) chunks.push({ type: fourcc(png, at + 4), body: png.subarray(at + 8, at + 8 + u32(png, at)) });
  return chunks;
}
