/** The stream that workerd has and Node has not, as far as the app uses it. */
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

Object.assign(globalThis, { FixedLengthStream: fixedLengthStream });
