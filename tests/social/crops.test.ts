import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileRow } from '#db/queries/posts.ts';
import type { FrozenMedia, FrozenTarget } from '#db/schema/posts.ts';
import { signedAddress } from '#app/domains/media/signed-link.server.ts';
import { filesByIds } from '#app/domains/social/composing/draft.ts';
import { frozen, hashOf } from '#app/domains/social/composing/freeze.ts';
import { factsOf } from '#app/domains/social/ui/compose/composition.ts';
import { takesOf } from '#app/domains/social/composing/why-not-published.ts';
import { platformRefusals } from '#app/domains/media/file/platform-refusals.ts';
import { mastodon as connector } from '#app/domains/social/connectors/mastodon.ts';
import { type LocalImages, startLocalImages } from '../../scripts/local-images.ts';
import { join, png } from '../media/file/build.ts';
import { doorOf, type Doorway } from '../media/uploading.ts';
import type { AnySimulator } from '../simulators/kit.ts';
import { bluesky } from '../simulators/bluesky.ts';
import { mastodon } from '../simulators/mastodon.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { accountOn } from '../support/accounts.ts';
import { founder } from '../support/people.ts';
import { type TestPlatforms, startPlatforms } from '../support/platforms.ts';
import { arrangePost } from '../support/posts.ts';

const [WIDTH, HEIGHT] = [400, 200];
const CROP = { left: 0.25, top: 0, width: 0.5, height: 1 };
const CUT = { left: 100, top: 0, width: 200, height: 200 };

let app: TestApp;
let platforms: TestPlatforms;
let images: LocalImages | undefined;
let mine: Awaited<ReturnType<typeof founder>>;
let door: Doorway;
let account: string;
let picture: { id: string; name: string; sha256: string; storageKey: string; byteSize: number };
/** Pictures as the platform received them. */
const received: Uint8Array[] = [];

const keeping = {
  ...mastodon,
  app(world: Parameters<typeof mastodon.app>[0]) {
    const inner = mastodon.app(world);
    return new Hono().all('*', async (c) => {
      if (!c.req.path.endsWith('/api/v2/media')) return inner.fetch(c.req.raw);
      const body = await c.req.raw.arrayBuffer();
      const file = (await new Response(body, { headers: c.req.raw.headers }).formData()).get('file') as File;
      received.push(new Uint8Array(await file.arrayBuffer()));
      return inner.fetch(new Request(c.req.raw, { body }));
    });
  },
} as AnySimulator;

beforeAll(async () => {
  images = await startLocalImages();
  platforms = await startPlatforms([keeping, bluesky as AnySimulator]);
  app = await startApp();
  app.env.SIMULATORS_AT = platforms.at;
  if (images) app.env.IMAGES_AT = images.url;
  mine = await founder(app);
  door = doorOf(app, mine.browser);
  account = await accountOn(app, platforms, mine.organizationId, 'mastodon');
  const rows = Array.from({ length: HEIGHT }, () => join('\0', new Uint8Array(WIDTH * 3).fill(120)));
  const { asset } = (await door.upload('quay.png', png({ width: WIDTH, height: HEIGHT, data: deflateSync(Buffer.concat(rows)) }))).body;
  const { rows: found } = await app.owner.query('update media_assets set crop = $2 where id = $1 returning id, name, sha256, storage_key as "storageKey", byte_size::int as "byteSize"', [asset.id, JSON.stringify(CROP)]);
  picture = found[0];
});
afterAll(() => Promise.all([platforms.stop(), images?.stop()]));

const sizeOf = (bytes: Uint8Array) => [Buffer.from(bytes).readUInt32BE(16), Buffer.from(bytes).readUInt32BE(20)];
const row = (crop: FileRow['crop']): FileRow => ({ id: picture.id, name: 'quay.png', type: 'image', mimeType: 'image/webp', storageKey: picture.storageKey, sha256: picture.sha256, byteSize: 1_000, width: WIDTH, height: HEIGHT, durationSeconds: null, crop, facts: {}, altText: '' }) as unknown as FileRow;

test('what is frozen says what is cut out, in the type and size that go out, and its hash is another', async () => {
  const content = (crop: FileRow['crop']) =>
    frozen({ text: 'A quay', title: '', link: '', format: 'image', media: [{ assetId: picture.id, alt: '', position: 0 }], thread: [], firstComment: '' }, [{ targetId: 't', accountId: 'a', platform: 'mastodon', variant: {}, limits: connector.limits, options: connector.options, data: {} }], null, filesByIds([row(crop)]));
  const [whole, cut] = [content(null), content(CROP)];
  expect(cut.t!.parts[0]!.media[0]).toMatchObject({ cut: CUT, mime: 'image/png', width: 200, height: 200 });
  expect(whole.t!.parts[0]!.media[0]).toMatchObject({ mime: 'image/webp', width: WIDTH, height: HEIGHT });
  expect(whole.t!.parts[0]!.media[0]).not.toHaveProperty('cut');
  expect(await hashOf(cut)).not.toBe(await hashOf(whole));
  // The composer's rules look at the same picture.
  expect(factsOf(row(CROP) as never)).toMatchObject({ mime: 'image/png', width: 200, height: 200 });
});

test('scheduled from the composer, a post has the crop that its picture has at that moment', async () => {
  const { pathname } = new URL((await mine.browser.post('/social/posts/new', { intent: 'save', text: 'From the composer', 'accounts[]': ['', account], media: JSON.stringify([{ assetId: picture.id, alt: 'A quay' }]) }, { follow: false })).headers.get('Location') ?? '', 'http://localhost');
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await mine.browser.post(pathname, { intent: 'schedule', postId: pathname.split('/').at(-1)!, revision: '1', when: 'later', date: tomorrow, time: '09:30', zone: 'UTC' }, { follow: false });
  const { rows } = await app.owner.query('select content from post_versions where post_id = $1', [pathname.split('/').at(-1)]);
  expect((Object.values(rows[0].content)[0] as FrozenTarget).parts[0]!.media).toMatchObject([{ assetId: picture.id, cut: CUT, width: 200, height: 200, alt: 'A quay' }]);
});

