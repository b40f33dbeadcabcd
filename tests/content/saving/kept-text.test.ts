import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstVersion } from './world.ts';

const DAY = 24 * 3_600_000;
const unsent = { base: firstVersion(), sent: null, changes: { title: 'Not saved' } };
const place = { person: 'ada', organization: 'paper', item: 'piece' };

/** A new page: the module knows no open database. */
async function fresh() {
  vi.resetModules();
  return import('#app/domains/content/saving/kept-text.ts');
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});
afterEach(() => void vi.unstubAllGlobals());

test('what is kept is there for the next page, the newest first, until it is dropped', async () => {
  const first = await fresh();
  expect(await first.keepText({ ...place, tab: 'a', writtenAt: 1, unsent })).toBe(true);
  expect(await first.keepText({ ...place, tab: 'a', writtenAt: 2, unsent: { ...unsent, changes: { title: 'Newer' } } })).toBe(true);
  await first.keepText({ ...place, tab: 'b', writtenAt: 3, unsent });
  const next = await fresh();
  expect((await next.keptTexts(place)).map(({ tab, unsent: { changes } }) => [tab, changes.title])).toEqual([['b', 'Not saved'], ['a', 'Newer']]);
  await next.dropText({ ...place, tab: 'b' });
  expect((await next.keptTexts(place)).map(({ tab }) => tab)).toEqual(['a']);
});

test('another person, organization or item does not see it', async () => {
  const { keepText, keptTexts } = await fresh();
  await keepText({ ...place, tab: 'a', writtenAt: 1, unsent });
  for (const other of [{ person: 'ben' }, { organization: 'other' }, { item: 'other' }]) expect(await keptTexts({ ...place, ...other })).toEqual([]);
});

test('after sixty days it goes, whosever it was', async () => {
  const { dropOldTexts, keepText, keptTexts } = await fresh();
  const now = 100 * DAY;
  await keepText({ ...place, tab: 'old', writtenAt: now - 61 * DAY, unsent });
  await keepText({ ...place, person: 'ben', tab: 'old', writtenAt: now - 61 * DAY, unsent });
  await keepText({ ...place, tab: 'new', writtenAt: now - 59 * DAY, unsent });
  await dropOldTexts(now);
  expect((await keptTexts(place)).map(({ tab }) => tab)).toEqual(['new']);
  expect(await keptTexts({ ...place, person: 'ben' })).toEqual([]);
});

test('a browser that refuses storage is answered, not thrown at', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('no', 'SecurityError');
    },
  });
  const { dropOldTexts, dropText, keepText, keptTexts } = await fresh();
  expect(await keepText({ ...place, tab: 'a', writtenAt: 1, unsent })).toBe(false);
  expect(await keptTexts(place)).toEqual([]);
  await dropOldTexts(1);
  await dropText({ ...place, tab: 'a' });
});
