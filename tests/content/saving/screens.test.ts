import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Conflict } from '#app/domains/content/ui/saving/conflict.tsx';
import { KeptOffer } from '#app/domains/content/ui/saving/kept-offer.tsx';
import { SaveStateLine } from '#app/domains/content/ui/saving/save-state.tsx';
import { FIELD_WORDS, type SaveState } from '#app/domains/content/saving/save-state.ts';
import type { Version } from '#app/domains/content/version.ts';
import { documentOf, firstVersion } from './world.ts';

const base = firstVersion({ title: 'Before', body: documentOf('one', 'two') });
const mine = { ...base, title: 'Mine', body: documentOf('one mine', 'two') };
const theirs = { ...base, title: 'Theirs', body: documentOf('one theirs', 'two'), revision: 2, editor: 'Ada' };
const nothing = () => {};

test('the conflict screen shows both sides of each question, chooses none, and does not save before all are answered', () => {
  const html = renderToStaticMarkup(createElement(Conflict, { conflict: { kind: 'conflict', base, mine, theirs, changes: {} }, zone: 'UTC', onResolve: () => true, onLater: nothing }));
  expect(html).toContain('Ada saved this piece while you were writing');
  expect(html).toContain('In 2 places you both changed the same');
  expect(html.match(/<fieldset/g)).toHaveLength(2);
  expect(html.match(/type="radio"/g)).toHaveLength(6);
  expect(html).not.toMatch(/checked=""/);
  expect(html).toContain('2 questions are still open.');
  for (const words of ['one mine', 'one theirs', 'Copy all of mine', 'Copy all of theirs']) expect(html).toContain(words);
});

test('two versions that fit together only have to be saved', () => {
  const html = renderToStaticMarkup(
    createElement(Conflict, { conflict: { kind: 'conflict', base, mine: { ...base, body: documentOf('one mine', 'two') }, theirs: { ...base, body: documentOf('one', 'two theirs') }, changes: {} }, zone: 'UTC', onResolve: () => true, onLater: nothing }),
  );
  expect(html).toContain('The two fit together');
  expect(html).not.toContain('still open');
});

test('the state is a sentence with the deed that fits it', () => {
  const line = (state: SaveState, othersHere = 0) => renderToStaticMarkup(createElement(SaveStateLine<Version>, { state, names: FIELD_WORDS, kept: true, zone: 'UTC', othersHere, onRetry: nothing, onCompare: nothing }));
  expect(line({ kind: 'saved', at: '2030-05-06T14:03:22Z' })).toContain('Saved at 14:03:22');
  expect(line({ kind: 'saved', at: '2030-05-06T14:03:22Z' })).not.toContain('<button');
  expect(line({ kind: 'retrying', at: Date.now() + 7_500, tries: 4 })).toMatch(/trying again in 8 s.*Try now/);
  expect(line({ kind: 'conflict', base, mine, theirs, changes: {} })).toMatch(/Someone else changed this.*Compare/);
  expect(line({ kind: 'saving' }, 1)).toContain('Also open in another tab');
});

test('text of an earlier page is offered three ways', () => {
  const text = { person: 'p', organization: 'o', item: 'i', tab: 't', writtenAt: Date.UTC(2030, 4, 6, 9), unsent: { base, sent: null, changes: { title: 'Mine' } } };
  const html = renderToStaticMarkup(createElement(KeptOffer, { offers: [text], shown: () => base, zone: 'UTC', onRestore: async () => true, onDiscard: async () => {} }));
  expect(html).toMatch(/You wrote this here on .*Mon 6 May.*never saved/s);
  for (const deed of ['Restore', 'Compare', 'Discard']) expect(html).toContain(deed);
});
