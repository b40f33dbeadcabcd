import { type Changes, isEmpty, namesIn, pick, type Stamp } from './kind.ts';
import type { SaveReason } from './outside.ts';
import type { Queue } from './save-queue.ts';

const REASONS: readonly SaveReason[] = ['autosave', 'save', 'merge'];
export const stronger = (one: SaveReason, other: SaveReason): SaveReason => (REASONS.indexOf(one) > REASONS.indexOf(other) ? one : other);

/**
 * The server holds another version than the one we wrote on. Ours, when it is what we sent and never heard of again;
 * otherwise two people's, and a conflict only where both wrote the same field.
 */
export function meet<V extends Stamp>(queue: Queue<V>, theirs: V): Queue<V> {
  const { fields, same } = queue.kind;
  const sent: Changes<V> = queue.sent?.changes ?? {};
  const arrived = !isEmpty(sent) && namesIn<V>(sent).every((name) => same(name, sent[name], theirs[name]));
  const base: V = arrived ? { ...queue.base, ...sent } : queue.base;
  const mine: Changes<V> = { ...sent, ...queue.waiting };
  const wanted = pick<V>(mine, (name) => !same(name, mine[name], theirs[name]));
  const fromThem = fields.filter((name) => !same(name, base[name], theirs[name]));
  const settled: Queue<V> = { ...queue, isKept: arrived && queue.sent?.reason !== 'autosave', sent: null, line: 'free', tries: 0 };
  if (fromThem.some((name) => name in wanted)) return { ...settled, base, waiting: wanted, stop: { kind: 'conflict', theirs } };
  // Written on top of someone else's version: that one stays in the history.
  const reason = fromThem.length > 0 && !isEmpty(wanted) ? 'merge' : stronger(queue.sent?.reason ?? 'autosave', queue.reason);
  return { ...settled, base: theirs, waiting: wanted, reason, hurry: queue.hurry || !isEmpty(wanted), savedAt: theirs.editedAt };
}
