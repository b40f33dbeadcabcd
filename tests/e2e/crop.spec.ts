import { expect, test } from 'vitest';
import { DEMO } from '#db/seed.ts';
import { query, sessionOf } from './people.ts';
import { open, toast, visit } from './visitor.ts';

const LIGHTHOUSE = '01990000-0000-7000-8000-000000000074';
const cropOf = async () => (await query<{ crop: Record<string, number> | null }>('select crop from media_assets where id = $1', [LIGHTHOUSE]))[0]!.crop;

test('a picture is cropped with the keyboard alone, heard on the way, and whole again by one press', async () => {
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  await open(page, `/media/${LIGHTHOUSE}`);
  await page.getByRole('button', { name: 'Crop', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Original' }).focus();
  await page.keyboard.press('Enter');
  const box = page.getByRole('button', { name: 'What is kept' });
  await box.focus();
  for (let times = 0; times < 20; times += 1) await page.keyboard.press('Shift+ArrowLeft');
  for (let times = 0; times < 10; times += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('status').filter({ hasText: '960 by 640 pixels, 120 from the left, 8 from the top.' }).waitFor();
  await page.getByRole('button', { name: 'Save the crop' }).focus();
  await page.keyboard.press('Enter');
  await toast(page, 'The crop is saved.');
  expect(await cropOf()).toEqual({ left: 0.1, top: 0.01, width: 0.8, height: 0.8 });
  await page.getByText('Cropped to 960 × 640 px of 1200 × 800').waitFor();
  await page.getByRole('button', { name: 'Undo the crop' }).click();
  await toast(page, 'The crop is undone');
  expect(await cropOf()).toBeNull();
});

test('a corner is pulled and the box is dragged; what is drawn is what was framed', async () => {
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  await open(page, `/media/${LIGHTHOUSE}`);
  await page.getByRole('button', { name: 'Crop', exact: true }).click();
  const frame = (await page.getByRole('region', { name: 'Crop' }).locator('img').first().boundingBox())!;
  const at = (x: number, y: number) => [frame.x + frame.width * x, frame.y + frame.height * y] as const;
  const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 4 });
    await page.mouse.up();
  };
  await drag(at(0.99, 0.99), at(0.49, 0.49));
  await drag(at(0.25, 0.25), at(0.45, 0.35));
  await page.getByRole('button', { name: 'Save the crop' }).click();
  await toast(page, 'The crop is saved.');
  const crop = (await cropOf())!;
  for (const [name, share] of Object.entries({ left: 0.2, top: 0.1, width: 0.5, height: 0.5 })) expect(crop[name]).toBeCloseTo(share, 1);
  const shown = page.getByRole('img', { name: 'A striped lighthouse on a green hill by the sea' });
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth / image.naturalHeight)).toBeCloseTo(1.5, 1);
  await page.getByRole('button', { name: 'Undo the crop' }).click();
  await toast(page, 'The crop is undone');
});
