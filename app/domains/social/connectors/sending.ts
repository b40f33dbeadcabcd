import type { Body, Bytes, WireRequest } from './connector.ts';
import { flowOf } from './multipart.ts';

/** Shorter than the lease of whoever publishes: a request never outlives the right to send it. */
const ANSWER_MS = 25_000;
/** A file takes longer than a word. Of one that leaves in parts each has so long, and so has the answer after the last: the lease is held on to while they leave. */
const UPLOAD_MS = 50_000;
/** Whoever works on a message of the queue is ended after a quarter of an hour. Given up before that, it is told. */
const LONGEST_MS = 12 * 60_000;
/** So much of a file is under way at once. */
const PART_BYTES = 4 * 1024 * 1024;

/** How a body leaves, and for how long it is waited. */
interface Sending {
  init: RequestInit;
  headers?: Record<string, string>;
  /** Throws what went wrong on our side of the line. */
  rethrow?(): void;
  end?(): void;
}

export const sendingOf = (body: WireRequest['body']): Sending => (isBytes(body) ? inParts(body) : atOnce(body));

const isBytes = (body: WireRequest['body']): body is Bytes => typeof body === 'object' && 'byteSize' in body;

const atOnce = (body: Body | undefined): Sending => ({ init: { ...(body === undefined ? {} : { body }), signal: AbortSignal.timeout(body instanceof Uint8Array ? UPLOAD_MS : ANSWER_MS) } });

/** No part is fetched before the one ahead of it has left. How many bytes there will be is said first: a body of unknown length is refused by most. */
function inParts(bytes: Bytes): Sending {
  const { byteSize } = bytes;
  const line = new AbortController();
  const { signal } = line;
  let fault: { error: unknown } | null = null;
  let timer: ReturnType<typeof setTimeout>;
  const began = Date.now();
  const moved = () => {
    clearTimeout(timer);
    const left = Math.min(UPLOAD_MS, began + LONGEST_MS - Date.now());
    timer = setTimeout(() => line.abort(new DOMException('It takes too long.', 'TimeoutError')), left);
  };
  const { readable, writable } = new FixedLengthStream(byteSize);
  async function pour() {
    for (let at = 0; at < byteSize; at += PART_BYTES) {
      moved();
      const part = await flowOf(bytes, at, Math.min(at + PART_BYTES, byteSize)).catch((error: unknown) => {
        fault = { error };
        throw error;
      });
      await part.pipeTo(writable, { preventClose: true, signal });
    }
    moved();
    await writable.close();
  }
  // What breaks here breaks the request, which tells.
  pour().catch((error: unknown) => writable.abort(error).catch(() => undefined));
  return {
    // Node wants to be told that a stream answers later.
    init: { body: readable, signal, duplex: 'half' } as RequestInit,
    headers: { 'Content-Length': String(byteSize) },
    rethrow() {
      if (fault) throw fault.error;
    },
    end() {
      clearTimeout(timer);
      line.abort();
    },
  };
}
