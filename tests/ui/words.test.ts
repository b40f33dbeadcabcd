import { expect, test } from 'vitest';
import { initials } from '#app/ui/initials.ts';
import { withoutParam, withParams } from '#app/ui/search-params.ts';
import { sidebarFromCookie } from '#app/ui/shell/sidebar-cookie.ts';
import { groupedZones, zoneCity } from '#app/ui/zone-list.ts';

test('initials are the first and last names’ whole characters', () => {
  expect(initials('Ada King Lovelace')).toBe('AL');
  expect(initials('åsa')).toBe('Å');
  expect(initials('𝒜da')).toBe('𝒜');
  expect(initials('  ')).toBe('–');
});

test('taking a filter away keeps the others and starts at the first page', () => {
  expect(withoutParam('?tag=a&tag=b&after=x', 'tag', 'a')).toBe('?tag=b');
  expect(withParams('?tag=a&before=x', { after: 'y', before: null })).toBe('?tag=a&after=y');
});

test('the chosen zone and UTC are offered even where the system does not list them', () => {
  const zones = groupedZones(['Europe/Berlin', 'America/Argentina/Buenos_Aires'], 'Asia/Calcutta').flatMap((group) => group.zones);
  expect(zones).toEqual(expect.arrayContaining(['UTC', 'Asia/Calcutta', 'Europe/Berlin']));
  expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
});

test('the sidebar is open unless its cookie says otherwise', () => {
  expect(sidebarFromCookie(null)).toBe('open');
  expect(sidebarFromCookie('a=1; sidebar=collapsed')).toBe('collapsed');
  expect(sidebarFromCookie('notsidebar=collapsed')).toBe('open');
});
