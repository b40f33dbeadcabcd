/** The four questions that an upload asks the server, and what each answer means for the queue. */
import type { Named } from './upload-queue.ts';

export type Trouble = { type: 'broke'; afterMs?: number } | { type: 'gone' } | { type: 'refused'; problem: string; over: boolean };

export interface Opened {
  assetId: string;
  partSize: number;
  parts: number;
  uploaded: number[];
  direct?: Direct | null;
}

/** Where parts may go by themselves, for about an hour. */
export interface Direct {
  expiresAt: string;
  links: { part: number; url: string }[];
}

export type Sent = { ok: true } | { ok: false; trouble: Trouble };

interface Asked {
  name: string;
  byteSize: number;
  mimeType?: string;
  folderId?: string;
  replaces?: string;
  keepBoth?: boolean;
  sha256?: string;
  organizationId: string;
}

const HERE = '/media/uploads';
/** A connection that has moved nothing for this long is as good as broken. */
const SILENT_MS = 60_000;

const SIGNED_OUT = 'You are signed out. Sign in again in another tab, then try again.';

export function troubleOf(status: number, body: unknown, retryAfter: string | null, missing: 'gone' | 'refused'): Trouble {
  const { title, detail } = (typeof body === 'object' && body !== null ? body : {}) as { title?: string; detail?: string };
  if (status === 404 && missing === 'gone') return { type: 'gone' };
  if (status === 429 || status >= 500) return { type: 'broke', ...(Number(retryAfter) > 0 ? { afterMs: Number(retryAfter) * 1000 } : {}) };
  // Looked at and not taken: there is nothing left to go on with.
  return { type: 'refused', over: status === 422, problem: status === 401 ? SIGNED_OUT : (detail ?? title ?? `The server answered ${status}. Try again; if it stays, tell us.`) };
}

async function ask<T>(path: string, init: RequestInit, missing: 'gone' | 'refused'): Promise<{ ok: true; value: T } | { ok: false; trouble: Trouble }> {
  try {
    const answer = await fetch(path, { ...init, headers: { Accept: 'application/json', ...(init.body ? { 'Content-Type': 'application/json' } : {}) } });
    const body: unknown = answer.status === 204 ? null : await answer.json().catch(() => null);
    if (answer.ok && !answer.redirected) return { ok: true, value: body as T };
    return { ok: false, trouble: troubleOf(answer.redirected ? 401 : answer.status, body, answer.headers.get('Retry-After'), missing) };
  } catch {
    return { ok: false, trouble: { type: 'broke' } };
  }
}

/** Up to this size a file is hashed before it leaves, so that one that is here already need not leave at all. */
const MOST_HASHED = 64 * 1024 * 1024;

export async function hashOf(file: File): Promise<string | undefined> {
  if (file.size > MOST_HASHED || !crypto.subtle) return undefined;
  try {
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  } catch {
    return undefined;
  }
}

/** Never aborted: whoever cancelled meanwhile wants what it opened closed again. */
export const openUpload = (asked: Asked) => ask<Opened | { duplicateOf: Named }>(HERE, { method: 'POST', body: JSON.stringify(asked) }, 'refused');

export const findUpload = (assetId: string, signal: AbortSignal) => ask<Opened>(`${HERE}/${assetId}`, { signal }, 'gone');

export const closeUpload = (assetId: string, signal: AbortSignal) => ask<{ asset: Named; duplicateOf?: Named | null }>(`${HERE}/${assetId}/complete`, { method: 'POST', signal }, 'gone');

export const renewLinks = (assetId: string, parts: number[], signal: AbortSignal) => ask<Direct>(`${HERE}/${assetId}/links`, { method: 'POST', body: JSON.stringify({ parts }), signal }, 'gone');

/** Tells what the bucket answered. */
export const noteDirect = (assetId: string, part: number, etag: string, signal: AbortSignal): Promise<Sent> =>
  ask<unknown>(`${HERE}/${assetId}/parts/${part}`, { method: 'POST', body: JSON.stringify({ etag }), signal }, 'gone');

export const dropUpload = (assetId: string) => fetch(`${HERE}/${assetId}`, { method: 'DELETE', keepalive: true }).catch(() => undefined);

export const importFrom = (url: string, folderId: string | null) =>
  ask<{ asset?: Named; duplicateOf?: Named | null }>('/media/import', { method: 'POST', body: JSON.stringify({ url, ...(folderId ? { folderId } : {}) }) }, 'refused');

/** An XMLHttpRequest, because only it tells how much of a body has left. Null: no answer came. */
export function put(url: string, bytes: Blob, signal: AbortSignal, onProgress: (sent: number) => void): Promise<XMLHttpRequest | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let silence = 0;
    const listen = () => {
      clearTimeout(silence);
      silence = window.setTimeout(() => request.abort(), SILENT_MS);
    };
    const end = (answer: XMLHttpRequest | null) => {
      clearTimeout(silence);
      resolve(answer);
    };
    request.open('PUT', url);
    request.upload.onprogress = (event) => {
      listen();
      onProgress(event.loaded);
    };
    request.onload = () => end(request);
    request.onerror = request.onabort = () => end(null);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    listen();
    request.send(bytes);
  });
}

export async function sendPart(assetId: string, part: number, bytes: Blob, signal: AbortSignal, onProgress: (sent: number) => void): Promise<Sent> {
  const answer = await put(`${HERE}/${assetId}/parts/${part}`, bytes, signal, onProgress);
  if (!answer) return { ok: false, trouble: { type: 'broke' } };
  if (answer.status >= 200 && answer.status < 300) return { ok: true };
  return { ok: false, trouble: troubleOf(answer.status, parsed(answer.responseText), answer.getResponseHeader('Retry-After'), 'gone') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
