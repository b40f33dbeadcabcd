import { createHash } from 'node:crypto';
import type { Completed } from '#app/domains/media/complete-upload.server.ts';
import type { Started } from '#app/domains/media/start-upload.server.ts';
import { ORIGIN, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { withKey } from '../api/program.ts';

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
export const cookieOf = (browser: Browser) => Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ');

export interface Said<T> {
  status: number;
  headers: Headers;
  body: T & { detail: string };
  trips: number;
}

export type Doorway = ReturnType<typeof doorOf>;
export type Finished = Completed & { asset: Completed['asset'] & { address: string }; duplicateOf: { id: string; name: string } | null };

/** One of the two doors: a person's, with a cookie and the page's Origin; or a program's, with a key. */
export function doorOf(app: TestApp, who: Browser | string | null) {
  const base = typeof who === 'string' ? '/api/v1/media' : '/media';
  const headers: Record<string, string> = typeof who === 'string' ? withKey(who) : who ? { Cookie: cookieOf(who), Origin: ORIGIN } : { Origin: ORIGIN };

  async function ask<T = object>(method: string, path: string, body?: object, more: Record<string, string> = {}): Promise<Said<T>> {
    const bytes = body instanceof Uint8Array;
    const content = body === undefined ? {} : { body: (bytes ? body : JSON.stringify(body)) as BodyInit };
    const type: Record<string, string> = bytes ? { 'Content-Length': String(body.length) } : body ? { 'Content-Type': 'application/json' } : {};
    const response = await app.fetch(new Request(`${ORIGIN}${base}${path}`, { method, ...content, headers: { ...headers, ...type, ...more } }));
    const [, trips = '0'] = /desc="(\d+) trips/.exec(response.headers.get('Server-Timing') ?? '') ?? [];
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text.startsWith('{') ? JSON.parse(text) : { detail: text }) as T & { detail: string }, trips: Number(trips) };
  }

  const start = (name: string, byteSize: number, more: object = {}) => ask<Started>('POST', '/uploads', { name, byteSize, ...more });
  const put = (asset: string, number: number, bytes: Uint8Array, more: Record<string, string> = {}) => ask('PUT', `/uploads/${asset}/parts/${number}`, bytes, more);
  const complete = (asset: string) => ask<Finished>('POST', `/uploads/${asset}/complete`);

  /** The whole way. */
  async function upload(name: string, bytes: Uint8Array, more: object = {}) {
    const started = await start(name, bytes.length, more);
    if (started.status !== 201) throw new Error(`${started.status}: ${started.body.detail}`);
    const { assetId, partSize, parts } = started.body;
    for (let number = 1; number <= parts; number += 1) {
      const sent = await put(assetId, number, bytes.subarray((number - 1) * partSize, number * partSize));
      if (sent.status !== 200) throw new Error(`${sent.status}: ${sent.body.detail}`);
    }
    return { assetId, ...(await complete(assetId)) };
  }

  const fetchFile = (address: string, init: RequestInit = {}) => app.fetch(new Request(`${ORIGIN}${address}`, init));
  return { ask, start, put, complete, upload, fetchFile, state: (asset: string) => ask<{ uploaded: number[]; status: string; parts: number }>('GET', `/uploads/${asset}`), abort: (asset: string) => ask('DELETE', `/uploads/${asset}`) };
}

/** Bytes that no sniffer knows, and no two calls alike. */
export function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed * 2654435761;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  bytes.set([0xf0, 0x9f, 0x00, 0x01]);
  return bytes;
}
