import { env, SELF } from 'cloudflare:test';
import { beforeAll, expect, test, vi } from 'vitest';
import { ghostExport, wxr, wxrPost } from '../content/importing/files.ts';
import { readZip } from '../media/read-zip.ts';
import { publisher } from './media-people.ts';

const ORIGIN = 'http://localhost';
let someone: Awaited<ReturnType<typeof publisher>>;

beforeAll(async () => {
  someone = await publisher();
}, 60_000);

const get = async (path: string) => SELF.fetch(`${ORIGIN}${path}`, { headers: { Cookie: someone.cookie } });

async function upload(file: File): Promise<string> {
  const body = new FormData();
  body.append('intent', 'upload');
  body.append('files', file);
  const answer = await SELF.fetch(`${ORIGIN}/content/import`, { method: 'POST', redirect: 'manual', headers: { Cookie: someone.cookie, Origin: ORIGIN }, body });
  expect(answer.status).toBe(302);
  return answer.headers.get('Location')!;
}

const until = (path: string, words: string) =>
  vi.waitFor(async () => expect(await (await get(path)).text()).toContain(words), { timeout: 30_000, interval: 200 });

test.each([
  ['ghost.json', () => ghostExport(30)],
  ['large.json', () => ghostExport([{ html: '<p>x</p>'.repeat(100_000) }, ...Array.from({ length: 20 }, (_, index) => ({ html: `<p>${'y'.repeat(900_000)}${index}</p>` }))])],
  ['site.xml', () => wxr(wxrPost(7, 'First.\n\nSecond.'))],
])('in workerd the queue reads and imports %s from the real bucket', async (name, content) => {
  const path = await upload(new File([content()], name));
  await until(path, 'What would happen');
  const importId = new URL(path, ORIGIN).searchParams.get('import')!;
  await SELF.fetch(`${ORIGIN}/content/import`, { method: 'POST', redirect: 'manual', headers: { Cookie: someone.cookie, Origin: ORIGIN }, body: new URLSearchParams({ intent: 'run', importId }) });
  await until(path, 'What was done');
  await vi.waitFor(async () => expect((await (env as unknown as { MEDIA: R2Bucket }).MEDIA.list({ prefix: 'imports/' })).objects.filter(({ key }) => key.includes(importId))).toEqual([]), { timeout: 10_000 });
}, 90_000);

test('in workerd the export streams, and the importer reads it', async () => {
  const archive = Buffer.from(await (await get('/content/export')).arrayBuffer());
  expect(readZip(archive).map(({ name }) => name)).toContain('content/post-7.md');
  await until(await upload(new File([archive], 'all.zip')), 'would be new drafts');
}, 60_000);
