import { expect, test } from 'vitest';
import { avoidedIn } from '#app/domains/content/document/avoided-words.ts';
import { checkQuality } from '#app/domains/content/document/quality.ts';
import { CONTENT_STATUSES, PROJECT_STATUSES } from '#db/schema/choices.ts';
import { type Card, comesBack, whyNotDrop } from '#app/domains/planning/board.ts';
import { NEXT_OF_PROJECT, whyNotChange, whyNotMoveProject, whyNotTick } from '#app/domains/planning/project.ts';
import { textDocument } from '../support/content.ts';

const card = (status: Card['status']): Card => ({ id: 'x', title: 'A piece', status, revision: 1, publishedRevision: null });
const takes = (status: Card['status'], role: 'editor' | 'member' | 'viewer') => CONTENT_STATUSES.filter((to) => whyNotDrop(card(status), to, { role, permissions: [] }) === null);

test('a board takes the steps of the desk and no other', () => {
  expect(Object.fromEntries(CONTENT_STATUSES.map((status) => [status, takes(status, 'editor')]))).toEqual({
    draft: ['in_review', 'archived'],
    in_review: ['draft', 'archived'],
    approved: ['draft', 'in_review', 'archived'],
    scheduled: [],
    published: [],
    archived: ['draft'],
  });
  expect(takes('draft', 'member')).toEqual(['in_review']);
  expect(takes('draft', 'viewer')).toEqual([]);
});

test('what one drop did another one takes back, where the table has a way', () => {
  const back = CONTENT_STATUSES.flatMap((from) => CONTENT_STATUSES.filter((to) => takes(from, 'editor').includes(to) && comesBack(from, to)).map((to) => `${from} to ${to}`));
  expect(back).toEqual(['draft to in_review', 'draft to archived', 'archived to draft']);
  for (const way of back) expect(takes(way.split(' to ')[1] as Card['status'], 'editor')).toContain(way.split(' to ')[0]);
});

test('what is refused always says why, as a sentence', () => {
  for (const from of CONTENT_STATUSES) for (const to of CONTENT_STATUSES) expect(whyNotDrop(card(from), to, { role: 'viewer', permissions: [] })).toMatch(/^[A-Z].*\.$/);
});

test('a project goes the ways of its table; the default one stays active', () => {
  for (const from of PROJECT_STATUSES) {
    const open = PROJECT_STATUSES.filter((to) => whyNotMoveProject({ status: from, isDefault: false }, to) === null);
    expect([...open].sort()).toEqual([...NEXT_OF_PROJECT[from]].sort());
  }
  expect(PROJECT_STATUSES.filter((to) => whyNotMoveProject({ status: 'active', isDefault: true }, to) === null)).toEqual([]);
});

test('a lead changes a project whatever their role, an editor of it marks goals, a viewer of it follows', () => {
  const as = (projectRole: 'lead' | 'editor' | 'viewer' | null) => ({ role: 'viewer' as const, permissions: [], projectRole });
  expect([whyNotChange(as('lead')), whyNotTick(as('lead')), whyNotTick(as('editor'))]).toEqual([null, null, null]);
  for (const refused of [whyNotChange(as('editor')), whyNotChange(as('viewer')), whyNotTick(as('viewer')), whyNotTick(as(null))]) expect(refused).toContain('Your role is viewer.');
});

test('a word to avoid is found as a word of its own, in any case and in any script, and nowhere else', () => {
  expect(avoidedIn('The Vessel left; vessels stayed.', ['vessel'])).toEqual(['vessel']);
  expect(avoidedIn('Vessels stayed in the unvesselled bay.', ['vessel'])).toEqual([]);
  expect(avoidedIn('state  of\nthe art', ['state of the art'])).toEqual(['state of the art']);
  expect(avoidedIn('Über-Schiff, naïve', ['über', 'naïv'])).toEqual(['über']);
  expect(avoidedIn('最高の船です', ['最高'])).toEqual(['最高']);
  expect(avoidedIn('C++ (really?)', ['C++', '(really?)', '.*'])).toEqual(['C++', '(really?)']);
});

test('the checks name the word and the block where it stands, as a hint', () => {
  const found = checkQuality(textDocument('All is well.', 'The vessel left.') as never, { wordsToAvoid: ['vessel', 'iconic'] }).filter(({ kind }) => kind === 'word-avoided');
  expect(found).toEqual([{ kind: 'word-avoided', severity: 'note', sentence: '“vessel” is a word that this project avoids.', at: 1 }]);
});
