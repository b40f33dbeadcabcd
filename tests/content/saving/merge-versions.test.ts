import { expect, test } from 'vitest';
import { itemKind } from '#app/domains/content/saving/changes.ts';
import { mergeVersions, NO_CHOICES, openIn, settle } from '#app/domains/content/saving/merge-versions.ts';
import { asWritten, isWorthOffering } from '#app/domains/content/saving/worth-offering.ts';
import { documentOf, firstVersion } from './world.ts';

const base = firstVersion({ title: 'Before', tags: ['a'], body: documentOf('one', 'two') });

test('what one of two changed is taken, what both changed is asked, and nothing is chosen beforehand', () => {
  const mine = { ...base, title: 'Mine', excerpt: 'Mine', body: documentOf('one', 'two mine') };
  const theirs = { ...base, title: 'Theirs', tags: ['a', 'b'], body: documentOf('one theirs', 'two') };
  const merge = mergeVersions(base, mine, theirs);
  expect(merge.fields.map(({ field }) => field)).toEqual(['title']);
  expect(merge.settled).toEqual({ excerpt: 'Mine', tags: ['a', 'b'] });
  expect(openIn(merge, NO_CHOICES)).toBe(1);
  expect(settle(merge, { fields: { title: 'both' }, places: {} })).toEqual({ title: 'Mine Theirs', excerpt: 'Mine', tags: ['a', 'b'], body: documentOf('one theirs', 'two mine') });
});

test('each place in the text is mine, theirs or both', () => {
  const mine = { ...base, body: documentOf('one mine', 'two mine') };
  const theirs = { ...base, body: documentOf('one theirs', 'two theirs') };
  const merge = mergeVersions(base, mine, theirs);
  expect(openIn(merge, NO_CHOICES)).toBe(2);
  expect(settle(merge, { fields: {}, places: { 0: 'both', 1: 'theirs' } }).body).toEqual(documentOf('one mine', 'one theirs', 'two theirs'));
  expect(settle(merge, { fields: {}, places: { 0: 'theirs', 1: 'mine' } }).body).toEqual(documentOf('one theirs', 'two mine'));
});

test('kept text that the server has after all is not offered', () => {
  const unsent = { base, sent: { title: 'Sent' }, changes: { tags: ['B', 'a'] } };
  expect(isWorthOffering(unsent, base, itemKind())).toBe(true);
  expect(isWorthOffering(unsent, { ...base, title: 'Sent', tags: ['a', 'b'], revision: 2 }, itemKind())).toBe(false);
  expect(asWritten(unsent)).toMatchObject({ title: 'Sent', tags: ['B', 'a'] });
});
