import type { Problem } from '#app/platform/problem.ts';
import type { Version } from '../version.ts';
import type { Changes } from './changes.ts';

/** What the save path needs of the world; the page gives the browser's, the tests give theirs. */
export interface Outside {
  send: (request: SaveRequest) => Promise<SaveAnswer>;
  clock: Clock;
  /** Keeps what is unsent on this device in place of what was kept before; null: nothing is. False when it could not. */
  keep: (unsent: Unsent | null) => Promise<boolean>;
}

export interface Clock {
  now: () => number;
  /** Answers how to call it off. */
  after: (ms: number, run: () => void) => () => void;
}

export type SaveReason = 'autosave' | 'save' | 'merge';

export interface SaveRequest {
  revision: number;
  reason: SaveReason;
  changes: Changes;
}

export interface Accepted {
  revision: number;
  savedAt: string;
  status: string;
  contentHash: string;
}

export type SaveAnswer =
  | ({ kind: 'saved' } & Accepted)
  | { kind: 'conflict'; theirs: Version }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'signed-out' }
  /** No answer, or one that leaves open whether it was saved. */
  | { kind: 'lost'; afterMs?: number };

/** All it takes to go on after a crash: what both knew, what may have arrived, and what was written since. */
export interface Unsent {
  base: Version;
  sent: Changes | null;
  changes: Changes;
}
