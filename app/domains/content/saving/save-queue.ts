import type { Problem } from '#app/platform/problem.ts';
import { type Changes, isEmpty, type Kind, namesIn, type NameIn, pick, type Stamp } from './kind.ts';
import { meet, stronger } from './meet.ts';
import type { SaveAnswer, SaveReason, SaveRequest, Unsent } from './outside.ts';

/**
 * What of one thing is where: known to both, on its way, waiting, refused. No network, no clock, no page: an event goes
 * in, the queue and what is to be done come out. save-client.ts does it and reports back.
 */
export const QUIET_MS = 1_200;
export const AT_MOST_MS = 5_000;
export const MOST_REST_MS = 30_000;

export interface Refusal {
  value: unknown;
  problem: Problem;
}

export type Refusals<V extends Stamp> = { [Name in NameIn<V>]?: Refusal };
export type Stop<V extends Stamp> = { kind: 'signed-out' } | { kind: 'refused'; problem: Problem } | { kind: 'conflict'; theirs: V };

export interface Queue<V extends Stamp> {
  kind: Kind<V>;
  /** Nothing leaves by itself: it is kept on this device until a person saves it by the page's own form. */
  byHand: boolean;
  /** The last version that the server and this page both know. */
  base: V;
  /** True once this page saw it kept for good. It may be an autosave, of an earlier page too, which the next one takes the place of. */
  isKept: boolean;
  /** Handed over and not answered for. It is sent again as it was, so that one save that did arrive can be told. */
  sent: SaveRequest<V> | null;
  line: 'free' | 'flying' | 'resting';
  /** Goes up with each request: an answer to an earlier one is told apart. */
  turn: number;
  tries: number;
  restUntil: number;
  /** Written since, the last word for each field. */
  waiting: Changes<V>;
  firstAt: number;
  lastAt: number;
  /** What the next save is called, and whether it waits for quiet. */
  reason: SaveReason;
  hurry: boolean;
  /** One of several fields is not taken and nobody said which: they go one by one. */
  oneByOne: boolean;
  refused: Refusals<V>;
  stop: Stop<V> | null;
  online: boolean;
  savedAt: string;
  /** Made by this page by other means; they count once everything up to them is known. */
  adopted: readonly { revision: number; changes: Changes<V> }[];
}

export type QueueEvent<V extends Stamp> =
  | { type: 'changed'; changes: Changes<V> }
  /** At once: ⌘S, before a step, or a press on “Try now”, which also tries what was refused. */
  | { type: 'hurry'; reason: SaveReason; again?: boolean }
  | { type: 'answered'; turn: number; answer: SaveAnswer<V> }
  | { type: 'woke' }
  | { type: 'online' }
  | { type: 'offline' }
  | { type: 'adopted'; revision: number; changes: Changes<V> }
  | { type: 'met'; theirs: V }
  | { type: 'restored'; unsent: Unsent<V> }
  /** A conflict decided: `seen` are the changes it was decided for. */
  | { type: 'resolved'; seen: Changes<V>; chosen: Changes<V> }
  /** From here on it is saved by hand, or by itself again. */
  | { type: 'handed'; byHand: boolean }
  /** What is not saved is given up for what is. */
  | { type: 'dropped' };

export type Effect<V extends Stamp> =
  | { type: 'send'; turn: number; request: SaveRequest<V> }
  | { type: 'wake'; at: number }
  /** The page shows something else than what is now true. */
  | { type: 'show'; changes: Changes<V> };

export function openQueue<V extends Stamp>(version: V, kind: Kind<V>): Queue<V> {
  return {
    kind, byHand: false, base: version, isKept: false, sent: null, line: 'free', turn: 0, tries: 0, restUntil: 0, waiting: {}, firstAt: 0, lastAt: 0, reason: 'autosave', hurry: false,
    oneByOne: false, refused: {}, stop: null, online: true, savedAt: version.editedAt, adopted: [],
  };
}

/** What the page shows: each layer over the one that is better known. */
export const shownBy = <V extends Stamp>({ base, sent, refused, waiting }: Queue<V>): V => ({ ...base, ...sent?.changes, ...valuesOf(refused), ...waiting });

export const valuesOf = <V extends Stamp>(refused: Refusals<V>) => Object.fromEntries(Object.entries<Refusal | undefined>(refused).map(([name, refusal]) => [name, refusal?.value])) as Changes<V>;

export function unsentIn<V extends Stamp>(queue: Queue<V>): Unsent<V> | null {
  const changes = { ...valuesOf(queue.refused), ...queue.waiting };
  const sent = queue.sent && !isEmpty(queue.sent.changes) ? queue.sent.changes : null;
  return isEmpty(changes) && !sent ? null : { base: queue.base, sent, changes };
}

