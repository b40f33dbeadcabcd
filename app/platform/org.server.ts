import { and, eq, sql } from 'drizzle-orm';
import { idempotencyKeys } from '#db/schema/index.ts';
import { SignedOut } from '#db/refusal.ts';
import * as scope from '#db/scope.ts';
import { type Permission, PERMISSIONS } from './permission.ts';
import { type Problem, problem } from './problem.ts';
import type { RequestContext } from './env.ts';
import { done, refused, type Result } from './result.ts';

/** A key that the sender chose for one write, and the SHA-256 (in hex) of what was sent under it. */
export interface Once {
  key: string;
  requestHash: string;
  /** What a page answers to the second of two presses; without it AlreadyDone is thrown. */
  again?: () => Promise<Response>;
  /** Set when the write stands, and with it the key. */
  committed?: boolean;
}

/**
 * The handle that a command gets: one tenant, one permission, already asked for. Without it there is no query, and what
 * it writes passes the gate inside its own transaction.
 */
export interface Org {
  readonly context: RequestContext;
  readonly scope: scope.Scope;
  readonly permission: Permission;
  /** The organization that the page showed when the form was sent, if it said. */
  readonly organizationId?: string;
  /** Makes the write happen once, however often it is sent: the key is kept in the write's own transaction. */
  readonly once?: Once;
  /** What a page answers when its session has ended; without it SignedOut is thrown. */
  readonly signedOut?: () => Promise<Response>;
  /** Jobs promised by the write under way; the queue is told of them once it is committed. */
  readonly promised: { id: string; type: string; fence?: number; delaySeconds?: number }[];
  /** People to whom the write under way raises a notice: their open pages look again once it is committed. */
  readonly told: string[];
}

export function orgOf(context: RequestContext, credential: scope.Credential, permission: Permission, organizationId?: string): Org {
  return { context, scope: { url: context.env.DATABASE_URL, credential, trips: context.trips }, permission, promised: [], told: [], ...(organizationId ? { organizationId } : {}) };
}

export interface Kept {
  requestHash: string;
  response: { status: number; body: unknown } | null;
}

/** The write was done before under this key; nothing was done now. */
export class AlreadyDone extends Error {
  readonly kept: Kept | null;
  constructor(kept: Kept | null) {
    super('This was sent before and took effect then.');
    this.kept = kept;
  }
}

const alreadyDone = async (once: Once, kept: Kept | null) => (once.again ? await once.again() : new AlreadyDone(kept));

function gateOf({ scope: { credential }, permission, organizationId }: Org): scope.Gate | null {
  if (credential.kind === 'system') return null;
  return { permission, roles: PERMISSIONS[permission], ...(organizationId ? { organizationId } : {}) };
}

/** What this sender did under this key before. */
export const keptUnder = (key: string) =>
  scope.one<Kept>((db) =>
    db
      .select({ requestHash: sql<string>`encode(${idempotencyKeys.requestHash}, 'hex')`, response: idempotencyKeys.response })
      .from(idempotencyKeys)
      .where(and(eq(idempotencyKeys.actorId, sql`app.current_actor_id()`), eq(idempotencyKeys.key, key))),
  );

/** A read of a command, before it decides: it passes the same gate as the write. Pages use guard.server.ts. */
export async function readFor<Q extends scope.Queries>(org: Org, queries: Q): Promise<Result<scope.Answers<Q>>> {
  const once = org.once?.committed ? undefined : org.once;
  const asked: scope.Queries = once ? { ...queries, _kept: keptUnder(once.key) } : queries;
  try {
    const { answers } = await scope.read(org.scope, asked, gateOf(org));
    if (once && answers._kept) throw await alreadyDone(once, answers._kept as Kept);
    return done(answers as scope.Answers<Q>);
  } catch (error) {
    if (error instanceof scope.Refused) return refused(error.problem);
    throw await asAnswered(org, error);
  }
}

const asAnswered = async (org: Org, error: unknown) => (error instanceof SignedOut && org.signedOut ? await org.signedOut() : error);

/** What the queue takes in one call. */
const SENT_AT_ONCE = 100;

const KEPT_BEFORE = problem('conflict', 'This was sent before and took effect then.');

/** One transaction: the gate, then every statement or none. Afterwards the queue hears of the jobs it promised. */
export async function writeFor<const S extends readonly scope.Statement[]>(
  org: Org,
  build: (db: scope.Writer) => S,
  constraints?: Record<string, Problem>,
): Promise<scope.Written<S>> {
  const once = org.once?.committed ? undefined : org.once;
  const keep = once && ((db: scope.Writer) => [db.insert(idempotencyKeys).values({ key: once.key, requestHash: sql`decode(${once.requestHash}, 'hex')` })]);
  const written = await scope.write(org.scope, gateOf(org), build, { ...constraints, idempotency_keys_key: KEPT_BEFORE }, keep).catch(async (error) => {
    throw await asAnswered(org, error);
  });
  const promised = org.promised.splice(0);
  const told = org.told.splice(0);
  if (!written.ok) {
    if (once && written.problem === KEPT_BEFORE) throw await alreadyDone(once, null);
    return written;
  }
  if (once) once.committed = true;
  const jobs = [...promised, ...promisedIn(written.value)];
  for (let start = 0; start < jobs.length; start += SENT_AT_ONCE) {
    const some = jobs.slice(start, start + SENT_AT_ONCE).map(({ delaySeconds = 0, ...job }) => ({ body: job, ...(delaySeconds > 0 ? { delaySeconds } : {}) }));
    // A lost message costs a minute: the cron tick finds the row.
    org.context.later(org.context.env.JOBS.sendBatch(some).catch(() => undefined));
  }
  if (told.length > 0) org.context.later(ring(org.context, told));
  return written;
}

interface Promised {
  promisedId?: string;
  promisedType?: string;
  promisedFence?: number;
  promisedDelay?: number;
}

/** What Postgres chose: the statement that promised it answers each with `promisedId`. */
const promisedIn = (answers: readonly unknown[]) =>
  answers.flatMap((rows) => (Array.isArray(rows) ? (rows as Promised[]).flatMap(({ promisedId: id, promisedType: type, promisedFence: fence, promisedDelay: delaySeconds = 0 }) => (id && type ? [{ id, type, ...(fence === undefined ? {} : { fence }), delaySeconds }] : [])) : []));

/** A bell that cannot be rung costs nothing: the notice is there at the next page. */
async function ring({ env }: RequestContext, people: string[]) {
  await Promise.allSettled(people.map((person) => env.BELL?.getByName(person).ring()));
}
