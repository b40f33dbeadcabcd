export interface CropBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * The largest box of the target's shape that fits into the picture, in whole pixels, with the focal point as near to its
 * middle as the edges allow. The box is not scaled: it says what to cut, not how large to draw it.
 */
export function cropBox(width: number, height: number, targetWidth: number, targetHeight: number, focal: { x: number; y: number }): CropBox {
  const full = { width: whole(width), height: whole(height) };
  if (!(targetWidth > 0 && targetHeight > 0 && Number.isFinite(targetWidth / targetHeight))) return { left: 0, top: 0, ...full };
  const shape = targetWidth / targetHeight;
  const wide = full.width / full.height > shape;
  const box = wide
    ? { width: within(Math.round(full.height * shape), 1, full.width), height: full.height }
    : { width: full.width, height: within(Math.round(full.width / shape), 1, full.height) };
  return { left: start(full.width, box.width, focal.x), top: start(full.height, box.height, focal.y), ...box };
}

const whole = (value: number) => (value >= 1 && Number.isFinite(value) ? Math.floor(value) : 1);
const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

function start(full: number, cut: number, focal: number): number {
  const point = Number.isFinite(focal) ? within(focal, 0, 1) : 0.5;
  return within(Math.round(point * full - cut / 2), 0, full - cut);
}
