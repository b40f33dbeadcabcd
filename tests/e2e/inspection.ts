import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENSHOTS = join(import.meta.dirname, 'screenshots');
mkdirSync(SCREENSHOTS, { recursive: true });

/** Another theme changes the colours alone, another width everything else. */
type Extent = 'everything' | 'colours' | 'layout';
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds, one line each, so that the failing test says it all. */
async function violations(page: Page, extent: Extent): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async ([extent, colours]) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    // Four hundred time zones are the browser's own list, and slow to walk.
    const found = await axe.run({ include: [document.documentElement], exclude: ['optgroup'] }, {
      resultTypes: ['violations'],
      ...(extent === 'colours' ? { runOnly: { type: 'rule', values: colours } } : {}),
      rules: { 'target-size': { enabled: extent !== 'colours' }, ...(extent === 'layout' ? Object.fromEntries(colours.map((rule) => [rule, { enabled: false }])) : {}) },
    });
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`));
  }, [extent, COLOURS] as const);
}

/** How many pixels the page is wider than its window. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** A change of theme or width reaches the styles with the next frame; colours need not wait for their transitions, of which one can start another. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frames = 0; frames < 20; frames += 1) {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const running = document.getAnimations().filter((each) => each instanceof CSSTransition && each.playState === 'running');
      if (running.length === 0) return;
      for (const each of running) each.finish();
    }
  });
}

/** `PICTURES=1 npm test` takes them; without anyone to look, they are a third of the time. */
const picture = async (page: Page, name: string) => process.env.PICTURES && page.screenshot({ path: join(SCREENSHOTS, `${name}.jpeg`), type: 'jpeg', quality: 85, fullPage: true, caret: 'initial' });

/** One screen as it stands, in light, in dark and on the narrowest phone: what axe finds, what sticks out, and pictures of it. */
export async function inspect(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => null));
  const found: string[] = [];
  const look = async (way: string, extent: Extent) => {
    found.push(...(await violations(page, extent)).map((line) => `${way}: ${line}`));
    const wider = await overflow(page);
    if (wider > 0) found.push(`${way}: ${wider} px too wide`);
    await picture(page, `${name}-${way}`);
  };
  await look('light', 'everything');
  await page.emulateMedia({ colorScheme: 'dark' });
  await painted(page);
  await look('dark', 'colours');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 640 });
  await painted(page);
  await look('320', 'layout');
  expect(found).toEqual([]);
}
