import { expect, test } from 'vitest';
import type { Media, Piece } from '#app/domains/social/connectors/connector.ts';
import { asMultipart } from '#app/domains/social/connectors/multipart.ts';
import { CONNECTORS } from '#app/domains/social/connectors/registry.ts';
import { SIMULATORS } from '#tests/simulators/registry.ts';
import { media, Rig } from './rig.ts';

const MB = 1_000_000;
const SIZE = 80 * MB;
/** Of a file so much may be asked for at once, and so much may have been read that has not left yet. */
const MOST = 12 * MB;

const takers = Object.values(CONNECTORS).flatMap((connector) => (connector.connecting.way === 'hand-off' ? [] : [...(connector.limits.videos > 0 ? [[connector, 'video'] as const] : []), ...(connector.limits.documents ? [[connector, 'document'] as const] : [])]));

/** A file of which nothing is there but what is asked for. */
function large(kind: Media['kind'], byteSize: number, told: (bytes: number) => void): Media {
  return {
    ...media(kind, { bytes: 1 }),
    byteSize,
    async read(from, to) {
      told(to - from);
      return new Uint8Array(to - from).fill(from % 251);
    },
  };
}

test.each(takers.map(([connector, kind]) => [kind, connector.name, connector.platform] as const))('a %s of 80 MB goes to %s without being in memory', async (kind, _name, platform) => {
  const r = new Rig(CONNECTORS[platform]!, SIMULATORS[platform]!);
  const account = await r.account();
  let [read, left, largest, held] = [0, 0, 0, 0];
  const file = large(kind, SIZE, (bytes) => {
    largest = Math.max(largest, bytes);
    read += bytes;
    held = Math.max(held, read - left);
  });
  r.around = {
    fetching(request) {
      const body = request.body?.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            left += chunk.byteLength;
            controller.enqueue(chunk);
          },
        }),
      );
      return r.running.fetch(body ? new Request(request, { body, duplex: 'half' } as RequestInit) : request);
    },
  };
  const { limits } = r.connector;
  const format = kind === 'document' ? 'text' : limits.formats.includes('video') ? 'video' : 'reel';
  const piece: Piece = r.piece({ format, media: [file], ...(limits.title ? { title: 'A demo title' } : {}) });
  const { outcome } = await r.publish(account, piece);
  expect(outcome.kind).toBe('confirmed');
  expect(r.running.posts()[0]!.media).toMatchObject([{ kind }]);
  const fetched = ['instagram', 'threads'].includes(platform);
  expect(read).toBe(fetched ? 0 : SIZE);
  expect(largest).toBeLessThanOrEqual(MOST);
  expect(held).toBeLessThanOrEqual(MOST);
});

test('a form with a file is, byte for byte, what a browser would send', async () => {
  const file = media('video', { bytes: 7_000 });
  const names = ['quay.mp4', 'a "quoted" name.mp4', 'Schiffe – 船.mp4', 'line\r\nbreak.mp4', 'semi;colon\\back.mp4'];
  for (const name of names) {
    const values = { description: 'Two lines\nand an “ü”', key: 'uploads/1:2', 'x-"odd"': '' };
    const { headers, body } = asMultipart('https://x.test/', values, { field: 'file', name, kind: file.mime, bytes: file });
    const form = new FormData();
    for (const [each, value] of Object.entries(values)) form.set(each, value);
    form.set('file', new Blob([await file.read(0, file.byteSize)], { type: file.mime }), name);
    const theirs = new Request('https://x.test/', { method: 'POST', body: form });
    const [ours, whole] = [await body!.read(0, body!.byteSize), new Uint8Array(await theirs.arrayBuffer())];
    const boundaryOf = (type: string | null) => /boundary=(.+)$/.exec(type ?? '')![1]!;
    const plain = (bytes: Uint8Array, boundary: string) => Buffer.from(bytes).toString('latin1').replaceAll(boundary, 'BOUNDARY').replace(/\r\n$/, '');
    expect(plain(ours, boundaryOf(headers!['Content-Type']!))).toBe(plain(whole, boundaryOf(theirs.headers.get('Content-Type'))));
    const parsed = await new Response(ours, { headers: headers! }).formData();
    expect([...parsed.keys()].at(-1)).toBe('file');
    expect(new Uint8Array(await (parsed.get('file') as File).arrayBuffer())).toEqual(await file.read(0, file.byteSize));
  }
});

test('however a form is cut into parts, they are the same bytes', async () => {
  const { body } = asMultipart('https://x.test/', { a: 'b' }, { field: 'file', name: 'f', kind: 'video/mp4', bytes: media('video', { bytes: 500 }) });
  const whole = await body!.read(0, body!.byteSize);
  for (const step of [1, 7, 100, 499, body!.byteSize]) {
    const parts: number[] = [];
    for (let at = 0; at < body!.byteSize; at += step) parts.push(...(await body!.read(at, Math.min(at + step, body!.byteSize))));
    expect(new Uint8Array(parts)).toEqual(whole);
  }
});
