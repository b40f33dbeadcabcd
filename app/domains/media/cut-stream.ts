/** One stream handed on in pieces of a known length, without a piece ever being held as a whole. */
export function cutter(body: ReadableStream<Uint8Array> | null) {
  const reader = body?.getReader();
  let waiting: Uint8Array[] = [];

  async function more(): Promise<Uint8Array | null> {
    const kept = waiting.shift();
    if (kept) return kept;
    const { done, value } = (await reader?.read()) ?? { done: true };
    return done || !value ? null : value;
  }

  return {
    /** The length of what is left when it ends within so many bytes; null when it is longer. Nothing is lost by it. */
    async peek(most: number): Promise<number | null> {
      const pieces: Uint8Array[] = [];
      let total = 0;
      for (let piece = await more(); piece; piece = await more()) {
        pieces.push(piece);
        total += piece.length;
        if (total > most) break;
      }
      waiting = [...pieces, ...waiting];
      return total > most ? null : total;
    },

    /** The next piece. It breaks off when the source ends too early. */
    next(length: number): ReadableStream<Uint8Array> {
      let left = length;
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          const piece = await more();
          if (!piece) return controller.error(new Error('The source ended before the piece was whole.'));
          const part = piece.subarray(0, left);
          if (part.length < piece.length) waiting.unshift(piece.subarray(part.length));
          left -= part.length;
          controller.enqueue(part);
          if (left === 0) controller.close();
        },
      });
    },

    cancel: async () => {
      await reader?.cancel().catch(() => undefined);
    },
  };
}
