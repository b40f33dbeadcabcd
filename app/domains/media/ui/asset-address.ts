import { type Addressed, fileAddress, imageAddress, type Pictured, WIDTHS } from '../address.ts';

/** An address, and for a private file the query that opens it for a while. */
interface Reachable {
  signature: string | null;
}

const opened = (address: string, { signature }: Reachable) => (signature === null ? address : `${address}${address.includes('?') ? '&' : '?'}${signature}`);

export const fileSource = (asset: Addressed & Reachable) => opened(fileAddress(asset), asset);

export type Reached = Pictured & Reachable;

export const imageSource = (asset: Reached, width: (typeof WIDTHS)[number], whole = false) => opened(imageAddress(asset, { width, whole }), asset);

/** The widths that the picture has; a small one has itself. */
export const imageSources = (asset: Reached, natural: number | null, whole = false) =>
  WIDTHS.filter((width) => natural === null || width <= natural)
    .map((width) => `${imageSource(asset, width, whole)} ${width}w`)
    .join(', ') || undefined;
