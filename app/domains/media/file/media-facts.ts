import type { MediaFacts, Unreadable } from './file-facts.ts';

export const CUT_OFF: Unreadable = { problem: 'The file ends before it should: the recording or the upload was cut off.' };
export const TOO_SCATTERED: Unreadable = { problem: 'The file is put together of too many pieces to be measured.' };

const to = (value: number, places: number) => Math.round(value * 10 ** places) / 10 ** places;

/** Fills in what a format cannot say, and lets no nonsense through: a figure that is not finite and positive is unknown. */
export function mediaFacts(found: Partial<MediaFacts>, size: number): MediaFacts {
  const positive = (value: number | null | undefined, places: number) => (value && Number.isFinite(value) && value > 0 ? to(value, places) : null);
  const durationSeconds = positive(found.durationSeconds, 3);
  return {
    durationSeconds,
    width: positive(found.width, 0),
    height: positive(found.height, 0),
    rotation: found.rotation ?? 0,
    videoCodec: found.videoCodec ?? null,
    audioCodec: found.audioCodec ?? null,
    frameRate: positive(found.frameRate, 3),
    bitrate: durationSeconds ? Math.round((size * 8) / durationSeconds) : null,
  };
}
