import type { Hono } from 'hono';
import { ORIGIN, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { cookieOf } from './uploading.ts';

const fetchOfNode = globalThis.fetch;

export interface Weather {
  /** The bucket's address does not answer. */
  bucketDown?: boolean;
  /** What the bucket answers before it is asked itself. */
  bucketSays?: number[];
}

/**
 * What the upload client finds in a page, as far as it looks: requests that go to the app with the page's cookie, and to
 * the bucket under the rules that browsers keep: asked beforehand, and the answer readable only where it is allowed.
 */
export function enterPage(app: TestApp, who: Browser, bucketOrigin: string, bucket: Hono, weather: Weather) {
  const asked: string[] = [];

  async function send(method: string, path: string, body: BodyInit | null, length: number | null): Promise<Response> {
    const url = new URL(path, ORIGIN);
    const size: Record<string, string> = length === null ? {} : { 'Content-Length': String(length) };
    if (url.origin === ORIGIN) {
      asked.push(`${method} ${url.pathname.replace(/[0-9a-f-]{36}/, ':asset')}`);
      return app.fetch(new Request(url, { method, body, headers: { Cookie: cookieOf(who), Origin: ORIGIN, ...size, ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}) } }));
    }
    if (url.origin !== bucketOrigin || weather.bucketDown) throw new TypeError('Failed to fetch');
    asked.push(`${method} bucket`);
    const says = weather.bucketSays?.shift();
    if (says) return new Response('', { status: says });
    const before = await bucket.fetch(new Request(url, { method: 'OPTIONS', headers: { Origin: ORIGIN, 'Access-Control-Request-Method': method } }));
    if (before.headers.get('Access-Control-Allow-Origin') !== ORIGIN) throw new TypeError('Failed to fetch');
    const answer = await bucket.fetch(new Request(url, { method, body, headers: { Origin: ORIGIN, ...size } }));
    const exposed = answer.headers.get('Access-Control-Expose-Headers')?.split(', ') ?? [];
    return new Response(await answer.text(), { status: answer.status, headers: exposed.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)!] as [string, string]] : [])) });
  }

  class PageRequest {
    upload: { onprogress?: (event: { loaded: number }) => void } = {};
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    status = 0;
    responseText = '';
    #method = '';
    #url = '';
    #headers = new Headers();
    open(method: string, url: string) {
      [this.#method, this.#url] = [method, url];
    }
    abort() {
      this.onabort?.();
    }
    getResponseHeader(name: string) {
      return this.#headers.get(name);
    }
    async send(body: Blob) {
      try {
        const answer = await send(this.#method, this.#url, await body.arrayBuffer(), body.size);
        [this.status, this.#headers, this.responseText] = [answer.status, answer.headers, await answer.text()];
        this.upload.onprogress?.({ loaded: body.size });
        this.onload?.();
      } catch {
        this.onerror?.();
      }
    }
  }

  Object.assign(globalThis, {
    window: { addEventListener() {}, setTimeout },
    XMLHttpRequest: PageRequest,
    // The database's driver fetches too, by whole addresses.
    fetch: (to: string, init: RequestInit = {}) => (typeof to === 'string' && to.startsWith('/') ? send(init.method ?? 'GET', to, (init.body as string | undefined) ?? null, null) : fetchOfNode(to, init)),
  });
  return asked;
}
