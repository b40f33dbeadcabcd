/** The seven ways in which a request can be refused. An eighth is a decision record. */
export const REFUSALS = ['not-found', 'forbidden', 'invalid', 'conflict', 'over-limit', 'too-fast', 'upstream'] as const;
export type RefusalKind = (typeof REFUSALS)[number];

export interface Refusal {
  kind: RefusalKind;
  message: string;
  /** The form field the sentence belongs to. */
  field?: string;
  retryAfterSeconds?: number;
}

/** How SQL raises each kind: `raise exception using errcode = 'MH409'`. */
export const SQLSTATE = {
  'not-found': 'MH404',
  forbidden: 'MH403',
  invalid: 'MH422',
  conflict: 'MH409',
  'over-limit': 'MH402',
  'too-fast': 'MH429',
  upstream: 'MH502',
} as const satisfies Record<RefusalKind, string>;

const KIND_OF = new Map<string, RefusalKind>(REFUSALS.map((kind) => [SQLSTATE[kind], kind]));

/** No living session, key or system secret stands behind the request. */
export class SignedOut extends Error {}

/** The database cannot be reached: nothing was done, and trying again is safe for reads. */
export class DatabaseDown extends Error {}

/** Two writes that waited for each other: Postgres let the other one through. */
const DEADLOCK = '40P01';
/** A NUL or half a character, which no text of Postgres can hold. */
const UNSTORABLE = ['22021', '22P05'];

interface DatabaseError {
  code?: string;
  constraint?: string;
  message: string;
  hint?: string;
  sourceError?: unknown;
}

/** drizzle's batch throws the driver's own error, its other paths wrap it in a cause. */
function databaseError(error: unknown): DatabaseError | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at.name === 'NeonDbError') return at as DatabaseError;
  }
  return null;
}

/** Turns what SQL raised into a value; throws what is a bug. */
export function refusalFrom(error: unknown, constraints: Record<string, Refusal> = {}): Refusal {
  const raised = databaseError(error);
  if (!raised) throw error;
  if (raised.code === 'MH401') throw new SignedOut(raised.message);
  if (!raised.code || raised.code.startsWith('57P') || raised.code.startsWith('08')) throw new DatabaseDown(raised.message, { cause: error });
  const kind = KIND_OF.get(raised.code);
  if (kind) return { kind, message: raised.message, ...(raised.hint ? { retryAfterSeconds: Number(raised.hint) } : {}) };
  if (raised.code === DEADLOCK) return { kind: 'conflict', message: 'Someone changed the same things at the same moment. Nothing of yours was done. Try again.' };
  if (UNSTORABLE.includes(raised.code)) return { kind: 'invalid', message: 'A text holds a character that cannot be stored. Type it again without it.' };
  const known = raised.constraint ? constraints[raised.constraint] : undefined;
  if (known) return known;
  throw error;
}
