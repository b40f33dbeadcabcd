import { instantOf, type Resolution } from '#app/platform/time.ts';
import { problem } from '#app/platform/problem.ts';
import { refused, type Result } from '#app/platform/result.ts';
import type { Moment } from './inputs.ts';

const YEAR = 366 * 86_400_000;

/** The instant that someone means, if it lies ahead. Posts are kept to the second. */
export function momentAhead(moment: Moment, now: Date): Result<{ at: Date; how: Resolution }> {
  const meant = instantOf(moment, moment.zone);
  if (!meant.ok) return meant;
  const refusal = whyNotAhead(meant.value.at, now);
  return refusal ? refused(problem('invalid', refusal, { field: 'time' })) : meant;
}

export function whyNotAhead(at: Date, now: Date): string | null {
  if (at.getTime() <= now.getTime()) return 'This moment has passed. Choose a later one, or post now.';
  return at.getTime() > now.getTime() + 5 * YEAR ? 'This is more than five years ahead. Choose an earlier day.' : null;
}
