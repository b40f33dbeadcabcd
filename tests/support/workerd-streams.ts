import { createHash } from 'node:crypto';

/** The two streams that workerd has and Node has not, as far as the app uses them. */
function fixedLengthStream(length: number): TransformStream<Uint8Array, Uint8Array> {
  let seen = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen > length) throw new TypeError('Attempt to write too many bytes through a FixedLengthStream.');
      controller.enqueue(chunk);
    },
    flush() {
      if (seen < length) throw new TypeError('FixedLengthStream did not see all expected bytes before close().');
    },
  });
}

function digestStream(): WritableStream<Uint8Array> & { digest: Promise<ArrayBuffer> } {
  const hash = createHash('sha256');
  let resolve: (digest: ArrayBuffer) => void;
  const digest = new Promise<ArrayBuffer>((done) => (resolve = done));
  const stream = new WritableStream<Uint8Array>({
    write: (chunk) => void hash.update(chunk),
    close: () => resolve(new Uint8Array(hash.digest()).buffer as ArrayBuffer),
  });
  return Object.assign(stream, { digest });
}

Object.assign(globalThis, { FixedLengthStream: fixedLengthStream });
Object.assign(crypto, { DigestStream: digestStream });
