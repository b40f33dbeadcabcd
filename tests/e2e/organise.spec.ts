import { expect, test } from 'vitest';
import { DEMO } from '#db/seed.ts';
import { query, sessionOf } from './people.ts';
import { open, toast, visit } from './visitor.ts';

const LOOK = process.env.LOOK_AT;
const picture = async (page: Awaited<ReturnType<typeof visit>>['page'], name: string) => LOOK && page.screenshot({ path: `${LOOK}/${name}.png`, fullPage: true });
const siblings = async () => (await query<{ name: string; parent: string | null }>("select c.name, p.name as parent from content_categories c left join content_categories p on p.id = c.parent_id where c.deleted_at is null and c.description = 'journey' order by p.name nulls first, c.position", [])).map(({ name, parent }) => (parent ? `${parent} › ${name}` : name));

test('categories are made, moved by keys and by hand, renamed, deleted and brought back', async () => {
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  for (const name of ['Harbours', 'Lighthouses', 'Ferries']) {
    await open(page, '/content/categories');
    await page.getByRole('button', { name: 'New category' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Description', { exact: false }).first().fill('journey');
    await page.getByRole('button', { name: 'Make the category' }).click();
    await toast(page, `The category ${name} is made.`);
  }
  const line = (name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}`) });
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await line('Ferries').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByRole('status').filter({ hasText: 'Ferries is at the top now' }).waitFor();
  await toast(page, 'The category Ferries is moved.');
  await expect.poll(siblings).toEqual(['Harbours', 'Ferries', 'Lighthouses']);
  await expect.poll(focused).toContain('Ferries');
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(siblings).toEqual(['Harbours', 'Lighthouses', 'Harbours › Ferries']);
  await expect.poll(focused).toContain('Ferries');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(siblings).toEqual(['Harbours', 'Ferries', 'Lighthouses']);
  await page.waitForLoadState('networkidle');
  await line('Lighthouses').dragTo(line('Harbours'));
  await expect.poll(siblings).toEqual(['Harbours', 'Ferries', 'Harbours › Lighthouses']);
  await page.waitForLoadState('networkidle');
  await picture(page, 'categories');
  await line('Harbours').focus();
  await page.keyboard.press('F2');
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value)).toBe('Harbours');
  await line('Harbours').focus();
  await page.keyboard.press('Delete');
  await toast(page, 'The category Harbours is deleted. What was in it moved up.');
  await expect.poll(siblings).toEqual(['Lighthouses', 'Ferries']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await toast(page, 'The category Harbours is back.');
  await expect.poll(siblings).toEqual(['Harbours', 'Ferries', 'Harbours › Lighthouses']);
});

test('a clash of names leads to a merge, and a template to a piece', async () => {
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  for (const name of ['Quay', 'Pier']) {
    await open(page, '/content/tags');
    await page.getByRole('button', { name: 'New tag' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByRole('radio', { name: 'Amber' }).check();
    await page.getByRole('button', { name: 'Make the tag' }).click();
    await toast(page, `The tag ${name} is made.`);
  }
  await page.getByRole('link', { name: 'Pier', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('quay');
  await page.getByRole('button', { name: 'Save the tag' }).click();
  await page.getByRole('button', { name: 'Merge Pier into quay' }).waitFor();
  await picture(page, 'tags');
  await page.getByRole('button', { name: 'Merge Pier into quay' }).click();
  await toast(page, 'One tag is part of Quay now.');
  await open(page, '/content/templates');
  await picture(page, 'templates');
  await page.getByRole('button', { name: 'Add Case study' }).click();
  await toast(page, 'The template Case study is yours now.');
  await picture(page, 'template');
  await page.getByRole('link', { name: 'Write from it' }).click();
  await page.getByLabel('Customer', { exact: true }).fill('The ferry line');
  await page.getByLabel('What they used').fill('Masthead');
  await picture(page, 'new');
  await page.getByLabel('The result in one line').fill('Half the time');
  await page.getByRole('button', { name: 'Begin writing' }).click();
  await page.waitForURL(/\/content\/[0-9a-f-]{36}/);
  expect((await query<{ title: string }>("select title from content_items where title like 'How The ferry line%' order by id desc"))[0]?.title).toBe('How The ferry line did it with Masthead');
  await page.setViewportSize({ width: 320, height: 800 });
  for (const path of ['/content/categories', '/content/tags', '/content/templates', '/content/new']) {
    await open(page, path);
    await picture(page, `narrow${path.replaceAll('/', '-')}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
  }
});