test('a link with a cut is that part of the picture, whatever its crop is by then, and nobody can ask for another', async () => {
  const link = await signedAddress(app.env, { ...picture, cut: CUT }, 60);
  await app.owner.query('update media_assets set crop = null where id = $1', [picture.id]);
  const served = await door.fetchFile(link, { headers: { Accept: 'image/avif,image/webp,*/*' } });
  expect([served.status, served.headers.get('Content-Type'), served.headers.get('Cache-Control')]).toEqual([200, 'image/png', 'private, no-store']);
  const bytes = new Uint8Array(await served.arrayBuffer());
  expect([sizeOf(bytes), served.headers.get('Content-Length')]).toEqual([[200, 200], String(bytes.length)]);
  for (const address of [link.replace('cut=100_0', 'cut=0_0'), link.replace(/&signature=.*/, ''), `${await signedAddress(app.env, picture, 60)}&cut=100_0_200_200`]) expect((await door.fetchFile(address)).status).toBe(404);
  expect((await door.fetchFile(await signedAddress(app.env, { ...picture, cut: CUT }, -1))).status).toBe(403);
});

const post = async (text: string) => {
  const media: FrozenMedia = { assetId: picture.id, storageKey: picture.storageKey, sha256: picture.sha256, kind: 'image', mime: 'image/png', name: 'quay.png', byteSize: picture.byteSize, width: 200, height: 200, seconds: null, alt: '', cut: CUT };
  return (await arrangePost(app, mine.organizationId, { text, parts: [{ part: 'post', text, media: [media] }], accounts: [account], at: new Date(Date.now() + 300) })).targets[0]!;
};
const minute = async () => {
  await app.tick();
  await app.drain();
};
const statusOf = async (id: string) => (await app.owner.query('select status from post_targets where id = $1', [id])).rows[0].status;

test('a cropped picture goes out cropped', async () => {
  const target = await post('A cropped quay');
  await minute();
  await minute();
  expect(await statusOf(target)).toBe('published');
  expect(received.map(sizeOf)).toEqual([[200, 200]]);
});

test('where nothing can be cut, the picture waits, and is not sent whole', async () => {
  const { IMAGES_AT } = app.env;
  delete app.env.IMAGES_AT;
  received.length = 0;
  const target = await post('A quay that waits');
  expect((await door.fetchFile(await signedAddress(app.env, { ...picture, cut: CUT }, 60))).status).toBe(502);
  await minute();
  expect(received).toEqual([]);
  expect(await statusOf(target)).not.toBe('published');
  if (IMAGES_AT) app.env.IMAGES_AT = IMAGES_AT;
  await app.owner.query("update post_targets set look_at = now() - interval '1 second', wake_at = now() where id = $1", [target]);
  await minute();
  expect(received.map(sizeOf)).toEqual([[200, 200]]);
});

test('a picture that is too large whole stands in no one’s way when a crop is cut from it; too large as cut, it is told half an hour before, and not sent', async () => {
  const side = 900;
  const noise = Array.from({ length: side }, () => join('\0', new Uint8Array(randomBytes(side * 3))));
  const { asset } = (await door.upload('spray.png', png({ width: side, height: side, data: deflateSync(Buffer.concat(noise)) }))).body;
  const { rows } = await app.owner.query('select sha256, storage_key as "storageKey", byte_size::int as "byteSize" from media_assets where id = $1', [asset.id]);
  const [spray] = rows as { sha256: string; storageKey: string; byteSize: number }[];
  expect(spray!.byteSize).toBeGreaterThan(2_000_000);
  const inTheWay = (crop: FileRow['crop']) => platformRefusals(factsOf({ ...row(crop), width: side, height: side, byteSize: spray!.byteSize } as never), [takesOf('bluesky')!]);
  expect(inTheWay(null)).toMatchObject([{ certain: true, why: expect.stringContaining('images up to 2 MB') }]);
  expect(inTheWay(CROP)).toEqual([]);

  const there = await accountOn(app, platforms, mine.organizationId, 'bluesky');
  const cutTo = (height: number, at: Date) => {
    const media: FrozenMedia = { assetId: asset.id, ...spray!, kind: 'image', mime: 'image/png', name: 'spray.png', width: side, height, seconds: null, alt: '', cut: { left: 0, top: 0, width: side, height } };
    return arrangePost(app, mine.organizationId, { text: `Spray, ${height} high`, parts: [{ part: 'post', text: `Spray, ${height} high`, media: [media] }], accounts: [there], at });
  };
  const [fits, early, due] = [await cutTo(200, new Date(Date.now() + 300)), await cutTo(870, new Date(Date.now() + 20 * 60_000)), await cutTo(860, new Date(Date.now() + 300))].map(({ targets }) => targets[0]!);
  await minute();
  await minute();
  const told = async (id: string) => (await app.owner.query('select sentence from publish_events where post_target_id = $1', [id])).rows.map(({ sentence }) => sentence as string);
  expect(await statusOf(fits!)).toBe('published');
  expect([await statusOf(early!), await told(early!)]).toEqual(['scheduled', [expect.stringMatching(/^spray\.png, cut to its crop: Bluesky takes images up to 2 MB; this is 2\.\d+ MB\.$/)]]);
  expect(await statusOf(due!)).toBe('failed');
  expect((await told(due!)).join(' ')).toContain('spray.png, cut to its crop: Bluesky takes images up to 2 MB');
});
