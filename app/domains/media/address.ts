import { type Crop, cropText } from './crop.ts';

/** The stable address of a public file: the asset, and the hash of the bytes, so that it can be cached for ever. */
export interface Addressed {
  id: string;
  name: string;
  sha256: string | null;
}

/** A picture's smaller ones depend on its crop as well, so it stands in their address. */
export interface Pictured extends Addressed {
  crop: Crop | null;
}

export const WIDTHS = [160, 320, 640, 960, 1280, 1920, 2560] as const;

export const WHOLE = 'none';

/** What the bytes are called in an address: 24 hex digits of their SHA-256. */
export const contentOf = (sha256: string) => sha256.slice(0, 24);

export function fileAddress(asset: Addressed): string {
  return `/media/f/${asset.id}/${contentOf(asset.sha256 ?? '')}/${encodeURIComponent(asset.name)}`;
}

export interface Rendition {
  width: number;
  height?: number;
  fit?: 'contain' | 'cover';
  /** The whole picture although it has a crop: to choose the crop on. */
  whole?: boolean;
}

/** A smaller picture of it; the format is chosen from what the browser accepts. */
export function imageAddress(asset: Pictured, { width, height, fit, whole }: Rendition): string {
  const crop = asset.crop && (whole ? WHOLE : cropText(asset.crop));
  const search = new URLSearchParams({ w: String(width), ...(height ? { h: String(height) } : {}), ...(fit ? { fit } : {}), ...(crop ? { crop } : {}) });
  return `${fileAddress(asset)}?${search}`;
}
