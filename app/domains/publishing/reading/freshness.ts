/** Counts up when what is rendered from the same rows changes: every ETag changes with it. */
const RENDERED = 1;

/** What an ETag is made from: which revision stands there, the number of the last change, and the representation. */
export interface Stamp {
  revision: number;
  sequence: number;
  modifiedAt: string | null;
}

export async function digestOf(...parts: string[]): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  return Array.from(new Uint8Array(hash, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const etagOf = ({ revision, sequence }: Stamp, digest: string) => `"${RENDERED}.${revision}.${sequence}.${digest}"`;

/** The tags of an If-None-Match, which compares weakly. */
export const tagsIn = (header: string | undefined): string[] => Array.from((header ?? '').matchAll(/(?:W\/)?("[\x21\x23-\x7e\x80-\uffff]*")/g), ([, tag]) => tag!);

/** The number of the last change that whoever asks holds of this very representation. Its rows need not be sent again. */
export function heldSequence(header: string | undefined, digest: string): number | undefined {
  for (const tag of tagsIn(header)) {
    const [, rendered, sequence, of] = /^"(\d+)\.\d+\.(\d{1,15})\.([0-9a-f]+)[0-9a-f.]*"$/.exec(tag) ?? [];
    if (rendered === String(RENDERED) && of === digest) return Number(sequence);
  }
  return undefined;
}

/** A second in which something changed can hold another change: until it is over, its Last-Modified is not told. */
export function lastModified({ modifiedAt }: Stamp, now: Date): string | null {
  if (modifiedAt === null) return null;
  const at = Math.floor(Date.parse(modifiedAt) / 1000) * 1000;
  return now.getTime() - at >= 2000 ? new Date(at).toUTCString() : null;
}

/** RFC 9110: If-None-Match decides where it is sent; If-Modified-Since only where it is not. */
export function isHeld(headers: Headers, etag: string, modified: string | null): boolean {
  const match = headers.get('If-None-Match');
  if (match !== null) return match.trim() === '*' || tagsIn(match).includes(etag);
  const since = Date.parse(headers.get('If-Modified-Since') ?? '');
  return modified !== null && !Number.isNaN(since) && Date.parse(modified) <= since;
}