export function advance<V extends Stamp>(queue: Queue<V>, event: QueueEvent<V>, now: number): { queue: Queue<V>; effects: Effect<V>[] } {
  const changed = adoptNext(change(queue, event, now));
  const effects: Effect<V>[] = [];
  if (event.type !== 'changed') {
    const [before, after] = [shownBy(queue), shownBy(changed)];
    const changes = pick<V>(fieldsOf(queue, after), (name) => before[name] !== after[name] && !queue.kind.same(name, before[name], after[name]));
    if (!isEmpty(changes)) effects.push({ type: 'show', changes });
  }
  return { queue: start(changed, now, effects), effects };
}

/** Those of its fields that are written here. */
export const fieldsOf = <V extends Stamp>({ kind }: Pick<Queue<V>, 'kind'>, version: V) => Object.fromEntries(kind.fields.map((name) => [name, version[name]])) as Changes<V>;

function change<V extends Stamp>(queue: Queue<V>, event: QueueEvent<V>, now: number): Queue<V> {
  switch (event.type) {
    case 'changed':
      return written(queue, event.changes, now);
    case 'hurry': {
      const again = event.again ? { waiting: { ...valuesOf(queue.refused), ...queue.waiting }, refused: {} } : {};
      return { ...queue, ...again, reason: stronger(event.reason, queue.reason), hurry: true, restUntil: now, stop: queue.stop?.kind === 'conflict' ? queue.stop : null };
    }
    case 'answered':
      return event.turn === queue.turn && queue.line === 'flying' ? answered(queue, event.answer, now) : queue;
    case 'woke':
      return queue;
    case 'online':
      return { ...queue, online: true, restUntil: now, tries: 0 };
    case 'offline':
      return { ...queue, online: false };
    case 'adopted':
      return { ...queue, adopted: [...queue.adopted, { revision: event.revision, changes: event.changes }] };
    case 'met':
      return event.theirs.revision > queue.base.revision && queue.line !== 'flying' && !queue.stop ? meet(queue, event.theirs) : queue;
    case 'restored':
      return canRestore(queue, event.unsent) ? restored(queue, event.unsent, now) : queue;
    case 'resolved':
      return queue.stop?.kind === 'conflict' && queue.waiting === event.seen ? resolved(queue, queue.stop.theirs, event.chosen) : queue;
    case 'handed':
      return queue.byHand === event.byHand ? queue : { ...queue, byHand: event.byHand, hurry: false, stop: queue.stop?.kind === 'refused' ? null : queue.stop };
    case 'dropped':
      return { ...queue, base: queue.stop?.kind === 'conflict' ? queue.stop.theirs : queue.base, waiting: {}, refused: {}, stop: null };
  }
}

/** Only beside what is not written here as well: it would take its place. */
export const canRestore = <V extends Stamp>({ sent, waiting, refused, stop }: Queue<V>, unsent: Unsent<V>) => !sent && !stop && isEmpty(waiting) && namesIn<V>({ ...unsent.sent, ...unsent.changes }).every((name) => !(name in refused));

function written<V extends Stamp>(queue: Queue<V>, changes: Changes<V>, now: number): Queue<V> {
  const { base, sent, refused, kind } = queue;
  // An editor also reports what it was told to show.
  const isNews = (name: NameIn<V>) => kind.fields.includes(name) && (name in queue.waiting || name in refused || !kind.same(name, sent?.changes[name] ?? base[name], changes[name]));
  const news = pick<V>(changes, isNews);
  if (isEmpty(news)) return queue;
  const firstAt = isEmpty(queue.waiting) ? now : queue.firstAt;
  return { ...queue, waiting: { ...queue.waiting, ...news }, refused: without(refused, news), firstAt, lastAt: now };
}

const without = <V extends Stamp>(refused: Refusals<V>, news: Changes<V>) => Object.fromEntries(Object.entries(refused).filter(([name]) => !(name in news))) as Refusals<V>;

function answered<V extends Stamp>(queue: Queue<V>, answer: SaveAnswer<V>, now: number): Queue<V> {
  switch (answer.kind) {
    case 'saved': {
      const base = { ...queue.base, ...queue.sent?.changes, revision: Math.max(queue.base.revision, answer.revision), editedAt: answer.savedAt };
      return { ...queue, base, isKept: queue.sent?.reason !== 'autosave', sent: null, line: 'free', tries: 0, savedAt: answer.savedAt };
    }
    case 'conflict':
      return meet(queue, answer.theirs);
    case 'signed-out':
      return { ...queue, line: 'resting', stop: { kind: 'signed-out' } };
    case 'refused':
      return refusal(queue, answer.problem, now);
    case 'lost': {
      const tries = queue.tries + 1;
      const ms = Math.max(answer.afterMs ?? 0, Math.min(1000 * 2 ** (tries - 1), MOST_REST_MS));
      return { ...queue, line: 'resting', tries, restUntil: now + ms, hurry: false };
    }
  }
}

