import { expect, test } from 'vitest';
import { newcomer, sessionOf } from './people.ts';
import { open, origin, toast, visit } from './visitor.ts';

const at = (path: string) => (url: URL) => url.pathname === path;

test('the palette finds a page by a few letters and leads there', async () => {
  const { page } = await visit({ session: (await newcomer('The Palette Paper')).session });
  await open(page, '/');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await palette.getByRole('combobox').fill('audit');
  await palette.getByRole('option', { name: 'Activity' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(at('/settings/activity'));
  await page.getByRole('heading', { name: 'Activity', level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await palette.getByText('Recent').waitFor();
  await palette.getByRole('combobox').fill('zzzz');
  await palette.getByText('Nothing by that name.').waitFor();
  await page.keyboard.press('Escape');
  expect(await palette.isVisible()).toBe(false);
});

test('? lists the shortcuts, g t and g s go where they say, and single keys can be turned off', async () => {
  const { page } = await visit({ session: (await newcomer('The Shortcut Paper')).session });
  await open(page, '/settings/people');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.waitForURL(at('/'));
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.waitForURL(at('/settings/profile'));
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByText('Next row').waitFor();
  await sheet.getByRole('switch', { name: 'Single-letter shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByLabel('Name').focus();
  await page.keyboard.type('?gt');
  expect(await sheet.isVisible()).toBe(false);
  expect(new URL(page.url()).pathname).toBe('/settings/profile');
});

test('the theme changes at once and stays after a reload', async () => {
  const { page } = await visit({ session: (await newcomer('The Theme Paper')).session, colorScheme: 'light' });
  await open(page, '/');
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: /^You,/ }).click();
  const kept = page.waitForResponse((answer) => answer.request().method() === 'POST' && new URL(answer.url()).pathname.startsWith('/theme'));
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await kept;
  await open(page, '/');
  expect(await background()).toBe(dark);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
});

test('the sidebar narrows, says so, and stays narrow', async () => {
  const { page } = await visit({ session: (await newcomer('The Narrow Paper')).session });
  await open(page, '/');
  const width = async () => (await page.getByRole('navigation', { name: 'Main' }).boundingBox())!.width;
  expect(await width()).toBe(240);
  await page.getByRole('button', { name: 'Narrow the sidebar' }).click();
  await page.getByRole('button', { name: 'Widen the sidebar' }).waitFor();
  expect(await width()).toBe(56);
  await open(page, '/');
  expect(await width()).toBe(56);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.waitForURL(at('/settings/profile'));
});

test('on a phone the sidebar is a drawer that a link closes', async () => {
  const { page } = await visit({ session: (await newcomer('The Phone Paper')).session, viewport: { width: 320, height: 640 }, hasTouch: true });
  await open(page, '/');
  const drawer = page.getByRole('navigation', { name: 'Main' });
  expect(await drawer.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Menu' }).click();
  await drawer.getByRole('link', { name: 'Settings' }).click();
  await page.waitForURL(at('/settings/profile'));
  await expect.poll(() => drawer.isVisible()).toBe(false);
});

test('the switcher founds a second organization and leads back to the first', async () => {
  const { page } = await visit({ session: (await newcomer('The First Paper')).session });
  await open(page, '/');
  await page.getByRole('button', { name: /switch organization/ }).click();
  await page.getByRole('link', { name: 'New organization' }).click();
  await page.getByLabel('Name').fill('The Second Paper');
  await page.getByLabel('Address').fill(`second-${process.pid}`);
  await page.getByRole('button', { name: 'Create the organization' }).click();
  await toast(page, 'The Second Paper is ready.');
  await page.getByRole('button', { name: /The Second Paper/ }).click();
  await page.getByRole('button', { name: /The First Paper/ }).click();
  await toast(page, 'You switched the organization.');
  await page.getByRole('button', { name: /The First Paper ?, switch organization/ }).waitFor();
});

test('the bell counts what is unread, leads to it, and counts again when it is read', async () => {
  const { page } = await visit({ session: await sessionOf('demo@masthead.test') });
  await open(page, '/');
  await page.getByRole('button', { name: 'Notifications, 3 unread' }).click();
  await page.getByRole('link', { name: /A delivery failed/ }).waitFor();
  await page.getByRole('link', { name: 'All notifications' }).click();
  await page.waitForURL(at('/notifications'));
  await page.getByRole('button', { name: /^Mark as read ?: A delivery failed/ }).click();
  await page.getByRole('button', { name: 'Notifications, 2 unread' }).waitFor();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByRole('button', { name: 'Notifications, none unread' }).waitFor();
});

test('a toast is said to those who listen, offers the way back, and can be dismissed', async () => {
  const { page } = await visit({ session: (await newcomer('The Toast Paper')).session });
  await open(page, '/dev/gallery?toast');
  const region = page.getByRole('status').filter({ hasText: 'moved to the archive' });
  await region.getByRole('button', { name: 'Undo' }).waitFor();
  await region.getByRole('button', { name: 'Dismiss' }).click();
  expect(await page.getByText('moved to the archive').isVisible()).toBe(false);
});

test('a toast outlives the answer that brought it first, and is shown once', async () => {
  const { page, context } = await visit({ session: (await newcomer('The Overtaken Paper')).session });
  await open(page, '/settings/profile');
  const asked = new Promise<void>((done) => {
    // The server answers, and the page never hears of it.
    void page.route('**/settings/profile.data*', async (route) => {
      if (route.request().method() !== 'GET') return route.continue();
      await route.fetch({ headers: { ...(await route.request().allHeaders()), 'sec-fetch-dest': 'empty' } });
      done();
    });
  });
  await page.getByRole('button', { name: 'Save the profile' }).click();
  await asked;
  await page.getByRole('link', { name: 'People' }).click();
  await toast(page, 'Your profile is saved.');
  await expect.poll(async () => (await context.cookies()).map(({ name }) => name)).not.toContain('mh-toast');
  await open(page, '/settings/people');
  expect(await page.getByText('Your profile is saved.').isVisible()).toBe(false);
});

test('a page that is slow to come shows its name and its shape, then itself', async () => {
  const { page } = await visit({ session: (await newcomer('The Slow Paper')).session });
  await open(page, '/settings/profile');
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/settings/people.data*', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  await page.getByRole('status').getByText('Loading').waitFor();
  expect(await page.getByRole('heading', { name: 'Profile', level: 1 }).isVisible()).toBe(false);
  expect(new URL(page.url()).pathname).toBe('/settings/profile');
  release();
  await page.getByRole('table', { name: 'Members' }).waitFor();
  expect(await page.getByText('Loading').isVisible()).toBe(false);
});

test('pages without a screen send on or answer a file', async () => {
  const cookie = `mh-session=${(await newcomer('The Silent Paper')).session}`;
  const ask = (path: string) => fetch(`${origin}${path}`, { redirect: 'manual', headers: { Cookie: cookie } });
  for (const path of ['/sign-out', '/theme', '/organizations/switch']) expect((await ask(path)).headers.get('Location')).toBe('/');
  expect((await ask('/settings')).headers.get('Location')).toBe('/settings/profile');
  expect((await ask('/settings/data/export')).headers.get('Content-Disposition')).toContain('attachment');
  expect((await ask('/settings/activity/export')).headers.get('Content-Type')).toContain('text/csv');
});
