import type { Version } from '../version.ts';
import type { Changes, Kind, Stamp } from './kind.ts';
import type { Accepted, Outside, Unsent } from './outside.ts';
import { advance, canRestore, type Effect, openQueue, type Queue, type QueueEvent, shownBy, unsentIn } from './save-queue.ts';
import { type SaveState, stateOf } from './save-state.ts';

/** From a change to its place on this device; the wait for it before a request leaves has an end. */
export const KEEP_MS = 150;
const KEEP_AT_MOST_MS = 1_000;
const KEEP_AGAIN_MS = 5_000;

export type Flushed<V extends Stamp = Version> = { ok: true; revision: number } | { ok: false; state: SaveState<V> };

interface Listener<V extends Stamp> {
  /** The page has to show these, for someone else wrote them or they were chosen. */
  onShow?: (changes: Changes<V>) => void;
  onSaved?: (accepted: Accepted) => void;
}

/** Does what the queue says, for one thing that is open. */
export class SaveClient<V extends Stamp = Version> {
  #queue: Queue<V>;
  #state: SaveState<V>;
  #kept = true;
  #keepTurn = 0;
  /** What was last handed to the device, by the parts it is made of. */
  #keptOf: readonly unknown[] = [];
  #read: (() => Changes<V>) | null = null;
  #endKeep: (() => void) | null = null;
  #endWake: (() => void) | null = null;
  readonly #outside: Outside<V>;
  readonly #listeners = new Set<() => void>();
  page: Listener<V> = {};

  constructor(version: V, outside: Outside<V>, kind: Kind<V>) {
    this.#outside = outside;
    this.#queue = openQueue(version, kind);
    this.#state = stateOf(this.#queue);
    this.#keptOf = partsOf(this.#queue);
  }

  readonly state = (): SaveState<V> => this.#state;
  /** False while something unsent could not be put on this device. */
  readonly kept = (): boolean => this.#kept;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  get revision(): number {
    return this.#queue.base.revision;
  }

  /** What both the server and this page know. */
  get base(): V {
    return this.#queue.base;
  }

  /** What the page shows, or should. */
  shown(): V {
    this.gather();
    return shownBy(this.#queue);
  }

  change(changes: Changes<V>) {
    this.tell({ type: 'changed', changes });
  }

  /** Something changed that is dear to read. It is read a moment later, once for many keys; and before anything else happens to it. */
  touch(read: () => Changes<V>) {
    this.#read = read;
    this.#keepSoon();
  }

  gather() {
    const read = this.#read;
    this.#read = null;
    if (read) this.#step({ type: 'changed', changes: read() });
  }

  tell(event: QueueEvent<V>, leaving = false) {
    this.gather();
    this.#step(event, leaving);
  }

  save() {
    this.tell({ type: 'hurry', reason: 'save' });
  }

  retry() {
    this.tell({ type: 'hurry', reason: 'autosave', again: true });
  }

  /** The page itself made this revision by other means. */
  adopt(revision: number, changes: Changes<V> = {}) {
    this.tell({ type: 'adopted', revision, changes });
  }

  /** False when something was written since it was decided: it is to be looked at again. */
  resolve(chosen: Changes<V>, seen: Changes<V>): boolean {
    this.tell({ type: 'resolved', chosen, seen });
    return this.#queue.stop?.kind !== 'conflict';
  }

  /** What was kept by an earlier page; false while there is something of this page's own that could not be sent. */
  async restore(unsent: Unsent<V>): Promise<boolean> {
    await this.flush();
    this.gather();
    if (!canRestore(this.#queue, unsent)) return false;
    this.tell({ type: 'restored', unsent });
    return this.#keep();
  }

  /** Answers when all is on the server, or when something stands in the way. */
  flush(): Promise<Flushed<V>> {
    this.tell({ type: 'hurry', reason: 'autosave' });
    return new Promise((resolve) => {
      const look = () => {
        if (this.#state.kind === 'saving' || this.#state.kind === 'unsaved') return;
        this.#listeners.delete(look);
        resolve(this.#state.kind === 'saved' ? { ok: true, revision: this.revision } : { ok: false, state: this.#state });
      };
      this.#listeners.add(look);
      look();
    });
  }

  /** The page is hidden or left: what can still be done is done without waiting. */
  leave() {
    this.gather();
    void this.#keep();
    if (this.#queue.line === 'free') this.tell({ type: 'hurry', reason: 'autosave' }, true);
  }

  #step(event: QueueEvent<V>, leaving = false) {
    const { queue, effects } = advance(this.#queue, event, this.#outside.clock.now());
    this.#queue = queue;
    this.#endWake?.();
    this.#endWake = null;
    if (partsOf(queue).some((part, index) => part !== this.#keptOf[index])) this.#keepSoon();
    for (const effect of effects) this.#run(effect, leaving);
    this.#say();
    if (event.type === 'answered' && event.answer.kind === 'saved') this.page.onSaved?.(event.answer);
  }

  #say() {
    this.#state = stateOf(this.#queue);
    for (const listener of [...this.#listeners]) listener();
  }

  #run(effect: Effect<V>, leaving: boolean) {
    const { clock } = this.#outside;
    if (effect.type === 'show') this.page.onShow?.(effect.changes);
    else if (effect.type === 'wake') this.#endWake = clock.after(Math.max(0, effect.at - clock.now()), () => this.tell({ type: 'woke' }));
    else void this.#send(effect, leaving);
  }

  /** Kept first: whoever comes back after a crash has to know what may have arrived. */
  async #send({ turn, request }: Effect<V> & { type: 'send' }, leaving: boolean) {
    const kept = this.#keep();
    if (!leaving) await Promise.race([kept, new Promise<void>((resolve) => void this.#outside.clock.after(KEEP_AT_MOST_MS, resolve))]);
    const answer = await this.#outside.send(request).catch(() => ({ kind: 'lost' as const }));
    this.tell({ type: 'answered', turn, answer });
  }

  #keepSoon(ms = KEEP_MS) {
    this.#endKeep ??= this.#outside.clock.after(ms, () => {
      this.#endKeep = null;
      this.gather();
      void this.#keep();
    });
  }

  async #keep(): Promise<boolean> {
    this.#endKeep?.();
    this.#endKeep = null;
    const turn = (this.#keepTurn += 1);
    this.#keptOf = partsOf(this.#queue);
    const kept = await this.#outside.keep(unsentIn(this.#queue)).catch(() => false);
    if (turn !== this.#keepTurn) return kept;
    if (!kept) this.#keepSoon(KEEP_AGAIN_MS);
    if (kept !== this.#kept) {
      this.#kept = kept;
      this.#say();
    }
    return kept;
  }
}

const partsOf = <V extends Stamp>({ base, sent, waiting, refused }: Queue<V>) => [base, sent?.changes, waiting, refused];
