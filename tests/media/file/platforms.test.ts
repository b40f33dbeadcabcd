import { expect, test } from 'vitest';
import { cropBox } from '#app/domains/media/file/crop-box.ts';
import type { FileFacts } from '#app/domains/media/file/file-facts.ts';
import { PLATFORMS } from '#app/domains/media/file/limits.ts';
import { platformRefusals } from '#app/domains/media/file/platform-refusals.ts';
import { seeded } from './build.ts';

const photo: FileFacts = { mime: 'image/jpeg', kind: 'image', byteSize: 400_000, width: 1080, height: 1080 };
const film: FileFacts = { mime: 'video/mp4', kind: 'video', byteSize: 5_000_000, width: 1280, height: 720, durationSeconds: 30, videoCodec: 'h264', frameRate: 30 };
const why = (facts: FileFacts, platform: string) => platformRefusals(facts).filter((refusal) => refusal.platform === platform).map((refusal) => refusal.why);

test('an ordinary photo and an ordinary film are refused nowhere', () => {
  expect(platformRefusals(photo)).toEqual([]);
  expect(platformRefusals(film)).toEqual([]);
});

test('a refusal is one plain sentence with both numbers', () => {
  expect(why({ ...photo, mime: 'image/png' }, 'instagram')).toEqual(['Instagram takes JPEG only; this is a PNG.']);
  expect(why({ ...photo, mime: 'image/webp' }, 'threads')).toEqual(['Threads takes JPEG or PNG; this is a WebP.']);
  expect(why({ ...photo, byteSize: 5_242_881 }, 'twitter')).toEqual(['X takes images up to 5 MB; this is 5.000001 MB.']);
  expect(why({ ...photo, byteSize: 7_500_000 }, 'linkedin')).toEqual(['LinkedIn takes images up to 5 MB; this is 7.5 MB.']);
  expect(why({ ...film, frameRate: 90 }, 'twitter')).toEqual(['X takes videos up to 60 frames a second; this has 90.']);
  expect(why({ ...film, durationSeconds: 2 }, 'instagram')).toEqual(['Instagram takes videos from 3 seconds; this runs 2 seconds.']);
  expect(why({ ...film, durationSeconds: 3700 }, 'instagram')).toEqual(['Instagram takes videos up to 15:00 minutes; this runs 1:01:40 hours.']);
  expect(why({ ...film, videoCodec: 'vp9' }, 'instagram')).toEqual(['Instagram takes H.264 or HEVC video; this is VP9.']);
  expect(why({ ...film, mime: 'video/webm' }, 'bluesky')).toEqual(['Bluesky takes MP4 only; this is a WebM.']);
  expect(why({ ...film, width: 24, height: 24 }, 'twitter')).toEqual(['X takes videos from 32 × 32 pixels; this is 24 × 24.']);
});

test('a limit that is only hearsay warns and does not claim', () => {
  const refusals = platformRefusals({ ...film, durationSeconds: 200 }).filter(({ platform }) => platform === 'twitter');
  expect(refusals).toEqual([{ platform: 'twitter', certain: false, why: 'X may refuse this: it is said to take videos up to 2:20 minutes, and this runs 3:20 minutes.' }]);
  expect(why({ ...photo, width: 2000, height: 500 }, 'instagram')).toEqual(['Instagram may refuse this: it is said to take images between 0.8 and 1.91 times as wide as high, and this is 2000 × 500.']);
  expect(platformRefusals({ ...photo, mime: 'image/png' }).filter(({ platform }) => platform === 'tiktok')).toEqual([expect.objectContaining({ certain: false })]);
});

test('a film upright is measured like one on its side', () => {
  expect(why({ ...film, width: 720, height: 1280 }, 'twitter')).toEqual([]);
  expect(why({ ...film, width: 1920, height: 1080 }, 'twitter')).toEqual([expect.stringContaining('1280 × 1024')]);
});

test('a moving GIF has limits of its own where a platform sets them', () => {
  const moving: FileFacts = { mime: 'image/gif', kind: 'image', byteSize: 9_000_000, width: 400, height: 400, animated: true, frames: 351 };
  expect(why(moving, 'twitter')).toEqual(['X takes animations up to 350 frames; this has 351.']);
  expect(why({ ...moving, mime: 'image/webp' }, 'twitter')).toEqual(['X takes GIF for animations; this is a WebP.']);
});

