import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import type { z } from 'zod';
import { noTrips } from '#db/client.ts';
import type { Authentication } from '#db/queries/authentication.ts';
import { touchOwnSession } from '#db/queries/sessions.ts';
import { DatabaseDown, SignedOut } from '#db/refusal.ts';
import * as scope from '#db/scope.ts';
import { type ParsedForm, parseForm } from './form.server.ts';
import { isUuid } from './ids.ts';
import { type Org, orgOf } from './org.server.ts';
import { type Permission, PERMISSIONS, whyNot } from './permission.ts';
import { notFound, type Problem, STATUS, TITLE } from './problem.ts';
import { isDevelopment, type RequestContext } from './env.ts';
import { dropSession, keepToast, sessionToken, type Toast } from './session.server.ts';

export type Viewer = Omit<Authentication, 'role' | 'permissions' | 'seenLongAgo'> & { role: NonNullable<Authentication['role']> | null; permissions: string[] };

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/**
 * All reads of one page, its layout's and its own, in one round trip: whoever asks within one turn of the event loop
 * shares the batch, and it proves the session before any of them.
 */
class PageReads {
  readonly queries: scope.Queries = {};
  readonly answered: Promise<{ viewer: Viewer; answers: Record<string, unknown> }>;
  sent = false;

  constructor(context: RequestContext, token: string) {
    this.answered = new Promise<void>((resolve) => setTimeout(resolve, 0)).then(async () => {
      this.sent = true;
      const { proof, answers } = await scope.read({ url: context.env.DATABASE_URL, credential: { kind: 'session', token }, trips: context.trips }, this.queries);
      if (proof.seenLongAgo) context.later(touchSession(context, token));
      return { viewer: { ...proof, permissions: proof.permissions ?? [] }, answers };
    });
  }
}

async function touchSession(context: RequestContext, token: string) {
  await scope.write({ url: context.env.DATABASE_URL, credential: { kind: 'session', token }, trips: noTrips() }, null, (db) => [touchOwnSession(db)]);
}

function readsOf(context: RequestContext, token: string): PageReads {
  const open = context.reads as PageReads | undefined;
  if (open && !open.sent) return open;
  const fresh = new PageReads(context, token);
  context.reads = fresh;
  return fresh;
}

/** A page's reads: signed out goes to sign-in, no organization to the first steps, no permission to a 403 with a sentence. */
export async function read<Q extends scope.Queries>(args: Args, permission: Permission, queries: Q): Promise<scope.Answers<Q> & { viewer: Viewer }> {
  const token = await sessionToken(args.request, args.context);
  if (!token) throw toSignIn(args);
  const reads = readsOf(args.context, token);
  const prefix = `${Object.keys(reads.queries).length}:`;
  for (const [name, query] of Object.entries(queries)) reads.queries[prefix + name] = query;
  const { viewer, answers } = await reads.answered.catch(async (error) => {
    if (error instanceof SignedOut) throw toSignIn(args, await dropSession(args.context));
    if (error instanceof DatabaseDown) throw databaseDown(args.context);
    throw error;
  });
  if (PERMISSIONS[permission] !== null) {
    if (!viewer.verified) throw redirect('/check-your-mail');
    if (!viewer.organization) throw redirect('/organizations/new');
    const refusal = whyNot(viewer, permission);
    if (refusal) throw answer({ kind: 'forbidden', message: refusal });
  }
  const own = Object.fromEntries(Object.keys(queries).map((name) => [name, answers[prefix + name]])) as scope.Answers<Q>;
  return { ...own, viewer };
}

