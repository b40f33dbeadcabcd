import type { Crop } from '#db/schema/media.ts';
import type { CropBox } from './file/crop-box.ts';

export type { Crop };

/** In ten-thousandths: finer than a pixel of any picture that we take. */
export const rounded = (share: number) => Math.round(share * 10_000) / 10_000;

/** What a crop is called in an address. */
export const cropText = ({ left, top, width, height }: Crop) => [left, top, width, height].map(rounded).join('_');

/** The pixels that a crop cuts out of a picture of this size, at least one. */
export function cropPixels({ left, top, width, height }: Crop, full: { width: number; height: number }): CropBox {
  const across = span(left, width, full.width);
  const down = span(top, height, full.height);
  return { left: across.start, top: down.start, width: across.length, height: down.length };
}

function span(start: number, length: number, full: number) {
  const first = Math.min(Math.round(start * full), full - 1);
  return { start: first, length: Math.max(1, Math.min(Math.round((start + length) * full), full) - first) };
}

interface Aimed {
  focalX: number;
  focalY: number;
  crop: Crop | null;
}

/** The focal point in fractions of what is shown; one that was cropped away counts as the nearest edge. */
export function focalWithin({ focalX, focalY, crop }: Aimed): { x: number; y: number } {
  if (!crop) return { x: focalX, y: focalY };
  const share = (at: number, start: number, length: number) => rounded(Math.min(1, Math.max(0, (at - start) / length)));
  return { x: share(focalX, crop.left, crop.width), y: share(focalY, crop.top, crop.height) };
}

/** How large it is where it is shown. */
export function shownSize({ width, height, crop }: { width: number | null; height: number | null; crop: Crop | null }) {
  return width !== null && height !== null && crop ? cropPixels(crop, { width, height }) : { width, height };
}

/** The way back: a point of what is shown as a point of the whole picture. */
export const focalOfWhole = (at: { x: number; y: number }, crop: Crop | null) =>
  crop ? { x: rounded(crop.left + at.x * crop.width), y: rounded(crop.top + at.y * crop.height) } : at;
