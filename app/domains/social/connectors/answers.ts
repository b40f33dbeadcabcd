import type { Answer, Outcome, Published, WireRequest } from './connector.ts';
import { PlatformRefused } from './connector.ts';

/** Something inside an answer whose shape nobody vouches for. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}

export const textAt = (value: unknown, ...path: (string | number)[]): string | null => {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : typeof found === 'number' ? String(found) : null;
};

export const numberAt = (value: unknown, ...path: (string | number)[]): number | null => {
  const found = at(value, ...path);
  const number = typeof found === 'string' && found !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};

export const listAt = (value: unknown, ...path: (string | number)[]): unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

export const asJson = (method: WireRequest['method'], url: string, body: unknown, headers: Record<string, string> = {}): WireRequest<string> => ({
  method,
  url,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

export const asForm = (url: string, values: Record<string, string>, headers: Record<string, string> = {}): WireRequest<string> => ({
  method: 'POST',
  url,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(values).toString(),
});

export const withQuery = (url: string, values: Record<string, string | undefined>): string => {
  const query = new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return `${url}?${query}`;
};

/** Seconds until a limit lifts, by any of the headers that platforms say it with; a minute where none says. */
export function secondsUntil(answer: Answer, now: Date): number {
  const after = answer.headers.get('Retry-After');
  if (after) {
    const seconds = Number(after);
    const until = Number.isFinite(seconds) ? seconds : (Date.parse(after) - now.getTime()) / 1000;
    if (Number.isFinite(until)) return bounded(until);
  }
  const reset = answer.headers.get('X-RateLimit-Reset') ?? answer.headers.get('X-Rate-Limit-Reset') ?? answer.headers.get('RateLimit-Reset');
  if (!reset) return 60;
  // An epoch in seconds, seconds from now, or a date: all are in use.
  const number = Number(reset);
  const until = Number.isFinite(number) ? (number > 1_000_000_000 ? number - now.getTime() / 1000 : number) : (Date.parse(reset) - now.getTime()) / 1000;
  return Number.isFinite(until) ? bounded(until) : 60;
}

const bounded = (seconds: number) => Math.min(Math.max(Math.ceil(seconds), 1), 86_400);

export const confirmed = (id: string, url: string | null, data: Published['data'] = {}): Outcome => ({ kind: 'confirmed', published: { id, url, data } });
export const rejected = (code: string, sentence: string): Outcome => ({ kind: 'rejected', code, sentence });
export const deferred = (answer: Answer, now: Date, sentence: string): Outcome => ({ kind: 'deferred', seconds: secondsUntil(answer, now), sentence });
export const expired = (sentence: string): Outcome => ({ kind: 'expired', sentence });

/** For every request that publishes nothing: the JSON of a good answer, or the refusal that its status tells. */
export function accepted(answer: Answer, name: string, now: Date, said: string | null = null): unknown {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    if (answer.json === null && answer.text !== '') throw new PlatformRefused('unreadable', `${name} answered something that is not its API. Try again in a moment.`);
    return answer.json;
  }
  const words = said ? `${name} says: ${said}` : null;
  if (status === 401) throw new PlatformRefused('expired', words ?? `${name} does not accept the sign-in any more.`);
  if (status === 429) throw new PlatformRefused('too-fast', words ?? `${name} asks us to slow down.`, secondsUntil(answer, now));
  if (status >= 500) throw new PlatformRefused('unavailable', `${name} has trouble of its own (it answered ${status}).`, 60);
  if (status >= 300 && status < 400) throw new PlatformRefused('unreadable', `${name} sends us to another address, which is not followed.`);
  throw new PlatformRefused('refused', words ?? `${name} refused (${status}).`);
}
