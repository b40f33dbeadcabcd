import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [number, number, number];
/** A colour for each point, from 0 to 1 across and down. */
type Paint = (x: number, y: number) => Colour;

export interface DemoPicture {
  bytes: Buffer;
  width: number;
  height: number;
  sha256: string;
  color: string;
  preview: string;
}

const [ink, paper, sea, deep, sand, sun, brick, leaf]: Colour[] = [[38, 34, 30], [247, 243, 234], [92, 138, 150], [46, 84, 102], [222, 200, 158], [242, 180, 84], [176, 74, 52], [104, 132, 88]] as const;
const inCircle = (x: number, y: number, left: number, top: number, radius: number, shape: number) => ((x - left) * shape) ** 2 + (y - top) ** 2 < radius ** 2;
const inBox = (x: number, y: number, left: number, top: number, right: number, bottom: number) => x > left && x < right && y > top && y < bottom;
const between = (one: Colour, other: Colour, share: number): Colour => [0, 1, 2].map((at) => Math.round(one[at]! + (other[at]! - one[at]!) * share)) as unknown as Colour;
const steps = (share: number, count: number) => Math.floor(share * count) / count;

/** Drawn by formulas, so that nobody could take them for anything but a demo. */
export const PAINTINGS = {
  harbour: (x, y) => {
    if (inCircle(x, y, 0.68, 0.48, 0.13, 1.5) && y < 0.58) return sun!;
    if (y < 0.58) return between(paper!, sand!, steps(y / 0.58, 9));
    if (Math.abs(x - 0.68) < 0.02 + 0.1 * Math.abs(Math.sin(y * 60)) * (y - 0.5)) return sun!;
    return between(sea!, deep!, steps((y - 0.58) / 0.42, 6));
  },
  dusk: (x, y) => {
    if (inCircle(x, y, 0.3, 0.56, 0.16, 1.33) && y < 0.58) return brick!;
    if (y < 0.58) return between(deep!, sun!, steps(y / 0.58, 9));
    if (Math.abs(x - 0.3) < 0.02 + 0.14 * Math.abs(Math.sin(y * 50)) * (y - 0.5)) return brick!;
    return between(deep!, ink!, steps((y - 0.58) / 0.42, 6));
  },
  lighthouse: (x, y) => {
    if (inBox(x, y, 0.47 - y * 0.03, 0.24, 0.53 + y * 0.03, 0.8)) return Math.floor(y * 12) % 2 ? brick! : paper!;
    if (inBox(x, y, 0.475, 0.15, 0.525, 0.24)) return sun!;
    if (y < 0.24 && y > 0.14 && x > 0.525 && Math.abs(y - 0.19) < (x - 0.525) * 0.2) return between(sun!, paper!, 0.4);
    if (y > 0.76 + 0.05 * Math.sin(x * 7)) return leaf!;
    return y > 0.62 ? deep! : between(sea!, paper!, steps(y / 0.62, 7) * 0.7);
  },
  ferry: (x, y) => {
    if (inBox(x, y, 0.2 + (y - 0.5) * 0.5, 0.55, 0.82 - (y - 0.5) * 0.5, 0.7)) return ink!;
    if (inBox(x, y, 0.32, 0.44, 0.68, 0.55)) return Math.abs(y - 0.49) < 0.018 && Math.floor(x * 50) % 3 !== 0 ? deep! : paper!;
    if (inBox(x, y, 0.54, 0.3, 0.61, 0.44)) return brick!;
    return y > 0.66 + 0.012 * Math.sin(x * 50) ? between(sea!, deep!, steps((y - 0.66) / 0.34, 4)) : between(sand!, paper!, steps(y / 0.66, 8));
  },
  page: (x, y) => {
    if (!inBox(x, y, 0.18, 0.06, 0.82, 0.96)) return sand!;
    if (inBox(x, y, 0.24, 0.12, 0.76, 0.19)) return ink!;
    if (inBox(x, y, 0.24, 0.24, 0.55, 0.5)) return y > 0.42 ? sea! : sun!;
    const [column, row] = [(x - 0.24) / 0.18, (y - 0.24) / 0.03];
    const text = inBox(x, y, 0.24, 0.24, 0.76, 0.9) && column % 1 < 0.88 && row % 1 < 0.45 && (y > 0.53 || x > 0.6);
    return text ? between(ink!, paper!, 0.5) : paper!;
  },
  swatches: (x, y) => [ink!, brick!, sun!, leaf!, sea!, deep!, sand!, paper!][Math.min(3, Math.floor(x * 4)) + (y > 0.5 ? 4 : 0)]!,
  /** A pilcrow's bowl and bars, for a paper that does not exist. */
  mark: (x, y) => {
    if (!inCircle(x, y, 0.5, 0.5, 0.44, 1)) return paper!;
    const bars = inBox(x, y, 0.5, 0.26, 0.55, 0.76) || inBox(x, y, 0.61, 0.26, 0.66, 0.76) || inBox(x, y, 0.46, 0.26, 0.7, 0.31);
    return bars || inCircle(x, y, 0.46, 0.39, 0.13, 1) ? paper! : brick!;
  },
} satisfies Record<string, Paint>;

export function paint(painting: Paint, width: number, height: number): DemoPicture {
  const bytes = encode(painting, width, height);
  const small = encode(painting, 16, Math.max(1, Math.round((16 * height) / width)));
  const colour = between(painting(0.25, 0.3), painting(0.75, 0.8), 0.5);
  return {
    bytes, width, height,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    color: `#${Buffer.from(colour).toString('hex')}`,
    preview: `data:image/png;base64,${small.toString('base64')}`,
  };
}

function encode(painting: Paint, width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) rows.set(painting((column + 0.5) / width, (row + 0.5) / height), row * (1 + width * 3) + 1 + column * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
