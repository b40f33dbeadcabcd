import { expect, test } from 'vitest';
import { FIELD_WORDS, type SaveState, stateWords, toTell, type Trouble } from '#app/domains/content/saving/save-state.ts';
import { firstVersion } from './world.ts';

const now = Date.UTC(2030, 4, 6, 12, 3, 22);
const at = new Date(now).toISOString();
const say = (state: SaveState, kept = true) => stateWords(state, { now, zone: 'Europe/Berlin', kept, names: FIELD_WORDS });
const version = firstVersion();
const conflict: SaveState = { kind: 'conflict', base: version, mine: version, theirs: version, changes: {} };

test('each state has its sentence', () => {
  expect(say({ kind: 'saved', at })).toBe('Saved at 14:03:22');
  expect(say({ kind: 'unsaved' })).toBe('Not saved yet');
  expect(say({ kind: 'by-hand' })).toBe('Not saved yet: kept on this device');
  expect(say({ kind: 'saving' })).toBe('Saving…');
  expect(say({ kind: 'offline' })).toBe('Offline: kept on this device');
  expect(say({ kind: 'retrying', at: now + 7_200, tries: 4 })).toBe('Could not save: trying again in 8 s');
  expect(say({ kind: 'signed-out' })).toBe('You are signed out: what you wrote is kept on this device');
  expect(say({ kind: 'refused', field: 'slug', problem: { kind: 'conflict', message: 'Another piece has this address.' } })).toBe('Address not saved: Another piece has this address.');
  expect(say({ kind: 'refused', field: null, problem: { kind: 'forbidden', message: 'You may only read here.' } })).toBe('Not saved: You may only read here.');
  expect(say(conflict)).toBe('Someone else changed this');
});

test('what could not be kept on this device is not said to be', () => {
  expect(say({ kind: 'offline' }, false)).toBe('Offline: not kept anywhere yet, so leave this page open');
});

test('only trouble is told aloud, once, and that it is over', () => {
  const walk: SaveState[] = [
    { kind: 'unsaved' }, { kind: 'saving' }, { kind: 'saved', at }, { kind: 'saving' },
    { kind: 'retrying', at: now + 1000, tries: 1 }, { kind: 'saving' }, { kind: 'retrying', at: now + 2000, tries: 2 }, { kind: 'saving' }, { kind: 'saved', at },
    { kind: 'saving' }, { kind: 'saved', at }, conflict,
  ];
  let told: Trouble | null = null;
  const heard = walk.flatMap((state) => {
    const next = toTell(told, state, { now, zone: 'Europe/Berlin', kept: true, names: FIELD_WORDS });
    told = next.told;
    return next.sentence ? [next.sentence] : [];
  });
  expect(heard).toEqual(['Could not save. Trying again; what you wrote is kept on this device.', 'Saved again.', 'Someone else changed this.']);
});
