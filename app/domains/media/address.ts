/** The stable address of a public file: the asset, and the hash of the bytes, so that it can be cached for ever. */
export interface Addressed {
  id: string;
  name: string;
  sha256: string | null;
}

export const WIDTHS = [160, 320, 640, 960, 1280, 1920, 2560] as const;

/** What the bytes are called in an address: 24 hex digits of their SHA-256. */
export const contentOf = (sha256: string) => sha256.slice(0, 24);

export function fileAddress(asset: Addressed): string {
  return `/media/f/${asset.id}/${contentOf(asset.sha256 ?? '')}/${encodeURIComponent(asset.name)}`;
}

export interface Rendition {
  width: number;
  height?: number;
  fit?: 'contain' | 'cover';
}

/** A smaller picture of it; the format is chosen from what the browser accepts. */
export function imageAddress(asset: Addressed, { width, height, fit }: Rendition): string {
  const search = new URLSearchParams({ w: String(width), ...(height ? { h: String(height) } : {}), ...(fit ? { fit } : {}) });
  return `${fileAddress(asset)}?${search}`;
}

export const imageSet = (asset: Addressed, natural: number | null) =>
  WIDTHS.filter((width) => natural === null || width <= natural).map((width) => `${imageAddress(asset, { width })} ${width}w`).join(', ');
