import { type Ends, isOccurrence, nextOccurrence, type Pattern, type Rule, splitAt, whyNotRule } from '#app/domains/planning/recurrence.ts';
import { instantOf } from '#app/platform/time.ts';
import type { Moment } from './inputs.ts';

/** How a post is said again, in wall-clock time. The one ahead has it, and hands it on to the one after it. */
export interface Repeats {
  pattern: Pattern;
  ends: Ends;
  /** The day that this post stands for in the pattern, wherever it was moved to. */
  on: string;
  time: string;
  zone: string;
}

export const repeatsOf = (kept: Record<string, unknown> | null): Repeats | null => kept as unknown as Repeats | null;

export const ruleOf = ({ pattern, ends, on, time, zone }: Repeats): Rule => ({ pattern, ends, zone, time, startsOn: on, exceptions: [] });

/** The first moment of a post that repeats from then on, or why it cannot. */
export function repeatsFrom({ pattern, ends }: Pick<Repeats, 'pattern' | 'ends'>, { date, time, zone }: Moment): { ok: true; repeats: Repeats } | { ok: false; sentence: string } {
  const repeats: Repeats = { pattern, ends, on: date, time, zone };
  const refusal = whyNotRule(ruleOf(repeats));
  if (refusal) return { ok: false, sentence: refusal };
  return isOccurrence(ruleOf(repeats), date) ? { ok: true, repeats } : { ok: false, sentence: 'Its own day is none of those on which it repeats. Choose another day, or other days to repeat on.' };
}

/** The one after it, at the next moment that lies ahead: what a clock that stood still has missed is not made up for. Null: it was the last. */
export function nextOf(repeats: Repeats, now: Date): { repeats: Repeats; at: Date } | null {
  const rule = ruleOf(repeats);
  const own = instantOf({ date: repeats.on, time: repeats.time }, repeats.zone);
  const from = Math.max(own.ok ? own.value.at.getTime() : 0, now.getTime()) + 1;
  const next = nextOccurrence(rule, new Date(from));
  if (!next) return null;
  return { repeats: { ...repeats, on: next.on, ends: (splitAt(rule, next.on)?.after ?? rule).ends }, at: next.at };
}
