import type { Context } from 'hono';
import { type Problem, STATUS, TITLE } from '#app/platform/problem.ts';
import type { RequestContext } from '#app/platform/env.ts';
import type { ApiDoor } from './guard.ts';
import type { FieldError } from './shapes.ts';

/** What is refused before or beneath the seven kinds: who asks is unknown, or we are broken. */
export const BENEATH = {
  'signed-out': { status: 401, title: 'No valid API key' },
  unavailable: { status: 503, title: 'The database does not answer' },
  broken: { status: 500, title: 'Something broke on our side' },
} as const;

interface Said {
  type: string;
  status: number;
  title: string;
  detail: string;
  errors?: FieldError[] | undefined;
  /** Members of this problem's own, such as the versions of a conflict. */
  more?: object | undefined;
}

/** RFC 9457. The instance is the request's id, which the log knows too. */
function problemJson({ origin, requestId }: RequestContext, { type, status, title, detail, errors, more }: Said, headers: Record<string, string>): Response {
  const body = { type: `${origin}/api/v1/reference#problem-${type}`, title, status, detail, instance: `urn:uuid:${requestId}`, ...(errors ? { errors } : {}), ...more };
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });
}

/** A refusal as the API tells it: the same kind, status and sentence that a page shows. */
export function refuse(c: Context<ApiDoor>, { kind, message, field, retryAfterSeconds }: Problem, errors?: FieldError[], headers: Record<string, string> = {}, more?: object): Response {
  const found = errors ?? (field ? [{ pointer: pointerTo([field]), detail: message }] : undefined);
  const waits: Record<string, string> = kind === 'too-fast' ? { 'RateLimit-Remaining': '0' } : {};
  if (retryAfterSeconds) waits['Retry-After'] = String(retryAfterSeconds);
  return problemJson(c.get('request'), { type: kind, status: STATUS[kind], title: TITLE[kind], detail: message, errors: found, more }, { ...waits, ...headers });
}

export function fail(c: Context<ApiDoor>, type: keyof typeof BENEATH, detail: string, headers: Record<string, string> = {}): Response {
  return problemJson(c.get('request'), { type, ...BENEATH[type], detail }, headers);
}

/** RFC 6901, as a fragment. */
export const pointerTo = (path: PropertyKey[]) => ['#', ...path.map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1')))].join('/');
