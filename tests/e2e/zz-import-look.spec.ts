import { test } from 'vitest';
import { newcomer } from './people.ts';
import { open, visit } from './visitor.ts';
import { ghostExport } from '../content/importing/files.ts';

test('look', async () => {
  const person = await newcomer('The Importing Paper');
  const { page } = await visit({ session: person.session, expected: /./ });
  page.on('console', (m) => console.log(m.text()));
  await open(page, '/content/import');
  await page.screenshot({ path: '/tmp/look/import.png', fullPage: true });
  const content = ghostExport([{ title: 'The harbour in winter', html: '<p>a <img src="https://127.0.0.1/x.png"></p>' }, { title: '' }, {}, {}]);
  await page.locator('input[type=file][name=files]').setInputFiles({ name: 'ghost.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await page.getByRole('button', { name: 'Look into the files' }).click();
  await page.getByText('What would happen').waitFor({ timeout: 20000 });
  await page.waitForTimeout(4500);
  await page.screenshot({ path: '/tmp/look/report.png', fullPage: true });
  await page.getByLabel('Bring the pictures too').check();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('What was done').waitFor({ timeout: 20000 });
  await page.waitForTimeout(500);
  await page.screenshot({ path: '/tmp/look/done.png', fullPage: true });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.screenshot({ path: '/tmp/look/done-320.png', fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, '/content/import');
  await page.screenshot({ path: '/tmp/look/import-320-dark.png', fullPage: true });
}, 90_000);