test('a kind that a platform has no place for is refused with what it takes instead', () => {
  expect(why({ mime: 'audio/mpeg', kind: 'audio', byteSize: 100 }, 'twitter')).toEqual(['X takes images and videos only; this is an MP3.']);
  expect(why({ mime: 'application/pdf', kind: 'document', byteSize: 100, pages: 301 }, 'linkedin')).toEqual(['LinkedIn may refuse this: it is said to take documents up to 300 pages, and this has 301.']);
  expect(platformRefusals({ mime: 'application/zip', kind: 'other', byteSize: 100 }).map(({ platform }) => platform)).toEqual(PLATFORMS.map(({ platform }) => platform));
  expect(platformRefusals({ mime: 'image/svg+xml', kind: 'image', byteSize: 100 })).toHaveLength(PLATFORMS.length);
});

test('what is not known of a file is not held against it', () => {
  expect(platformRefusals({ mime: 'video/mp4', kind: 'video', byteSize: 100, width: null, height: null, durationSeconds: null, videoCodec: null, frameRate: null })).toEqual([]);
});

test('a crop lies inside the picture, has the target’s shape, is as large as can be and keeps the focal point', () => {
  const below = seeded(7);
  for (let round = 0; round < 5_000; round += 1) {
    const [width, height, targetWidth, targetHeight] = [1 + below(6000), 1 + below(6000), 1 + below(3000), 1 + below(3000)];
    const focal = { x: below(1001) / 1000, y: below(1001) / 1000 };
    const box = cropBox(width, height, targetWidth, targetHeight, focal);
    const said = JSON.stringify({ width, height, targetWidth, targetHeight, focal, box });
    expect(Object.values(box).every(Number.isInteger), said).toBe(true);
    expect(box.left >= 0 && box.top >= 0 && box.width >= 1 && box.height >= 1 && box.left + box.width <= width && box.top + box.height <= height, said).toBe(true);
    expect(box.width === width || box.height === height, said).toBe(true);
    const shape = targetWidth / targetHeight;
    expect(Math.abs(box.width - box.height * shape) <= 0.5 || Math.abs(box.height - box.width / shape) <= 0.5 || box.width === 1 || box.height === 1, said).toBe(true);
    expect(focal.x * width >= box.left - 0.5 && focal.x * width <= box.left + box.width + 0.5 && focal.y * height >= box.top - 0.5 && focal.y * height <= box.top + box.height + 0.5, said).toBe(true);
  }
});

test('a crop follows the focal point until an edge stops it, and mirrors with it', () => {
  expect(cropBox(400, 100, 100, 100, { x: 0.5, y: 0.5 })).toEqual({ left: 150, top: 0, width: 100, height: 100 });
  expect(cropBox(400, 100, 1, 1, { x: 0, y: 1 })).toEqual({ left: 0, top: 0, width: 100, height: 100 });
  expect(cropBox(400, 100, 1, 1, { x: 0.8, y: 0 })).toEqual({ left: 270, top: 0, width: 100, height: 100 });
  expect(cropBox(100, 400, 1, 1, { x: 0, y: 1 })).toEqual({ left: 0, top: 300, width: 100, height: 100 });
  expect(cropBox(300, 200, 3, 2, { x: 0.1, y: 0.9 })).toEqual({ left: 0, top: 0, width: 300, height: 200 });
});

test('nonsense crops the whole picture or its middle', () => {
  expect(cropBox(300, 200, 0, 5, { x: 0, y: 0 })).toEqual({ left: 0, top: 0, width: 300, height: 200 });
  expect(cropBox(300, 200, Number.NaN, Infinity, { x: 0, y: 0 })).toEqual({ left: 0, top: 0, width: 300, height: 200 });
  expect(cropBox(400, 100, 1, 1, { x: Number.NaN, y: -3 })).toEqual({ left: 150, top: 0, width: 100, height: 100 });
  expect(cropBox(0, Number.NaN, 1, 1, { x: 2, y: 2 })).toEqual({ left: 0, top: 0, width: 1, height: 1 });
});
