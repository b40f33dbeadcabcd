import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { Client } from 'pg';
import { DEMO } from '#db/seed.ts';
import { build, isBuilt } from '../../scripts/build.mjs';
import setup, { type Site } from '../e2e/site.ts';
import { ms, table } from './print.ts';

/** As slow as a phone of some years ago, on a line of 10 Mbit. */
const SLOWED = 4;
const LINE = { offline: false, latency: 40, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 };
const CALM_MS = 1_200;
const WORDS = 'The ferry waits again, and so do we. ';

export interface Pressed {
  name: string;
  /** Presses and letters that took a frame and more. */
  times: number;
  /** From the press until what it changed was painted. */
  median: number;
  worst: number;
}

export interface Painted {
  path: string;
  /** Until the largest thing on the page was painted, with nothing fetched before. */
  largest: number;
}

type Watched = Window & { presses: number[]; largest: number };

/** What a person waits for: the demo in the production build, in a real browser that is slowed. */
export async function measureHands(say: (line: string) => void): Promise<{ pressed: Pressed[]; painted: Painted[] }> {
  if (!isBuilt() && (await build()) !== 0) throw new Error('The build failed. See above.');
  say('Starting the app and a browser');
  let site!: Site;
  const stop = await setup({ provide: (_name: string, value: Site) => void (site = value) } as never);
  try {
    const browser = await chromium.connect(site.browser);
    const signedIn = async () => {
      const context = await browser.newContext({ baseURL: site.origin, viewport: { width: 1280, height: 860 }, locale: 'en-GB', timezoneId: 'Europe/Berlin' });
      const page = await context.newPage();
      await page.goto('/sign-in');
      await page.getByLabel('Email address').fill(DEMO.email);
      await page.getByLabel('Password', { exact: true }).fill(DEMO.password);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForURL((url) => url.pathname === '/');
      return { context, page };
    };
    say('Pages over a slow line');
    const painted = await paints(await signedIn());
    say('Presses and letters');
    return { painted, pressed: await presses(await signedIn(), site) };
  } finally {
    await stop();
  }
}

async function watched(context: BrowserContext, page: Page) {
  await context.addInitScript(() => {
    const seen = Object.assign(window as unknown as Watched, { presses: [], largest: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) if (entry.interactionId) seen.presses.push(entry.duration);
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.largest = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  const lab = await context.newCDPSession(page);
  return { lab, slow: (rate: number) => lab.send('Emulation.setCPUThrottlingRate', { rate }) };
}

async function paints({ context, page }: { context: BrowserContext; page: Page }): Promise<Painted[]> {
  const { lab, slow } = await watched(context, page);
  await lab.send('Network.emulateNetworkConditions', LINE);
  await lab.send('Network.setCacheDisabled', { cacheDisabled: true });
  await slow(SLOWED);
  const found: Painted[] = [];
  for (const path of ['/', '/content', '/media', '/calendar', '/social', '/social/posts/new', '/settings/people']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    found.push({ path, largest: await page.evaluate(() => (window as unknown as Watched).largest) });
  }
  await context.close();
  return found;
}

async function presses({ context, page }: { context: BrowserContext; page: Page }, { ownerUrl }: Site): Promise<Pressed[]> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ slug: string; id: string }>("select slug, id from content_items where slug in ('the-ferry-that-waits', 'eight-colours-and-a-new-front-page')");
  const idOf = (slug: string) => rows.find((row) => row.slug === slug)!.id;
  const long = { type: 'doc', content: Array.from({ length: 600 }, (_, line) => ({ type: 'paragraph', content: [{ type: 'text', text: `${line} ${'The harbour lies still and the boats wait for the tide. '.repeat(3)}` }] })) };
  await owner.query('update content_items set body = $1, revision = revision + 1 where id = $2', [JSON.stringify(long), idOf('eight-colours-and-a-new-front-page')]);
  await owner.end();

  const { slow } = await watched(context, page);
  const found: Pressed[] = [];
  const drained = () => page.evaluate(() => (window as unknown as Watched).presses.splice(0));
  const open = async (path: string, until: string) => {
    await slow(1);
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.locator(until).first().waitFor();
    await page.waitForTimeout(CALM_MS);
    await slow(SLOWED);
    await drained();
  };
  const measure = async (name: string, press: () => Promise<unknown>) => {
    await press();
    await page.waitForTimeout(CALM_MS);
    const taken = (await drained()).sort((one, other) => one - other);
    found.push({ name, times: taken.length, median: taken[Math.floor(taken.length / 2)] ?? 0, worst: taken.at(-1) ?? 0 });
  };
  const type = (words: string) => page.keyboard.type(words, { delay: 80 });

  for (const [name, slug] of [['the editor', 'the-ferry-that-waits'], ['the editor, 20,000 words', 'eight-colours-and-a-new-front-page']] as const) {
    await open(`/content/${idOf(slug)}`, '.editor-toolbar button');
    await measure(`${name}: a press into the text`, () => page.locator('.editor-text p').first().click());
    await measure(`${name}: letters`, () => type(WORDS));
    await measure(`${name}: bold`, () => page.keyboard.press('Control+b'));
    await measure(`${name}: Find opens`, () => page.keyboard.press('Control+f'));
    await measure(`${name}: letters into Find`, () => type('harbour'));
  }
  await open('/social/posts/new', 'textarea[name="text"]');
  await measure('the composer: an account ticked', () => page.locator('input[name="accounts[]"]:visible').first().click());
  await page.locator('textarea[name="text"]').click();
  await measure('the composer: letters', () => type(WORDS));
  await open('/content', 'tbody input[type="checkbox"]');
  await measure('the list: a row chosen', () => page.locator('tbody input[type="checkbox"]').nth(2).click());
  await measure('the palette opens', () => page.keyboard.press('Control+k'));
  await measure('the palette: letters', () => type('ferry'));
  await open('/calendar', 'main a');
  await measure('the calendar: the next month', () => page.getByRole('link', { name: /next/i }).first().click());
  await open('/media', 'main input[type="checkbox"]');
  await measure('the library: a file chosen', () => page.locator('main input[type="checkbox"]').nth(1).click({ force: true }));
  await context.close();
  return found;
}

export function reportHands({ painted, pressed }: Awaited<ReturnType<typeof measureHands>>) {
  table(`Until the largest thing is painted, over 10 Mbit, the processor slowed ${SLOWED} times, in ms`, ['', 'painted'], painted.map(({ path, largest }) => [path, ms(largest)]));
  table(`From a press until it shows, the processor slowed ${SLOWED} times, in ms`, ['', 'seen', 'median', 'worst'], pressed.map(({ name, times, median, worst }) => [name, String(times), ms(median), ms(worst)]));
}
