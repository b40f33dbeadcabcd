import { TYPES } from './file-types.ts';

/**
 * What each platform takes, in one place because it changes without notice. A plain number stands in the platform's own
 * documentation; `perhaps(...)` is other clients' observation or contradicted somewhere, and only ever warns. Where an API
 * tells its limits (Mastodon's instance, TikTok's creator info) the connector passes them over these.
 */

export interface Perhaps<T> {
  perhaps: T;
}

export type Limit<T> = T | Perhaps<T>;

const perhaps = <T>(value: T): Perhaps<T> => ({ perhaps: value });

export interface Takes {
  mimes?: Limit<readonly string[]>;
  maxBytes?: Limit<number>;
  /** Long side and short side, because the documentation means either way up. */
  maxSides?: Limit<readonly [number, number]>;
  minSides?: Limit<readonly [number, number]>;
  /** The number of pixels must be below this. */
  maxPixels?: Limit<number>;
  /** Width by height. */
  aspect?: Limit<readonly [number, number]>;
  maxFrames?: Limit<number>;
  seconds?: Limit<readonly [number, number]>;
  codecs?: Limit<readonly string[]>;
  frameRate?: Limit<readonly [number, number]>;
  maxPages?: Limit<number>;
}

export interface Platform {
  /** The name that social accounts carry. */
  platform: string;
  name: string;
  image?: Takes;
  /** In place of `image` for a picture that moves. */
  animation?: Takes;
  video?: Takes;
  audio?: Takes;
  document?: Takes;
}

const KB = 1_000;
const MB = 1_000 * KB;
const GB = 1_000 * MB;
const MIB = 1_048_576;
const MINUTE = 60;
const HOUR = 60 * MINUTE;

const PNG = 'image/png';
const JPEG = 'image/jpeg';
const GIF = 'image/gif';
const WEBP = 'image/webp';
const MP4 = 'video/mp4';
const MOV = 'video/quicktime';
const WEBM = 'video/webm';
const PDF = 'application/pdf';
const OFFICE = [TYPES.ole.mime, TYPES.docx.mime, TYPES.pptx.mime];
const SOUND = ['audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/flac', 'audio/mp4', 'audio/aac'];

export const PLATFORMS: readonly Platform[] = [
  {
    platform: 'twitter', name: 'X',
    image: { mimes: [JPEG, PNG, GIF, WEBP], maxBytes: 5 * MIB },
    animation: { mimes: [GIF], maxBytes: 15 * MIB, maxSides: [1280, 1080], maxFrames: 350 },
    // Newer pages of X's documentation say 20 minutes, 8 GB and, for subscribers, 1080p.
    video: {
      mimes: perhaps([MP4, MOV]), maxBytes: perhaps(512 * MIB), seconds: perhaps([0.5, 140] as const),
      minSides: [32, 32], maxSides: perhaps([1280, 1024] as const), frameRate: [0, 60],
    },
  },
  {
    platform: 'facebook', name: 'Facebook',
    // The documentation names no numbers that hold for every page.
    image: { mimes: perhaps([JPEG, PNG, GIF, WEBP]), maxBytes: perhaps(10 * MB) },
    video: { mimes: perhaps([MP4, MOV, WEBM]), maxBytes: perhaps(10 * GB), seconds: perhaps([1, 4 * HOUR] as const) },
  },
  {
    platform: 'instagram', name: 'Instagram',
    // Widths outside 320 to 1440 are scaled, not refused.
    image: { mimes: [JPEG], maxBytes: 8 * MB, aspect: perhaps([0.8, 1.91] as const) },
    video: { mimes: [MP4, MOV], maxBytes: perhaps(300 * MB), seconds: [3, 15 * MINUTE], codecs: ['h264', 'hevc'], frameRate: [23, 60] },
  },
  {
    platform: 'threads', name: 'Threads',
    image: { mimes: [JPEG, PNG], maxBytes: 8 * MB },
    video: { mimes: perhaps([MP4, MOV]), maxBytes: perhaps(GB), seconds: perhaps([0, 5 * MINUTE] as const) },
  },
  {
    platform: 'linkedin', name: 'LinkedIn',
    image: { mimes: perhaps([JPEG, PNG, GIF]), maxBytes: 5 * MB, maxPixels: perhaps(36_152_320) },
    video: { mimes: [MP4], maxBytes: 500 * MB, seconds: perhaps([3, 30 * MINUTE] as const) },
    document: { mimes: perhaps([PDF, ...OFFICE]), maxBytes: perhaps(100 * MB), maxPages: perhaps(300) },
  },
  {
    platform: 'youtube', name: 'YouTube',
    // Only ever a thumbnail.
    image: { mimes: perhaps([JPEG, PNG]), maxBytes: perhaps(2 * MB) },
    video: { maxBytes: perhaps(256 * GB), seconds: perhaps([0, 12 * HOUR] as const) },
  },
  {
    platform: 'tiktok', name: 'TikTok',
    image: { mimes: perhaps([JPEG, WEBP]) },
    // A thousand chunks of 64 MB; the longest film is for the creator's account to say.
    video: { mimes: perhaps([MP4, WEBM, MOV]), maxBytes: 64 * GB },
  },
  {
    platform: 'pinterest', name: 'Pinterest',
    image: { mimes: perhaps([JPEG, PNG]) },
    video: { mimes: perhaps([MP4, MOV]) },
  },
  {
    platform: 'bluesky', name: 'Bluesky',
    image: { mimes: perhaps([JPEG, PNG, WEBP, GIF]), maxBytes: 2 * MB },
    video: { mimes: [MP4], maxBytes: 300 * MB },
  },
  {
    platform: 'mastodon', name: 'Mastodon',
    image: {
      mimes: perhaps([JPEG, PNG, GIF, WEBP, 'image/avif', 'image/heic', 'image/heif']), maxBytes: 16 * MIB, maxPixels: perhaps(33_177_601),
    },
    video: { mimes: perhaps([MP4, MOV, WEBM]), maxBytes: 99 * MIB, maxPixels: perhaps(8_294_401), frameRate: perhaps([0, 120] as const) },
    audio: { mimes: perhaps(SOUND), maxBytes: perhaps(99 * MIB) },
  },
  {
    platform: 'wordpress', name: 'WordPress',
    // Its owner sets what a site takes and how much of it; this is what a new one allows.
    image: { mimes: perhaps([JPEG, PNG, GIF, WEBP, 'image/avif', 'image/heic']) },
    video: { mimes: perhaps([MP4, MOV, WEBM]) },
    audio: { mimes: perhaps(SOUND) },
    document: { mimes: perhaps([PDF, ...OFFICE]) },
  },
  {
    platform: 'ghost', name: 'Ghost',
    image: { mimes: perhaps([JPEG, PNG, GIF, WEBP]) },
    video: { mimes: perhaps([MP4, WEBM]) },
    audio: { mimes: perhaps(SOUND) },
  },
  {
    platform: 'medium', name: 'Medium',
    // A film has no place in its API; it stays where it is and is linked to.
    image: { mimes: [JPEG, PNG, GIF], maxBytes: perhaps(25 * MB) },
    video: {},
  },
  {
    platform: 'substack', name: 'Substack',
    // A person posts it there, and the page says what it takes.
    image: { mimes: perhaps([JPEG, PNG, GIF, WEBP]) },
    video: { mimes: perhaps([MP4, MOV, WEBM]) },
    audio: { mimes: perhaps(SOUND) },
  },
];
