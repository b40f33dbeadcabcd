import type { Problem } from '#app/platform/problem.ts';
import { clock } from '#app/ui/zoned-time.ts';
import type { Version } from '../version.ts';
import type { FieldName } from './changes.ts';
import { type Changes, isEmpty, namesIn, type NameIn, type Stamp } from './kind.ts';
import { type Queue, shownBy, valuesOf } from './save-queue.ts';

export type SaveState<V extends Stamp = Version> =
  | { kind: 'saved'; at: string }
  | { kind: 'unsaved' }
  /** A person has to save it: by itself it would change more than the words. */
  | { kind: 'by-hand' }
  | { kind: 'saving' }
  | { kind: 'offline' }
  | { kind: 'retrying'; at: number; tries: number }
  | { kind: 'signed-out' }
  | { kind: 'refused'; problem: Problem; field: NameIn<V> | null }
  /** `changes` is what of mine is not on the server: a decision names it, so that it holds for nothing newer. */
  | { kind: 'conflict'; base: V; mine: V; theirs: V; changes: Changes<V> };

export function stateOf<V extends Stamp>(queue: Queue<V>): SaveState<V> {
  const { byHand, stop, base, waiting, refused, sent, line, online, tries, restUntil, savedAt } = queue;
  if (stop?.kind === 'conflict') return { kind: 'conflict', base, mine: shownBy(queue), theirs: stop.theirs, changes: waiting };
  if (stop?.kind === 'refused') return { kind: 'refused', problem: stop.problem, field: null };
  if (stop) return stop;
  if (line === 'flying') return { kind: 'saving' };
  if (byHand && (sent || !isEmpty(waiting))) return { kind: 'by-hand' };
  if (!online && (sent || !isEmpty(waiting))) return { kind: 'offline' };
  if (sent) return { kind: 'retrying', at: restUntil, tries };
  if (!isEmpty(waiting)) return { kind: 'unsaved' };
  const [field] = namesIn<V>(valuesOf(refused));
  return field ? { kind: 'refused', problem: refused[field]!.problem, field } : { kind: 'saved', at: savedAt };
}

export const FIELD_WORDS: Record<FieldName, string> = {
  title: 'Title', excerpt: 'Excerpt', body: 'Text', slug: 'Address', type: 'Type', format: 'Format', platform: 'Platform', language: 'Language',
  seo: 'Search engines', metadata: 'Metadata', categoryId: 'Category', coverAssetId: 'Cover picture', tags: 'Tags',
};

const two = (value: number) => String(value).padStart(2, '0');

/** 14:03:22 */
export const clockWithSeconds = (at: string, zone: string): string => `${clock(new Date(at), zone)}:${two(new Date(at).getSeconds())}`;

const place = (kept: boolean) => (kept ? 'kept on this device' : 'not kept anywhere yet, so leave this page open');

/** What a state is said with: the reader's clock, whether what is unsent is on this device, and what the fields are called. */
export interface Saying<V extends Stamp = Version> {
  now: number;
  zone: string;
  kept: boolean;
  names: Readonly<Record<NameIn<V>, string>>;
}

/** What stands beside the title. */
export function stateWords<V extends Stamp>(state: SaveState<V>, { now, zone, kept, names }: Saying<V>): string {
  switch (state.kind) {
    case 'saved':
      return `Saved at ${clockWithSeconds(state.at, zone)}`;
    case 'unsaved':
      return 'Not saved yet';
    case 'by-hand':
      return `Not saved yet: ${place(kept)}`;
    case 'saving':
      return 'Saving…';
    case 'offline':
      return `Offline: ${place(kept)}`;
    case 'retrying':
      return `Could not save: trying again in ${Math.max(1, Math.ceil((state.at - now) / 1000))} s`;
    case 'signed-out':
      return `You are signed out: what you wrote is ${place(kept)}`;
    case 'refused':
      return state.field ? `${names[state.field]} not saved: ${state.problem.message}` : `Not saved: ${state.problem.message}`;
    case 'conflict':
      return 'Someone else changed this';
  }
}

export type Trouble = 'offline' | 'retrying' | 'signed-out' | 'refused' | 'conflict';
const TROUBLE: readonly string[] = ['offline', 'retrying', 'signed-out', 'refused', 'conflict'] satisfies Trouble[];

/** Said aloud is only what goes wrong, once, and that it is right again; `told` is the trouble that was told last. */
export function toTell<V extends Stamp>(told: Trouble | null, state: SaveState<V>, words: Saying<V>): { told: Trouble | null; sentence: string | null } {
  if (TROUBLE.includes(state.kind)) {
    const trouble = state.kind as Trouble;
    if (trouble === told) return { told, sentence: null };
    const sentence = state.kind === 'retrying' ? `Could not save. Trying again; what you wrote is ${place(words.kept)}.` : `${stateWords(state, words).replace(/\.$/, '')}.`;
    return { told: trouble, sentence };
  }
  return state.kind === 'saved' && told ? { told: null, sentence: 'Saved again.' } : { told, sentence: null };
}
