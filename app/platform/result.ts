import type { Problem } from './problem.ts';

/** What a command answers: expected refusals are values, bugs throw. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (problem: Problem): Result<never> => ({ ok: false, problem });
