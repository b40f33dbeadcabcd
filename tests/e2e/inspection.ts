import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SCREENSHOTS = join(import.meta.dirname, 'screenshots');
mkdirSync(SCREENSHOTS, { recursive: true });

/** Half a megabyte goes to the browser once, and not again for every page that is inspected. */
export const bringAxe = (context: BrowserContext) => context.addInitScript({ path: AXE });

/** Another theme changes the colours alone; another width shows other things, in colours of their own. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
type Extent = 'everything' | 'colours';

/** What axe finds, one line each, so that the failing test says it all. */
const violations = (page: Page, extent: Extent): Promise<string[]> =>
  page.evaluate(async (colours) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    // Four hundred time zones are the browser's own list, and slow to walk.
    const found = await axe.run({ include: [document.documentElement], exclude: ['optgroup'] }, {
      resultTypes: ['violations'],
      preload: false,
      // What an embed shows is another site's page.
      iframes: false,
      ...(colours ? { runOnly: { type: 'rule', values: colours } } : { rules: { 'target-size': { enabled: true } } }),
    });
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`));
  }, extent === 'colours' ? COLOURS : null);

/** How many pixels the page is wider than its window. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** A change of theme or width reaches the styles with the next frame, and scripts that listen to it with the one after. */
const painted = (page: Page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

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
  await look('320', 'everything');
  expect(found.join('\n')).toBe('');
}
