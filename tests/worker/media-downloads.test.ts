import { SELF } from 'cloudflare:test';
import { beforeAll, expect, test } from 'vitest';
import { readZip } from '../media/read-zip.ts';
import { publisher } from './media-people.ts';

const ORIGIN = 'http://localhost';
let someone: Awaited<ReturnType<typeof publisher>>;

beforeAll(async () => {
  someone = await publisher();
}, 60_000);

const chunk = (seed: number) => new Uint8Array(65_536).map((_, at) => (at * 31 + seed) & 0xff);

async function upload(name: string, bytes: Uint8Array): Promise<string> {
  const headers = { Cookie: someone.cookie, Origin: ORIGIN };
  const started = (await (await SELF.fetch(`${ORIGIN}/media/uploads`, { method: 'POST', headers, body: JSON.stringify({ name, byteSize: bytes.length, keepBoth: true }) })).json()) as { assetId: string; partSize: number; parts: number };
  for (let part = 1; part <= started.parts; part += 1) {
    const body = bytes.slice((part - 1) * started.partSize, part * started.partSize);
    expect((await SELF.fetch(`${ORIGIN}/media/uploads/${started.assetId}/parts/${part}`, { method: 'PUT', headers, body })).status).toBe(200);
  }
  expect((await SELF.fetch(`${ORIGIN}/media/uploads/${started.assetId}/complete`, { method: 'POST', headers })).status).toBe(200);
  return started.assetId;
}

test('in workerd an archive of many files streams out of the real bucket and unpacks to the very bytes', async () => {
  const large = new Uint8Array(12 * 1024 * 1024).map((_, at) => (at >> 7) & 0xff);
  large.set([0xf0, 0x9f, 0, 1]);
  const files = [large, ...Array.from({ length: 6 }, (_, seed) => chunk(0xf0 + seed))];
  const ids: string[] = [];
  for (const bytes of files) ids.push(await upload('same name.bin', bytes));
  const form = new URLSearchParams(ids.map((id) => ['ids[]', id]));
  const answer = await SELF.fetch(`${ORIGIN}/media/download`, { method: 'POST', headers: { Cookie: someone.cookie, Origin: ORIGIN }, body: form });
  expect([answer.status, answer.headers.get('Content-Length')]).toEqual([200, null]);
  const entries = readZip(Buffer.from(await answer.arrayBuffer()));
  expect(entries.map(({ name }) => name)).toEqual(['same name.bin', ...[2, 3, 4, 5, 6, 7].map((count) => `same name (${count}).bin`)]);
  for (const [index, { bytes }] of entries.entries()) expect(bytes.equals(files[index]!)).toBe(true);
});

test('a reader who leaves half-way leaves nothing behind that breaks the next one', async () => {
  const ids = [await upload('one.bin', new Uint8Array(12 * 1024 * 1024).fill(0xf1)), await upload('two.bin', chunk(7))];
  const ask = () => SELF.fetch(`${ORIGIN}/media/download`, { method: 'POST', headers: { Cookie: someone.cookie, Origin: ORIGIN }, body: new URLSearchParams(ids.map((id) => ['ids[]', id])) });
  const reader = (await ask()).body!.getReader();
  expect((await reader.read()).done).toBe(false);
  await reader.cancel();
  expect(readZip(Buffer.from(await (await ask()).arrayBuffer()))).toHaveLength(2);
});
