import { type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { connect, type Database, type Reader, type Statement, type Trips, type Writer } from './client.ts';
import { DatabaseDown, type Refusal, refusalFrom, SQLSTATE, type RefusalKind } from './refusal.ts';
import { type Keyset, keyset, type Page } from './queries/keyset.ts';
import { type Authentication, authenticate, authenticateKey, enterPublic, enterSystem, type KeyAuthentication, type PublicOrganization } from './queries/authentication.ts';

/** Who asks. Every batch starts by proving it to Postgres; nothing else opens the wall. */
export type Credential =
  | { kind: 'session'; token: string }
  | { kind: 'key'; token: string }
  | { kind: 'system'; secret: string; organizationId?: string }
  /** Whoever reads what an organization has published, by the organization's address. It opens the published rows and nothing else. */
  | { kind: 'public'; organization: string }
  /** Anyone at all: proves nothing, sees no table, and reaches what is made for strangers, such as a public file. */
  | { kind: 'reader' };

export interface Scope<C extends Credential = Credential> {
  url: string;
  credential: C;
  trips: Trips;
  /** What this request's first batch proved of its key. Later batches prove the key again and do not count it again. */
  proved?: KeyAuthentication;
}

export type { Reader, Statement, Writer };

export interface Query<T> {
  build(db: Reader): Statement;
  pick(rows: unknown): T;
}
export type Queries = Record<string, Query<unknown>>;
export type Answers<Q extends Queries> = { [K in keyof Q]: Q[K] extends Query<infer T> ? T : never };

export const list = <R>(build: (db: Reader) => Statement<R[]>): Query<R[]> => ({ build, pick: (rows) => rows as R[] });

export const one = <R>(build: (db: Reader) => Statement<R[]>): Query<R | null> => ({ build, pick: (rows) => (rows as R[])[0] ?? null });

/** One page of a list: the query asks for one row more than the page shows. */
export const paged = <R>(page: Page, build: (db: Reader, most: number) => Statement<R[]>, cursor: (row: R) => string): Query<Keyset<R>> => ({
  build: (db) => build(db, page.limit + 1),
  pick: (rows) => keyset(rows as R[], page, cursor),
});

/** A call of a database function as a statement of a batch. */
export const call = <T = void>(db: Reader, expression: SQL): Statement<{ value: T }[]> =>
  db.select({ value: expression as SQL<T> }).from(sql`(values (true)) as once`);

/** A list of ids as one parameter. */
export const idList = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`;

/** Ends the batch, and keeps nothing of it, unless the condition holds. */
export const refuseUnless = (db: Reader, condition: SQL, kind: RefusalKind, sentence: string) =>
  call(db, sql`app.refuse_unless((${condition}), ${SQLSTATE[kind]}, ${sentence})`);

/** What may be asked of whoever writes: the permission, the roles that have it, and the organization that the page showed. */
export interface Gate {
  permission: string;
  roles: readonly string[] | null;
  organizationId?: string;
}

interface Proofs {
  session: Authentication;
  key: KeyAuthentication;
  public: PublicOrganization;
  system: null;
  reader: null;
}
type Proof<C extends Credential> = Proofs[C['kind']];

function prove(db: Reader, { credential, proved }: Scope): Statement<unknown[]> {
  if (credential.kind === 'session') return authenticate(db, credential.token);
  if (credential.kind === 'key') return proved ? proveAgain(db, credential.token) : authenticateKey(db, credential.token);
  if (credential.kind === 'public') return enterPublic(db, credential.organization);
  if (credential.kind === 'reader') return call(db, sql`set_config('app.context', '', true)`);
  return enterSystem(db, credential.secret, credential.organizationId ?? null);
}

/** One request of a key costs one of its hour, however many batches it takes. CASE keeps the two steps in their order. */
const proveAgain = (db: Reader, token: string): Statement<unknown[]> =>
  call(db, sql`app.refuse_unless(case when set_config('app.context', ${`key:${token}`}, true) <> '' then app.current_org() is not null end, 'MH401', 'This API key is unknown, expired or revoked.')`);

/** Only what was committed counts: a refused batch leaves nothing proved, as it leaves nothing counted. */
function remember(scope: Scope, results: unknown[]) {
  if (scope.credential.kind === 'key') scope.proved ??= firstOf(results) as KeyAuthentication;
}

function pass(db: Reader, gate: Gate | null): Statement[] {
  if (!gate) return [];
  const roles = gate.roles === null ? sql`null::text[]` : sql`${`{${gate.roles.join(',')}}`}::text[]`;
  return [call(db, sql`app.gate(${gate.permission}, ${roles}, ${gate.organizationId ?? null}::uuid)`)];
}

async function run(db: Database, statements: Statement[], trips: Trips): Promise<unknown[]> {
  const started = performance.now();
  try {
    return await db.batch(statements as unknown as [BatchItem<'pg'>, ...BatchItem<'pg'>[]]);
  } finally {
    trips.count += 1;
    trips.statements += statements.length;
    trips.ms += performance.now() - started;
  }
}

/** One round trip: prove who asks, then every query under row-level security, in a read-only transaction. */
export async function read<C extends Credential, Q extends Queries>(scope: Scope<C>, queries: Q, gate: Gate | null = null): Promise<{ proof: Proof<C>; answers: Answers<Q> }> {
  const { reader, writer } = connect(scope.url);
  // A key's request is counted against its hour, so its batch writes.
  const db = scope.credential.kind === 'key' ? writer : reader;
  const names = Object.keys(queries);
  try {
    const opening = [prove(db, scope), ...pass(db, gate)];
    const results = await run(db, [...opening, ...names.map((name) => queries[name]!.build(db))], scope.trips);
    remember(scope, results);
    const answers = Object.fromEntries(names.map((name, index) => [name, queries[name]!.pick(results[opening.length + index])]));
    return { proof: (scope.proved ?? firstOf(results)) as Proof<C>, answers: answers as Answers<Q> };
  } catch (error) {
    throw asRefused(error);
  }
}

export type Written<S extends readonly Statement[]> =
  | { ok: true; value: { [K in keyof S]: S[K] extends Statement<infer R> ? R : never } }
  | { ok: false; problem: Refusal };

/** One round trip, one transaction: prove who asks, pass the gate, then all statements or none. */
export async function write<const S extends readonly Statement[]>(
  scope: Scope,
  gate: Gate | null,
  build: (db: Writer) => S,
  constraints?: Record<string, Refusal>,
  before: (db: Writer) => Statement[] = () => [],
): Promise<Written<S>> {
  const { writer } = connect(scope.url);
  const opening = [prove(writer, scope), ...pass(writer, gate), ...before(writer)];
  try {
    const results = await run(writer, [...opening, ...build(writer)], scope.trips);
    remember(scope, results);
    return { ok: true, value: results.slice(opening.length) } as Written<S>;
  } catch (error) {
    return { ok: false, problem: refusedWrite(error, constraints) };
  }
}

/** A write that the database could not take is a refusal too: what was typed is kept, and sending it again is safe. */
function refusedWrite(error: unknown, constraints?: Record<string, Refusal>): Refusal {
  try {
    return refusalFrom(error, constraints);
  } catch (unexpected) {
    if (unexpected instanceof DatabaseDown) return { kind: 'upstream', message: 'The database does not answer. Nothing was changed. Wait a moment and try again.' };
    throw unexpected;
  }
}

/** A read refused by SQL (a rate limit, say) has no value to return: it is thrown for the door to answer. */
export class Refused extends Error {
  readonly problem: Refusal;
  constructor(problem: Refusal) {
    super(problem.message);
    this.problem = problem;
  }
}

function asRefused(error: unknown): unknown {
  try {
    return new Refused(refusalFrom(error));
  } catch (unexpected) {
    return unexpected;
  }
}

function firstOf(results: unknown[]): unknown {
  return (results[0] as unknown[])[0] ?? null;
}
