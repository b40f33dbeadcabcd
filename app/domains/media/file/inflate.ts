import { type Bytes, concat } from './bytes.ts';

/** Fed in slices, because a runtime may inflate a whole write at once, and deflate grows a thousandfold. */
const SLICE = 4_096;

/**
 * Null when it grows past the limit. Damaged data and bytes after its end are common in PDFs, and what came out before
 * them is still good.
 */
export async function inflate(bytes: Bytes, limit: number): Promise<Bytes | null> {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  let stopped = false;
  const fed = (async () => {
    for (let at = 0; at < bytes.length && !stopped; at += SLICE) await writer.write(bytes.slice(at, at + SLICE));
    await writer.close();
  })().catch(() => undefined);

  const parts: Bytes[] = [];
  let total = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      total += piece.value.length;
      if (total > limit) {
        stopped = true;
        await reader.cancel().catch(() => undefined);
        return null;
      }
      parts.push(piece.value);
    }
    await fed;
  } catch {
    stopped = true;
  }
  return concat(parts);
}
