import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newcomer, query } from './people.ts';
import { open, toast, visit } from './visitor.ts';

interface Stored {
  id: string;
  wall: string;
  status: string;
}

/** The newest entry of that title, as the database has it. */
const kept = async (title: string) => (await query<Stored>("select id, to_char(starts_wall, 'YYYY-MM-DD HH24:MI') as wall, status from calendar_entries where title = $1 and deleted_at is null order by id desc", [title]))[0];
const day = (page: Page, date: string) => page.locator(`[data-cell][data-date="${date}"]`);

async function desk() {
  const someone = await newcomer('The Planning Board');
  const { page } = await visit({ session: someone.session });
  return page;
}

async function planned(page: Page, title: string, date: string) {
  await open(page, `/calendar/new?date=${date}&back=${encodeURIComponent(`?date=${date}`)}`);
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Add it' }).click();
  await toast(page, 'is in the calendar');
}

test('with the mouse an entry is made on a day, carried to another, and taken back by undo', async () => {
  const page = await desk();
  await open(page, '/calendar?date=2027-03-10');
  await day(page, '2027-03-10').hover();
  await day(page, '2027-03-10').getByRole('link', { name: /^Add to/ }).click();
  await page.getByLabel('Title').fill('Tides of March');
  await page.getByRole('button', { name: 'Add it' }).click();
  await toast(page, 'is in the calendar');
  const thing = day(page, '2027-03-10').locator('[data-thing]');
  const [from, to] = [await thing.boundingBox(), await day(page, '2027-03-18').boundingBox()];
  await page.mouse.move(from!.x + 20, from!.y + 10);
  await page.mouse.down();
  await page.mouse.move(to!.x + 30, to!.y + 40, { steps: 6 });
  await page.mouse.up();
  await day(page, '2027-03-18').getByText('Tides of March').waitFor();
  await toast(page, '“Tides of March” is on');
  expect((await kept('Tides of March'))!.wall).toBe('2027-03-18 09:00');
  await page.getByRole('button', { name: 'Undo' }).click();
  await day(page, '2027-03-10').getByText('Tides of March').waitFor();
  await expect.poll(async () => (await kept('Tides of March'))!.wall).toBe('2027-03-10 09:00');
});

test('by keyboard alone an entry is made, picked up, carried a week on, and left where it was by Escape', async () => {
  const page = await desk();
  await open(page, '/calendar?date=2027-06-15');
  await day(page, '2027-06-15').getByRole('link', { name: /^Tuesday 15 June/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/calendar\/new\?date=2027-06-15/);
  await page.getByLabel('Title').focus();
  await page.keyboard.type('By hand');
  await page.keyboard.press('Enter');
  await toast(page, 'is in the calendar');
  await day(page, '2027-06-15').locator('[data-thing]').focus();
  await page.keyboard.press('Space');
  await page.getByText(/^Picked up “By hand”/).waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await page.getByText('Left where it was.').waitFor({ state: 'attached' });
  expect((await kept('By hand'))!.wall).toBe('2027-06-15 09:00');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await day(page, '2027-06-22').getByText('By hand').waitFor();
  await toast(page, '“By hand” is on');
  expect((await kept('By hand'))!.wall).toBe('2027-06-22 09:00');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('By hand');
});

test('one occurrence of a repeated entry moves alone when that is what was chosen', async () => {
  const page = await desk();
  await open(page, '/calendar/new?date=2027-09-06');
  await page.getByLabel('Title').fill('Weekly desk');
  await page.getByLabel('Repeats').selectOption('week');
  await page.getByRole('button', { name: 'Add it' }).click();
  await toast(page, 'is in the calendar');
  await open(page, '/calendar?date=2027-09-10');
  await day(page, '2027-09-13').locator('[data-thing]').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Only this one' }).click();
  await day(page, '2027-09-14').getByText('Weekly desk').waitFor();
  await toast(page, '“Weekly desk” is on');
  await expect.poll(() => day(page, '2027-09-20').getByText('Weekly desk').count()).toBe(1);
  expect(await day(page, '2027-09-13').getByText('Weekly desk').count()).toBe(0);
});

test('on the board an entry goes from planned to completed by keys', async () => {
  const page = await desk();
  await planned(page, 'On the board', '2027-04-10');
  await open(page, '/calendar?view=board&date=2027-04-10');
  await page.getByRole('region', { name: 'Planned' }).locator('[data-thing]').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByRole('region', { name: 'Completed' }).getByText('On the board').waitFor();
  await expect.poll(async () => (await kept('On the board'))!.status).toBe('completed');
});

test('what someone else moved meanwhile stays theirs, and the board says so', async () => {
  const page = await desk();
  await planned(page, 'Contested', '2027-05-10');
  await open(page, '/calendar?date=2027-05-10');
  await query("update calendar_entries set revision = revision + 1, starts_wall = '2027-05-12 09:00', scheduled_for = '2027-05-12T07:00:00Z', ends_by = '2027-05-12T07:00:00Z' where title = 'Contested'");
  await day(page, '2027-05-10').locator('[data-thing]').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByText('Theirs is kept').first().waitFor({ state: 'attached' });
  await day(page, '2027-05-12').getByText('Contested').waitFor();
});
