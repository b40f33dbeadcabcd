import { afterAll, beforeAll, expect, test } from 'vitest';
import { UploadClient } from '#app/domains/media/upload-client.ts';
import { isOver } from '#app/domains/media/upload-queue.ts';
import { PART_SIZE } from '#app/domains/media/upload-plan.ts';
import { r2S3 } from '../simulators/r2-s3.ts';
import { ORIGIN, startApp, type TestApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { enterPage, type Weather } from './page-network.ts';
import { noise, sha256 } from './uploading.ts';

const KEYS = { R2_ACCOUNT_ID: '0123456789abcdef', R2_ACCESS_KEY_ID: 'key-of-the-tests', R2_SECRET_ACCESS_KEY: 'secret-of-the-tests', R2_BUCKET_NAME: 'masthead-media' };
const DOOR = 'https://0123456789abcdef.r2.cloudflarestorage.com';
const fetchOfNode = globalThis.fetch;

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let client: UploadClient;
let seed = 100;

beforeAll(async () => {
  app = await startApp();
  Object.assign(app.env, KEYS);
  owner = await founder(app);
});

afterAll(() => {
  globalThis.fetch = fetchOfNode;
  for (const name of ['window', 'XMLHttpRequest']) Reflect.deleteProperty(globalThis, name);
});

/** A file of two parts on its whole way, as the library's page sends it. */
async function upload(weather: Weather, origins = [ORIGIN]) {
  const r2 = r2S3({ accessKeyId: KEYS.R2_ACCESS_KEY_ID, secretAccessKey: KEYS.R2_SECRET_ACCESS_KEY, bucketName: KEYS.R2_BUCKET_NAME, bucket: app.env.MEDIA, origins });
  const page = enterPage(app, owner.browser, DOOR, r2, weather);
  client = new UploadClient(owner.organizationId);
  seed += 1;
  const bytes = noise(2 * PART_SIZE + 100, seed);
  client.add([new File([bytes as Uint8Array<ArrayBuffer>], `film-${seed}.bin`)], { folderId: null });
  await new Promise<void>((resolve) => {
    client.subscribe(() => {
      if (client.queue().every(isOver)) resolve();
    });
  });
  const [done] = client.queue();
  const { rows: [row] } = await app.owner.query('select sha256 from media_assets where id = $1', [done?.asset?.id ?? crypto.randomUUID()]);
  expect([done?.phase, done?.problem, row?.sha256]).toEqual(['done', null, sha256(bytes)]);
  const count = (call: string) => page.filter((each) => each.startsWith(call)).length;
  return { straight: count('PUT bucket'), noted: count('POST /media/uploads/:asset/parts/'), through: count('PUT /media/uploads/:asset/parts/'), links: count('POST /media/uploads/:asset/links') };
}

test('where the bucket is open, no byte of a part passes through the Worker', async () => {
  expect(await upload({})).toEqual({ straight: 3, noted: 3, through: 0, links: 0 });
});

test('where a firewall hides the bucket, the parts come through the Worker', async () => {
  expect(await upload({ bucketDown: true })).toEqual({ straight: 0, noted: 0, through: 3, links: 0 });
});

test('where the bucket has no rule for this origin, it is tried and then left alone', async () => {
  const { straight, noted, through } = await upload({}, ['https://elsewhere.example']);
  expect([noted, through]).toEqual([0, 3]);
  expect(straight).toBeLessThanOrEqual(2);
});

test('an address that the bucket does not take any more is no end either', async () => {
  // Two parts are on their way at a time: the second may arrive before the first is refused.
  const { noted, through } = await upload({ bucketSays: [403] });
  expect(noted + through).toBe(3);
  expect(through).toBeGreaterThan(0);
});

test('a bucket that is busy is asked again after a pause', async () => {
  expect(await upload({ bucketSays: [503] })).toMatchObject({ through: 0 });
});

test('without settings all of it comes through the Worker', async () => {
  delete app.env.R2_SECRET_ACCESS_KEY;
  expect(await upload({})).toEqual({ straight: 0, noted: 0, through: 3, links: 0 });
  app.env.R2_SECRET_ACCESS_KEY = KEYS.R2_SECRET_ACCESS_KEY;
});
