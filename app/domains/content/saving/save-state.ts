import type { Problem } from '#app/platform/problem.ts';
import { clock } from '#app/ui/zoned-time.ts';
import type { Version } from '../version.ts';
import { type Changes, type FieldName, isEmpty, namesIn } from './changes.ts';
import { type Queue, shownBy, valuesOf } from './save-queue.ts';

export type SaveState =
  | { kind: 'saved'; at: string }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  | { kind: 'offline' }
  | { kind: 'retrying'; at: number; tries: number }
  | { kind: 'signed-out' }
  | { kind: 'refused'; problem: Problem; field: FieldName | null }
  /** `changes` is what of mine is not on the server: a decision names it, so that it holds for nothing newer. */
  | { kind: 'conflict'; base: Version; mine: Version; theirs: Version; changes: Changes };

export function stateOf(queue: Queue): SaveState {
  const { stop, base, waiting, refused, sent, line, online, tries, restUntil, savedAt } = queue;
  if (stop?.kind === 'conflict') return { kind: 'conflict', base, mine: shownBy(queue), theirs: stop.theirs, changes: waiting };
  if (stop?.kind === 'refused') return { kind: 'refused', problem: stop.problem, field: null };
  if (stop) return stop;
  if (line === 'flying') return { kind: 'saving' };
  if (!online && (sent || !isEmpty(waiting))) return { kind: 'offline' };
  if (sent) return { kind: 'retrying', at: restUntil, tries };
  if (!isEmpty(waiting)) return { kind: 'unsaved' };
  const [field] = namesIn(valuesOf(refused));
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

/** What stands beside the title. `kept`: is what is unsent on this device? */
export function stateWords(state: SaveState, { now, zone, kept }: { now: number; zone: string; kept: boolean }): string {
  switch (state.kind) {
    case 'saved':
      return `Saved at ${clockWithSeconds(state.at, zone)}`;
    case 'unsaved':
      return 'Not saved yet';
    case 'saving':
      return 'Saving…';
    case 'offline':
      return `Offline: ${place(kept)}`;
    case 'retrying':
      return `Could not save: trying again in ${Math.max(1, Math.ceil((state.at - now) / 1000))} s`;
    case 'signed-out':
      return `You are signed out: what you wrote is ${place(kept)}`;
    case 'refused':
      return state.field ? `${FIELD_WORDS[state.field]} not saved: ${state.problem.message}` : `Not saved: ${state.problem.message}`;
    case 'conflict':
      return 'Someone else changed this';
  }
}

export type Trouble = 'offline' | 'retrying' | 'signed-out' | 'refused' | 'conflict';
const TROUBLE: readonly string[] = ['offline', 'retrying', 'signed-out', 'refused', 'conflict'] satisfies Trouble[];

/** Said aloud is only what goes wrong, once, and that it is right again; `told` is the trouble that was told last. */
export function toTell(told: Trouble | null, state: SaveState, words: Parameters<typeof stateWords>[1]): { told: Trouble | null; sentence: string | null } {
  if (TROUBLE.includes(state.kind)) {
    const trouble = state.kind as Trouble;
    if (trouble === told) return { told, sentence: null };
    const sentence = state.kind === 'retrying' ? `Could not save. Trying again; what you wrote is ${place(words.kept)}.` : `${stateWords(state, words).replace(/\.$/, '')}.`;
    return { told: trouble, sentence };
  }
  return state.kind === 'saved' && told ? { told: null, sentence: 'Saved again.' } : { told, sentence: null };
}
