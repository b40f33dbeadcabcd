import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { begin, saved, words } from './desk.ts';
import { pressOn, tabTo, typeInto } from './keyboard.ts';
import { newcomer, query } from './people.ts';
import { open, ready, toast, visit } from './visitor.ts';

const LOOK = process.env.LOOK_AT;
if (LOOK) mkdirSync(LOOK, { recursive: true });
const picture = async (page: Page, name: string) => LOOK && page.screenshot({ path: `${LOOK}/${name}.png`, fullPage: true });
const statusOf = async (id: string) => (await query<{ status: string }>('select status from content_items where id = $1', [id]))[0]?.status;

test('a project from its first line to its board, by the keyboard alone', async () => {
  const founder = await newcomer('The Project Paper');
  const { page } = await visit({ session: founder.session });
  await open(page, '/');
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor();
  await picture(page, 'projects');
  await pressOn(page, 'New project');
  await page.getByRole('heading', { name: 'New project', level: 1 }).waitFor();
  await ready(page);
  await typeInto(page, /^Name/, 'Winter on the quay');
  await typeInto(page, 'Goal 1', 'Ten portraits');
  await typeInto(page, /^Words to avoid/, 'vessel, nestled');
  await picture(page, 'project-new');
  await tabTo(page, 'Begin the project');
  await page.keyboard.press('Enter');
  await toast(page, 'The project Winter on the quay begins.');

  await pressOn(page, 'About');
  await tabTo(page, /^Ten portraits/);
  await page.keyboard.press('Enter');
  await page.getByText('1 of 1 reached').waitFor();
  await picture(page, 'project-about');

  await pressOn(page, 'Change');
  await page.getByLabel(/^Tone/).waitFor();
  await ready(page);
  const [id] = /[0-9a-f-]{36}/.exec(page.url())!;
  await query("update projects set brand_guidelines = brand_guidelines || '{\"tone\": \"Calm\"}', revision = revision + 1 where id = $1", [id]);
  await typeInto(page, /^Tone/, 'Playful');
  await tabTo(page, 'Save the project');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'How the project stands now' }).getByText('Calm').waitFor();
  await picture(page, 'project-conflict');
  expect(await page.getByLabel(/^Tone/).inputValue()).toBe('Playful');
  await tabTo(page, 'Save the project');
  await page.keyboard.press('Enter');
  await toast(page, 'The project Winter on the quay is saved.');
  await page.getByText('Playful').waitFor();
});

test('cards move by hand and by keys, what the rule refuses stays and says why, and the words to avoid are pointed at', async () => {
  const founder = await newcomer('The Board Paper');
  const { page } = await visit({ session: founder.session });
  const draft = await begin(page, 'A nestled harbour');
  await words(page).click();
  await page.keyboard.type('The vessel left the quay.');
  await saved(page);
  const other = await begin(page, 'The second piece');
  const [project] = await query<{ id: string }>("update projects set brand_guidelines = '{\"wordsToAvoid\": [\"vessel\", \"nestled\"]}' where is_default and organization_id = (select organization_id from content_items where id = $1) returning id", [draft]);

  await open(page, `/content/${draft}`);
  await page.getByText('Checks', { exact: true }).click();
  await page.getByRole('button', { name: '“vessel” is a word that this project avoids.' }).waitFor();
  await page.getByText('“nestled” is a word that this project avoids.').waitFor();

  await open(page, `/projects/${project!.id}`);
  await picture(page, 'board');
  await tabTo(page, 'Move A nestled harbour');
  await page.keyboard.press('ArrowDown');
  await picture(page, 'board-menu');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await toast(page, 'A nestled harbour is archived.');
  expect(await statusOf(draft)).toBe('archived');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('A nestled harbour');

  const column = (name: string) => page.getByRole('region', { name, exact: true });
  const card = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await card('A nestled harbour').dragTo(column('Draft'));
  await expect.poll(() => statusOf(draft)).toBe('draft');
  await page.waitForLoadState('networkidle');
  await card('The second piece').dragTo(column('Published'));
  await page.getByText('The second piece stays where it is. What becomes published is decided on its own page: open the piece.').first().waitFor();
  await picture(page, 'board-refused');
  expect(await statusOf(other)).toBe('draft');

  await card('The second piece').dragTo(column('In review'));
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it where it is' }).click();
  expect(await statusOf(other)).toBe('draft');
  await card('The second piece').dragTo(column('In review'));
  await page.getByRole('checkbox', { name: /\(you\)/ }).check();
  await picture(page, 'board-asks');
  await page.getByRole('button', { name: 'Send the request' }).click();
  await expect.poll(() => statusOf(other)).toBe('in_review');
  await page.waitForLoadState('networkidle');

  let letGo = () => {};
  const held = new Promise<void>((done) => void (letGo = done));
  await page.route('**/projects/**', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await card('A nestled harbour').dragTo(column('Archived'));
  await card('A nestled harbour').dragTo(column('Draft'));
  await page.getByText('A nestled harbour is still on its way to archived. Move it again in a moment.').first().waitFor();
  letGo();
  await expect.poll(() => statusOf(draft)).toBe('archived');
});

test.runIf(LOOK)('the pictures of its screens', async () => {
  const { DEMO } = await import('#db/seed.ts');
  const { sessionOf } = await import('./people.ts');
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  const id = '01990000-0000-7000-8000-000000000700';
  for (const [width, theme] of [[1280, 'light'], [1280, 'dark'], [320, 'light']] as const) {
    await page.setViewportSize({ width, height: 860 });
    await page.emulateMedia({ colorScheme: theme });
    for (const [name, path] of [['projects', '/projects'], ['board', `/projects/${id}`], ['list', `/projects/${id}?show=list`], ['about', `/projects/${id}?show=about`], ['people', `/projects/${id}?show=people`], ['activity', `/projects/${id}?show=activity`], ['change', `/projects/${id}?show=change`]] as const) {
      await open(page, path);
      await picture(page, `demo-${name}-${width}-${theme}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
    }
  }
});
