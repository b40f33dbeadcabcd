import { WHOLE, WIDTHS } from './address.ts';
import { type Crop, cropPixels, cropText, focalWithin } from './crop.ts';
import { type CropBox, cropBox } from './file/crop-box.ts';

export interface AskedRendition {
  width: number;
  height: number | null;
  fit: 'contain' | 'cover';
  quality: number;
}

const MOST_HEIGHT = 2560;
const DEFAULT_QUALITY = 80;
const PARAMETERS = ['w', 'h', 'fit', 'q'];

/** The widths that an organization allows: each new one is a picture that somebody can make us draw. */
export function widthsOf(setting: unknown): readonly number[] {
  const own = Array.isArray(setting) ? setting.filter((width): width is number => Number.isInteger(width) && width > 0 && width <= 4096) : [];
  return own.length > 0 ? own : WIDTHS;
}

/** What an address asks for: null is the file as it is, a text is why not. */
export function askedRendition(search: URLSearchParams, widths: readonly number[]): AskedRendition | null | string {
  if (!PARAMETERS.some((name) => search.has(name))) return null;
  const width = wholeNumber(search.get('w'));
  if (width === null || !widths.includes(width)) return `The width w has to be one of ${widths.join(', ')}.`;
  const fit = search.get('fit') ?? (search.has('h') ? 'cover' : 'contain');
  if (fit !== 'contain' && fit !== 'cover') return 'The fit has to be contain or cover.';
  const height = search.has('h') ? wholeNumber(search.get('h')) : null;
  if (search.has('h') && (height === null || height > MOST_HEIGHT)) return `The height h has to be a whole number up to ${MOST_HEIGHT}.`;
  if ((fit === 'cover') !== (height !== null)) return 'A height h goes with fit=cover, and fit=cover with a height.';
  const quality = search.has('q') ? wholeNumber(search.get('q')) : DEFAULT_QUALITY;
  if (quality === null || quality < 40 || quality > 90 || quality % 10 !== 0) return 'The quality q has to be 40, 50, 60, 70, 80 or 90.';
  return { width, height, fit, quality };
}

export interface AskedCrop {
  crop: Crop | null;
  /** The address names this crop, so that it means the same picture for ever. */
  named: boolean;
}

/** Only the crop that the picture has, or none: whatever else an address asks for, the picture's own is the answer. */
export function askedCrop(search: URLSearchParams, crop: Crop | null): AskedCrop {
  const asked = search.get('crop');
  if (asked === WHOLE) return { crop: null, named: true };
  return { crop, named: asked === (crop && cropText(crop)) };
}

const wholeNumber = (text: string | null) => (text !== null && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null);

export interface Drawing {
  /** What is cut out of the upright picture first. */
  trim?: CropBox;
  width: number;
  height: number;
  fit: 'scale-down' | 'cover';
  gravity?: { x: number; y: number; mode: 'box-center' };
}

export interface Natural {
  width: number;
  height: number;
  focalX: number;
  focalY: number;
  crop: Crop | null;
}

/**
 * The pixels to draw, never more than there are: of the crop, when there is one. A cut to a shape is cropBox's: the
 * service's box-center puts the box around the focal point by the same rule, after it has turned the picture upright.
 */
export function drawingOf({ width, height, fit }: AskedRendition, natural: Natural): Drawing {
  const trim = natural.crop ? { trim: cropPixels(natural.crop, natural) } : {};
  const shown = trim.trim ?? natural;
  if (fit === 'contain' || height === null) {
    const drawn = Math.min(width, shown.width);
    return { ...trim, width: drawn, height: Math.max(1, Math.round((shown.height * drawn) / shown.width)), fit: 'scale-down' };
  }
  const focal = focalWithin(natural);
  const box = cropBox(shown.width, shown.height, width, height, focal);
  const drawn = Math.min(width, box.width);
  const gravity = { ...focal, mode: 'box-center' as const };
  return { ...trim, width: drawn, height: Math.max(1, Math.round((drawn * height) / width)), fit: 'cover', gravity };
}

export type PictureType = 'image/avif' | 'image/webp' | 'image/jpeg' | 'image/png';

const FAMILY: Record<string, PictureType> = { 'image/jpeg': 'image/jpeg', 'image/png': 'image/png', 'image/webp': 'image/png', 'image/avif': 'image/png' };

/** A GIF may move, and what moves is not redrawn; of the rest, these are what the service reads. */
export const isDrawable = (mimeType: string) => mimeType in FAMILY;

interface Whole {
  mimeType: string;
  width: number | null;
  height: number | null;
  crop: Crop | null;
}

/** A picture as it is given to others: cut to its crop, and written anew in a type that everybody reads. */
export function cutPicture({ mimeType, width, height, crop }: Whole): { mime: string; width: number | null; height: number | null; cut?: CropBox } {
  const type = FAMILY[mimeType];
  if (!crop || !type || width === null || height === null) return { mime: mimeType, width, height };
  const cut = cropPixels(crop, { width, height });
  return { mime: type, width: cut.width, height: cut.height, cut };
}

/** What the reader takes, best first; the last is what every reader takes. */
export function formatsFor(accept: string, mimeType: string): PictureType[] {
  const takes = (type: string) => accept.split(',').some((each) => each.trim().split(';')[0] === type && !/;\s*q=0(\.0*)?\s*$/.test(each));
  const modern = (['image/avif', 'image/webp'] as const).filter(takes);
  return [...modern, FAMILY[mimeType] ?? 'image/jpeg'];
}
