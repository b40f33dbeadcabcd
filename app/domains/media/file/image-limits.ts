import type { ImageFacts, Unreadable } from './file-facts.ts';

/** A few bytes can promise a picture that takes gigabytes to decode: beyond these nobody downstream is asked to try. */
const MAX_SIDE = 30_000;
const MAX_PIXELS = 100_000_000;

export const CUT_SHORT: Unreadable = { problem: 'The file ends before the picture does: it was cut off or is damaged.' };

const count = (value: number) => value.toLocaleString('en-US');

export function tooLarge(width: number, height: number): Unreadable | null {
  if (!(width > 0 && height > 0)) return { problem: 'The picture says it has no width or no height.' };
  const side = Math.max(width, height);
  if (side > MAX_SIDE) return { problem: `The picture is ${count(side)} pixels ${side === width ? 'wide' : 'high'}; the most is ${count(MAX_SIDE)}.` };
  if (width * height <= MAX_PIXELS) return null;
  const millions = (pixels: number) => count(Math.round(pixels / 1e6));
  return { problem: `The picture has ${millions(width * height)} million pixels; the most is ${millions(MAX_PIXELS)} million.` };
}

/** From the stored size to the displayed one: orientations 5 to 8 lie on their side. */
export function imageFacts(stored: Partial<ImageFacts> & { width: number; height: number }): ImageFacts | Unreadable {
  const refused = tooLarge(stored.width, stored.height);
  if (refused) return refused;
  const orientation = stored.orientation ?? 1;
  const [width, height] = orientation >= 5 ? [stored.height, stored.width] : [stored.width, stored.height];
  return { orientation, animated: false, frames: 1, hasAlpha: false, bitsPerChannel: null, ...stored, width, height };
}
