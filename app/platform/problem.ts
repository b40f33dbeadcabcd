import { REFUSALS, type Refusal, type RefusalKind } from '#db/refusal.ts';

export type Problem = Refusal;
export type ProblemKind = RefusalKind;
export const PROBLEM_KINDS = REFUSALS;

export const STATUS = {
  'not-found': 404,
  forbidden: 403,
  invalid: 422,
  conflict: 409,
  'over-limit': 402,
  'too-fast': 429,
  upstream: 502,
} as const satisfies Record<ProblemKind, number>;

export const TITLE = {
  'not-found': 'Not found',
  forbidden: 'Not allowed',
  invalid: 'Something needs changing',
  conflict: 'This changed meanwhile',
  'over-limit': 'Over the limit of your plan',
  'too-fast': 'Too many requests',
  upstream: 'Another service did not answer',
} as const satisfies Record<ProblemKind, string>;

export const problem = (kind: ProblemKind, message: string, more: Omit<Problem, 'kind' | 'message'> = {}): Problem => ({ kind, message, ...more });

export const notFound = (what: string) => problem('not-found', `There is no such ${what}.`);
