import { type Addressed, fileAddress, imageAddress, WIDTHS } from '../address.ts';

/** An address, and for a private file the query that opens it for a while. */
export interface Reachable extends Addressed {
  signature: string | null;
}

const opened = (address: string, { signature }: Reachable) => (signature === null ? address : `${address}${address.includes('?') ? '&' : '?'}${signature}`);

export const fileSource = (asset: Reachable) => opened(fileAddress(asset), asset);

export const imageSource = (asset: Reachable, width: (typeof WIDTHS)[number]) => opened(imageAddress(asset, { width }), asset);

/** The widths that the picture has; a small one has itself. */
export const imageSources = (asset: Reachable, natural: number | null) =>
  WIDTHS.filter((width) => natural === null || width <= natural)
    .map((width) => `${imageSource(asset, width)} ${width}w`)
    .join(', ') || undefined;
