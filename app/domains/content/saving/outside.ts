import type { Problem } from '#app/platform/problem.ts';
import type { Version } from '../version.ts';
import type { Changes, Stamp } from './kind.ts';

/** What the save path needs of the world; the page gives the browser's, the tests give theirs. */
export interface Outside<V extends Stamp = Version> {
  send: (request: SaveRequest<V>) => Promise<SaveAnswer<V>>;
  clock: Clock;
  /** Keeps what is unsent on this device in place of what was kept before; null: nothing is. False when it could not. */
  keep: (unsent: Unsent<V> | null) => Promise<boolean>;
}

export interface Clock {
  now: () => number;
  /** Answers how to call it off. */
  after: (ms: number, run: () => void) => () => void;
}

export type SaveReason = 'autosave' | 'save' | 'merge';

export interface SaveRequest<V extends Stamp = Version> {
  revision: number;
  reason: SaveReason;
  changes: Changes<V>;
}

export interface Accepted {
  revision: number;
  savedAt: string;
  status: string;
  contentHash: string;
}

export type SaveAnswer<V extends Stamp = Version> =
  | ({ kind: 'saved' } & Accepted)
  | { kind: 'conflict'; theirs: V }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'signed-out' }
  /** No answer, or one that leaves open whether it was saved. */
  | { kind: 'lost'; afterMs?: number };

/** All it takes to go on after a crash: what both knew, what may have arrived, and what was written since. */
export interface Unsent<V extends Stamp = Version> {
  base: V;
  sent: Changes<V> | null;
  changes: Changes<V>;
}
