import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { FrozenMedia } from '#db/schema/posts.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { mastodon } from '../simulators/mastodon.ts';
import type { AnySimulator } from '../simulators/kit.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { accountOn } from '../support/accounts.ts';
import { founder } from '../support/people.ts';
import { type TestPlatforms, startPlatforms } from '../support/platforms.ts';
import { arrangePost } from '../support/posts.ts';

const MIB = 1024 * 1024;
const SIZE = 40 * MIB;

let app: TestApp;
let platforms: TestPlatforms;
let mine: Awaited<ReturnType<typeof founder>>;
let account: string;
/** What happens each time that so much of a film has arrived. */
let arrives: (bytes: number) => Promise<void>;
let uploads: { bytes: number; end: 'whole' | 'broken' | null }[];

/** A server that takes films slowly: it looks at each stretch as it comes. */
const slow = {
  ...mastodon,
  app(world: Parameters<typeof mastodon.app>[0]) {
    const inner = mastodon.app(world);
    return new Hono().all('*', async (c) => {
      if (!c.req.path.endsWith('/api/v2/media')) return inner.fetch(c.req.raw);
      const upload: (typeof uploads)[number] = { bytes: 0, end: null };
      uploads.push(upload);
      const watched = c.req.raw.body!.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          async transform(chunk, controller) {
            const before = Math.floor(upload.bytes / (8 * MIB));
            upload.bytes += chunk.byteLength;
            if (Math.floor(upload.bytes / (8 * MIB)) > before) await arrives(upload.bytes);
            controller.enqueue(chunk);
          },
        }),
      );
      const answer = await Promise.resolve(inner.fetch(new Request(c.req.raw, { body: watched, duplex: 'half' } as RequestInit))).catch(() => null);
      upload.end = answer?.ok ? 'whole' : 'broken';
      return answer ?? new Response(null, { status: 400 });
    });
  },
} as AnySimulator;

beforeAll(async () => {
  platforms = await startPlatforms([slow]);
  app = await startApp();
  app.env.SIMULATORS_AT = platforms.at;
  mine = await founder(app);
  account = await accountOn(app, platforms, mine.organizationId, 'mastodon');
});
afterAll(() => platforms.stop());
beforeEach(() => {
  uploads = [];
  arrives = async () => {};
});
afterEach(() => vi.restoreAllMocks());

async function filmPost(text: string) {
  const storageKey = `films/${uuid7()}`;
  await app.env.MEDIA.put(storageKey, new Uint8Array(SIZE).fill(7));
  const film: FrozenMedia = { assetId: uuid7(), storageKey, sha256: 'a1'.repeat(32), kind: 'video', mime: 'video/mp4', name: 'quay.mp4', byteSize: SIZE, width: 1080, height: 1080, seconds: 12, alt: 'A quay' };
  const { targets } = await arrangePost(app, mine.organizationId, { text, parts: [{ part: 'post', text, media: [film] }], accounts: [account], at: new Date(Date.now() + 300) });
  return targets[0]!;
}

/** So many seconds pass for the target, for the clock of the Worker, and for nothing else. */
let ahead = 0;
async function pass(target: string, seconds: number) {
  ahead += seconds * 1000;
  await app.owner.query("update post_targets set look_at = look_at - $2 * interval '1 second', wake_at = wake_at - $2 * interval '1 second' where id = $1", [target, seconds]);
}
function clockThatPasses() {
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
}

const minute = async () => {
  await app.tick();
  await app.drain();
};
const shown = (text: string) => platforms.running.mastodon.posts().filter((post) => post.text.includes(text));
const targetOf = async (id: string) => (await app.owner.query('select * from post_targets where id = $1', [id])).rows[0];

test('a film that is longer under way than a lease lasts is taken up by nobody else, and sent once', async () => {
  const target = await filmPost('A slow film');
  clockThatPasses();
  let passed = 0;
  arrives = async () => {
    passed += 40;
    await pass(target, 40);
    // Whoever else looks now finds nothing to take up.
    await minute();
  };
  await minute();
  expect(passed).toBeGreaterThan(2 * 90);
  expect(uploads).toEqual([{ bytes: expect.any(Number), end: 'whole' }]);
  arrives = async () => {};
  for (let turn = 0; turn < 4 && (await targetOf(target)).status !== 'published'; turn += 1) {
    await pass(target, 60);
    await minute();
  }
  expect(uploads).toHaveLength(1);
  expect(shown('A slow film')).toHaveLength(1);
  expect((await targetOf(target)).status).toBe('published');
});

test('whoever has lost the lease stops sending, and writes nothing any more', async () => {
  const target = await filmPost('A film that was taken over');
  clockThatPasses();
  arrives = async (bytes) => {
    if (bytes > 9 * MIB) return;
    await pass(target, 40);
    await app.owner.query('update post_targets set fence = fence + 1 where id = $1', [target]);
  };
  const events = async () => (await app.owner.query('select count(*)::int as n from publish_events where post_target_id = $1', [target])).rows[0].n;
  await app.tick();
  const before = await events();
  await app.drain();
  await vi.waitFor(() => expect(uploads[0]?.end).toBe('broken'));
  expect(uploads).toHaveLength(1);
  expect(uploads[0]!.bytes).toBeLessThan(SIZE);
  expect(await events()).toBe(before);
  expect(shown('A film that was taken over')).toHaveLength(0);
});

test('a file that is gone from the library while it is sent is told as such', async () => {
  const target = await filmPost('A film that went missing');
  arrives = async () => {
    for (const key of (app.env.MEDIA as unknown as { objects: Map<string, unknown> }).objects.keys()) if (key.startsWith('films/')) await app.env.MEDIA.delete(key);
  };
  await minute();
  expect(await targetOf(target)).toMatchObject({ status: 'failed', failure_message: 'The file quay.mp4 is not in the library any more. Choose another one.' });
});
