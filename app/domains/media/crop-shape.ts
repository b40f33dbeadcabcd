import type { Crop } from './crop.ts';

/** Width by height; null is free. The picture's own shape is known to whoever holds the picture. */
export const SHAPES = [
  { name: 'Free', shape: null },
  { name: 'Original', shape: 'original' },
  { name: '1:1', shape: 1 },
  { name: '4:3', shape: 4 / 3 },
  { name: '16:9', shape: 16 / 9 },
  { name: '9:16', shape: 9 / 16 },
] as const;

export type Shape = (typeof SHAPES)[number]['shape'];
export type Corner = 'nw' | 'ne' | 'sw' | 'se';

export const WHOLE_PICTURE: Crop = { left: 0, top: 0, width: 1, height: 1 };

const LEAST = 0.02;
const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** How much wider than high a box is in fractions, so that it has this shape in pixels. */
export const ratioOf = (shape: Shape, picture: number) => (shape === null ? null : shape === 'original' ? 1 : shape / picture);

export function moveCrop(crop: Crop, right: number, down: number): Crop {
  return { ...crop, left: within(crop.left + right, 0, 1 - crop.width), top: within(crop.top + down, 0, 1 - crop.height) };
}

/** The largest box of this ratio, with its middle as near to the old one's as the edges allow. */
export function shapeCrop(crop: Crop, ratio: number | null): Crop {
  if (ratio === null) return crop;
  const [width, height] = ratio >= 1 ? [1, 1 / ratio] : [ratio, 1];
  return moveCrop({ left: 0, top: 0, width, height }, crop.left + (crop.width - width) / 2, crop.top + (crop.height - height) / 2);
}

/** One corner moves, the opposite one stays where it is. */
export function resizeCrop(crop: Crop, corner: Corner, right: number, down: number, ratio: number | null): Crop {
  const [west, north] = [corner.endsWith('w'), corner.startsWith('n')];
  const [farX, farY] = [west ? crop.left + crop.width : crop.left, north ? crop.top + crop.height : crop.top];
  const [roomX, roomY] = [west ? farX : 1 - farX, north ? farY : 1 - farY];
  let width = within(crop.width + (west ? -right : right), LEAST, roomX);
  let height = within(crop.height + (north ? -down : down), LEAST, roomY);
  if (ratio !== null) {
    // The further of the two hands leads, as far as both sides have room.
    const led = Math.abs(right) >= Math.abs(down) * ratio ? width : height * ratio;
    width = within(led, LEAST * Math.max(1, ratio), Math.min(roomX, roomY * ratio));
    height = width / ratio;
  }
  return { left: west ? farX - width : farX, top: north ? farY - height : farY, width, height };
}
