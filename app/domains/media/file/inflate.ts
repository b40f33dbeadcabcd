import { type Bytes, concat } from './bytes.ts';

/** Fed in slices, because a runtime may inflate a whole write at once, and deflate grows a thousandfold. */
const SLICE = 4_096;

/**
 * Null when the data is damaged or grows past the limit. What came out before an error is not used: Node hands it over,
 * workerd throws away what was not read yet, and the answer must not depend on where it is asked.
 */
export async function inflate(bytes: Bytes, limit: number): Promise<Bytes | null> {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  let stopped = false;
  const fed = (async () => {
    for (let at = 0; at < bytes.length && !stopped; at += SLICE) await writer.write(bytes.slice(at, at + SLICE));
    await writer.close();
  })();
  fed.catch(() => undefined);

  const parts: Bytes[] = [];
  let total = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      total += piece.value.length;
      if (total > limit) {
        stopped = true;
        await reader.cancel();
        return null;
      }
      parts.push(piece.value);
    }
    await fed;
    return concat(parts);
  } catch {
    stopped = true;
    return null;
  }
}