/** A field that is not taken is set aside, and everything else goes on without it. */
function refusal<V extends Stamp>(queue: Queue<V>, problem: Problem, now: number): Queue<V> {
  const { changes, reason } = queue.sent!;
  const names = namesIn<V>(changes);
  const told = problem.field?.split('.').find((part) => names.some((name) => name === part)) as NameIn<V> | undefined;
  if (!told && !['invalid', 'conflict'].includes(problem.kind)) return { ...queue, line: 'resting', stop: { kind: 'refused', problem } };
  const field = told ?? (names.length === 1 ? names[0] : undefined);
  if (names.length === 0) return { ...queue, sent: null, line: 'free', tries: 0, reason: 'autosave' };
  const rest = { ...queue, sent: null, line: 'free' as const, tries: 0, reason: stronger(reason, queue.reason), firstAt: isEmpty(queue.waiting) ? now : queue.firstAt };
  if (!field) return { ...rest, waiting: { ...changes, ...queue.waiting }, oneByOne: true, hurry: true };
  const others = pick<V>(changes, (name) => name !== field);
  // Written anew meanwhile: the new word is tried.
  const refused = field in queue.waiting ? queue.refused : { ...queue.refused, [field]: { value: changes[field], problem } };
  return { ...rest, waiting: { ...others, ...queue.waiting }, refused, hurry: queue.hurry || !isEmpty(others) };
}

/** A revision made from the one we know, by ourselves, is known too; a save that was made from the same one is then not there. */
function adoptNext<V extends Stamp>(queue: Queue<V>): Queue<V> {
  const next = queue.adopted.find(({ revision }) => revision === queue.base.revision + 1);
  if (!next) {
    const open = queue.adopted.filter(({ revision }) => revision > queue.base.revision);
    return open.length === queue.adopted.length ? queue : { ...queue, adopted: open };
  }
  const base = { ...queue.base, ...next.changes, revision: next.revision };
  const back = queue.line === 'resting' && queue.sent ? { sent: null, line: 'free' as const, waiting: { ...queue.sent.changes, ...queue.waiting } } : {};
  return adoptNext({ ...queue, ...back, base, isKept: true });
}

/** As if its last request had just been answered with what is there now. Where it may still arrive, it is sent again as it was. */
function restored<V extends Stamp>(queue: Queue<V>, { base, sent, changes }: Unsent<V>, now: number): Queue<V> {
  const theirs = queue.base;
  const request = sent && { revision: base.revision, reason: 'autosave' as const, changes: sent };
  const asLeft: Queue<V> = { ...queue, base, sent: request, waiting: changes, firstAt: now, lastAt: now };
  return sent && theirs.revision === base.revision ? { ...asLeft, line: 'resting', restUntil: now } : meet(asLeft, theirs);
}

function resolved<V extends Stamp>(queue: Queue<V>, theirs: V, chosen: Changes<V>): Queue<V> {
  const wanted: Changes<V> = { ...queue.waiting, ...chosen };
  const waiting = pick<V>(wanted, (name) => !queue.kind.same(name, wanted[name], theirs[name]));
  return { ...queue, base: theirs, isKept: false, waiting, refused: without(queue.refused, chosen), stop: null, reason: 'merge', hurry: true, tries: 0 };
}

/** One request at a time, and only when there is something to say. */
function start<V extends Stamp>(queue: Queue<V>, now: number, effects: Effect<V>[]): Queue<V> {
  if (queue.stop || queue.byHand || queue.line === 'flying') return queue;
  const asleep = !queue.online && !queue.hurry;
  if (queue.sent) {
    if (asleep) return queue;
    if (queue.restUntil <= now) return launch(queue, queue.sent, effects);
    effects.push({ type: 'wake', at: queue.restUntil });
    return queue;
  }
  if (isEmpty(queue.waiting)) {
    const rested = { ...queue, reason: 'autosave' as const, hurry: false, oneByOne: false };
    // ⌘S with nothing new: what an autosave left is to stay. The server knows whether it is one.
    return queue.reason === 'save' && !queue.isKept ? launch(rested, { revision: queue.base.revision, reason: 'save', changes: {} }, effects) : rested;
  }
  const due = queue.hurry ? now : Math.min(queue.lastAt + QUIET_MS, queue.firstAt + AT_MOST_MS);
  if (asleep) return queue;
  if (due > now) {
    effects.push({ type: 'wake', at: due });
    return queue;
  }
  const first = queue.kind.fields.find((name) => name in queue.waiting);
  const changes = queue.oneByOne ? pick<V>(queue.waiting, (name) => name === first) : queue.waiting;
  const waiting = pick<V>(queue.waiting, (name) => !(name in changes));
  const next = { ...queue, waiting, reason: 'autosave' as const, hurry: !isEmpty(waiting) };
  return launch(next, { revision: queue.base.revision, reason: queue.reason, changes }, effects);
}

function launch<V extends Stamp>(queue: Queue<V>, sent: SaveRequest<V>, effects: Effect<V>[]): Queue<V> {
  const turn = queue.turn + 1;
  effects.push({ type: 'send', turn, request: sent });
  return { ...queue, sent, line: 'flying', turn };
}
