import { TYPES } from './file/file-types.ts';

/** Only what its bytes showed to be harmless is drawn in the browser; all else is a download. */
const INLINE = new Set<string>(Object.values(TYPES).flatMap(({ mime, inline }) => (inline ? [mime] : [])));

export const isInline = (mimeType: string) => INLINE.has(mimeType);

/** RFC 6266: a plain name for the oldest readers, and the real one in RFC 5987's spelling. */
export function disposition(name: string, mimeType: string): string {
  const download = downloadName(name, mimeType);
  const plain = download.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const real = encodeURIComponent(download).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${isInline(mimeType) ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${real}`;
}

const KNOWN = Object.values(TYPES);

/** A page that was uploaded as picture.png is not saved under a name that says it is a picture. */
export function downloadName(name: string, mimeType: string): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
  const claimed = KNOWN.filter((type) => type.extension === extension);
  const real = KNOWN.find(({ mime }) => mime === mimeType);
  if (!real || claimed.length === 0 || claimed.some(({ mime }) => mime === mimeType)) return name;
  return `${name}.${real.extension}`;
}
