import type { Problem } from '#app/platform/problem.ts';
import type { Version } from '../version.ts';
import type { Stamp } from './kind.ts';
import type { SaveAnswer, SaveRequest } from './outside.ts';

/** A browser finishes a request of a page that is gone only up to 64 KB, all of them together. */
const OUTLIVES_THE_PAGE = 60_000;
const PATIENCE_MS = 30_000;

interface Reply<V extends Stamp> {
  revision?: number;
  savedAt?: string;
  status?: string;
  contentHash?: string;
  problem?: Problem;
  theirs?: V;
}

/** One save over the network. It never throws: what it does not understand is no answer, and is asked again. */
export async function postSave<V extends Stamp = Version>(to: { path: string; fields: Record<string, string> }, { revision, reason, changes }: SaveRequest<V>): Promise<SaveAnswer<V>> {
  const form = new FormData();
  const written = JSON.stringify(changes);
  for (const [name, value] of Object.entries({ ...to.fields, revision: String(revision), reason, changes: written })) form.set(name, value);
  try {
    const response = await fetch(to.path, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      keepalive: new TextEncoder().encode(written).length < OUTLIVES_THE_PAGE,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return await answerOf<V>(response);
  } catch {
    return { kind: 'lost' };
  }
}

export async function answerOf<V extends Stamp = Version>(response: Response): Promise<SaveAnswer<V>> {
  const { status } = response;
  if (response.type === 'opaqueredirect' || response.redirected || (status >= 300 && status < 400) || status === 401) return { kind: 'signed-out' };
  if (status === 429 || status === 408 || status >= 500) return { kind: 'lost', afterMs: Number(response.headers.get('Retry-After') ?? 0) * 1000 || 0 };
  const reply = (await response.json().catch(() => null)) as Reply<V> | null;
  if (status === 413) return { kind: 'refused', problem: reply?.problem ?? { kind: 'invalid', message: 'The text is too long to be saved as one piece.', field: 'body' } };
  if (!reply) return { kind: 'lost' };
  const { revision, savedAt, problem, theirs } = reply;
  if (response.ok && revision && savedAt) return { kind: 'saved', revision, savedAt, status: reply.status ?? '', contentHash: reply.contentHash ?? '' };
  if (status === 409 && theirs && !problem?.field) return { kind: 'conflict', theirs };
  return problem ? { kind: 'refused', problem } : { kind: 'lost' };
}
