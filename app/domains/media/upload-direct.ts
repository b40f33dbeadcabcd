/** Parts straight to the bucket where the server offers it, and through the server where that does not work. */
import { type Direct, noteDirect, put, renewLinks, type Sent, sendPart, troubleOf } from './upload-door.ts';

/** A link that ends sooner than this could end under way. */
const SOON_MS = 10 * 60_000;
const AT_ONCE = 50;

export interface Way {
  assetId: string;
  parts: number;
  signal: AbortSignal;
  onProgress(sent: number): void;
}

/** The links of one upload. */
export class DirectLinks {
  readonly #urls = new Map<number, string>();
  #until = 0;
  /** The browser cannot reach the bucket, or may not read what it answers. */
  blocked = false;

  constructor(direct: Direct) {
    this.#take(direct);
  }

  #take({ expiresAt, links }: Direct) {
    this.#urls.clear();
    this.#until = Date.parse(expiresAt);
    for (const { part, url } of links) this.#urls.set(part, url);
  }

  async urlOf(part: number, { assetId, parts, signal }: Way): Promise<string | null> {
    if (Date.now() > this.#until - SOON_MS) this.#urls.clear();
    if (!this.#urls.has(part)) {
      const next = Array.from({ length: Math.min(AT_ONCE, parts - part + 1) }, (_, index) => part + index);
      const renewed = await renewLinks(assetId, next, signal);
      if (renewed.ok) this.#take(renewed.value);
    }
    return this.#urls.get(part) ?? null;
  }

  forget(part: number) {
    this.#urls.delete(part);
  }
}

export async function sendDirect(links: DirectLinks | undefined, part: number, bytes: Blob, way: Way): Promise<Sent> {
  const { assetId, signal, onProgress } = way;
  const url = links && !links.blocked ? await links.urlOf(part, way) : null;
  if (!links || !url || signal.aborted) return sendPart(assetId, part, bytes, signal, onProgress);
  const answer = await put(url, bytes, signal, onProgress);
  const etag = answer && answer.status === 200 ? answer.getResponseHeader('ETag') : null;
  if (etag) return noteDirect(assetId, part, etag, signal);
  links.forget(part);
  // Busy or broken for a moment: the queue comes back to it.
  if (answer && (answer.status === 429 || answer.status >= 500)) return { ok: false, trouble: troubleOf(answer.status, null, answer.getResponseHeader('Retry-After'), 'gone') };
  if (signal.aborted) return { ok: false, trouble: { type: 'broke' } };
  const sent = await sendPart(assetId, part, bytes, signal, onProgress);
  // What reaches the server and not the bucket is kept from it by a firewall, or by the bucket's own rules.
  if (sent.ok) links.blocked = true;
  return sent;
}
