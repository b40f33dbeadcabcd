/** The four questions that an upload asks the server, and what each answer means for the queue. */
import type { Named } from './upload-queue.ts';

export type Trouble = { type: 'broke'; afterMs?: number } | { type: 'gone' } | { type: 'refused'; problem: string; over: boolean };

export interface Opened {
  assetId: string;
  partSize: number;
  parts: number;
  uploaded: number[];
}

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

function troubleOf(status: number, body: unknown, retryAfter: string | null, missing: 'gone' | 'refused'): Trouble {
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

export const dropUpload = (assetId: string) => fetch(`${HERE}/${assetId}`, { method: 'DELETE', keepalive: true }).catch(() => undefined);

export const importFrom = (url: string, folderId: string | null) =>
  ask<{ asset?: Named; duplicateOf?: Named | null }>('/media/import', { method: 'POST', body: JSON.stringify({ url, ...(folderId ? { folderId } : {}) }) }, 'refused');

/** An XMLHttpRequest, because only it tells how much of a body has left. */
export function sendPart(assetId: string, part: number, bytes: Blob, signal: AbortSignal, onProgress: (sent: number) => void): Promise<{ ok: true } | { ok: false; trouble: Trouble }> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let silence = 0;
    const listen = () => {
      clearTimeout(silence);
      silence = window.setTimeout(() => request.abort(), SILENT_MS);
    };
    const end = (result: { ok: true } | { ok: false; trouble: Trouble }) => {
      clearTimeout(silence);
      resolve(result);
    };
    request.open('PUT', `${HERE}/${assetId}/parts/${part}`);
    request.upload.onprogress = (event) => {
      listen();
      onProgress(event.loaded);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return end({ ok: true });
      end({ ok: false, trouble: troubleOf(request.status, parsed(request.responseText), request.getResponseHeader('Retry-After'), 'gone') });
    };
    request.onerror = request.onabort = () => end({ ok: false, trouble: { type: 'broke' } });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    listen();
    request.send(bytes);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