/** A submission: who sends it (proved by the first write), and the form read by its schema. */
export async function submission<S extends z.ZodType>(args: ActionFunctionArgs, permission: Permission, schema: S): Promise<{ org: Org; form: ParsedForm<z.output<S>> }> {
  const token = await sessionToken(args.request, args.context);
  if (!token) throw toSignIn(args);
  const submitted = await submittedForm(args);
  const organizationId = uuidIn(submitted, '_org');
  const once = uuidIn(submitted, '_once');
  const org: Org = {
    ...orgOf(args.context, { kind: 'session', token }, permission, organizationId),
    signedOut: async () => toSignIn(args, await dropSession(args.context)),
  };
  // Outside an organization there is nothing to remember the key under; what happens there is safe to send twice.
  const keyed = organizationId && once ? { ...org, once: { key: `form:${once}`, requestHash: '00', again: () => sentTwice(args, submitted) } } : org;
  return { org: keyed, form: parseForm(submitted, schema) };
}

/** The second of two presses lands on the page it came from; the first one's answer may have been lost on the way. A page that was left hears nothing. */
const sentTwice = async ({ request, context }: ActionFunctionArgs, submitted: FormData): Promise<Response> => {
  const page = new URL(request.url).pathname.replace(/\.data$/, '');
  return submitted.has('_left') ? redirect(page) : redirectWithToast(context, page, 'This was sent twice. It counted once.');
};

function uuidIn(submitted: FormData, name: string): string | undefined {
  const value = submitted.get(name);
  return typeof value === 'string' && isUuid(value) ? value : undefined;
}

/** Which of a page's forms was sent. */
export async function intentOf(args: ActionFunctionArgs): Promise<string> {
  return String((await submittedForm(args)).get('intent') ?? '');
}

export function submittedForm(args: ActionFunctionArgs): Promise<FormData> {
  args.context.submitted ??= args.request.formData();
  return args.context.submitted;
}

/** A problem as a thrown response: the error page of the nearest route shows its sentence. */
export function answer(problem: Problem): Response {
  return Response.json({ problem, title: TITLE[problem.kind] }, { status: STATUS[problem.kind], statusText: TITLE[problem.kind] });
}

/** Said by the page, with the request's id: whoever is on call will look for it in the log. */
function databaseDown({ requestId }: RequestContext): Response {
  const message = 'Nothing was changed. Wait a moment and reload the page; what you saved before is safe.';
  return Response.json({ problem: { kind: 'upstream', message }, requestId }, { status: 503, statusText: 'The database does not answer', headers: { 'Retry-After': '5' } });
}

export const unknownIntent = () => answer({ kind: 'invalid', message: 'This form is from an older version of the page. Reload and try again.' });

export async function redirectWithToast(context: RequestContext, to: string, toast: string | Toast, cookies: string[] = []) {
  const headers = new Headers();
  for (const value of [await keepToast(context, typeof toast === 'string' ? { message: toast } : toast), ...cookies]) headers.append('Set-Cookie', value);
  return redirect(to, { headers });
}

/** The page's own address, without what was only meant for this answer. */
export function here(request: Request): string {
  const url = new URL(request.url);
  for (const name of ['_routes', 'index', 'ask']) url.searchParams.delete(name);
  return url.pathname.replace(/\.data$/, '') + url.search;
}

/** A toast lives in a cookie of 4 KB; a longer list finds its way back through the page where it went. */
const MOST_UNDONE = 40;

export function wayBack(action: string, ids: string[], fields: Record<string, string>): Pick<Toast, 'undo'> {
  return ids.length > MOST_UNDONE || action.length > 400 ? {} : { undo: { action, fields: { ...fields, ids: ids.join(',') } } };
}

/** Where to go after signing in: back to the page asked for, never to another site. */
export const safeNext = (next: string | null | undefined) => (next && /^\/(?![/\\])/.test(next) ? next : '/');

/** A page sent to is a page to come back to; an action without one sends on to Today by itself. */
function toSignIn(args: Args, cookie?: string): Response {
  const url = new URL(args.request.url);
  for (const mark of ['index', '_routes']) url.searchParams.delete(mark);
  const here = url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/') + url.search;
  return redirect(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`, cookie ? { headers: { 'Set-Cookie': cookie } } : undefined);
}

/** Pages for the developer are not there at all where mail really leaves. */
export function developmentOnly(context: RequestContext) {
  if (!isDevelopment(context.env)) throw answer(notFound('page'));
}
