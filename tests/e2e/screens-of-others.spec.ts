import type { RouteConfigEntry } from '@remix-run/route-config';
import { expect, test } from 'vitest';
import routes from '#app/routes.ts';
import { SCREENS, WITHOUT_SCREEN } from './screens.ts';
import { testScreens } from './screen-tests.ts';

testScreens(SCREENS.filter(({ as }) => as !== 'owner'));

test('every route of app/routes.ts is among the screens', async () => {
  const paths = (entries: RouteConfigEntry[], before = ''): string[] =>
    entries.flatMap((entry) => {
      const path = entry.path ? `${before}/${entry.path}` : before;
      return entry.children ? paths(entry.children, path) : [path || '/'];
    });
  const shown = SCREENS.map(({ path }) => path.split('?')[0]!);
  const isShown = (route: string) => {
    const pattern = new RegExp(`^${route.replace(/\/\*$/, '/nowhere').replace(/:\w+/g, '[^/]+')}$`);
    return shown.some((path) => pattern.test(path));
  };
  const missing = paths((await routes) as RouteConfigEntry[]).filter((route) => !WITHOUT_SCREEN.includes(route) && !isShown(route));
  expect(missing).toEqual([]);
});
