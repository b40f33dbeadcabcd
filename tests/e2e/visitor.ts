import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, inject, onTestFinished } from 'vitest';

/** As a person's own browser calls itself. */
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

export const { origin } = inject('site');

let browser: Promise<Browser> | undefined;

/** Leaving a page while its line to the bell is being opened is no fault of the page, nor is a link that is pointed at before the router has heard of its page. */
const HARMLESS = /WebSocket is closed before the connection is established|Tried to prefetch \S+ but no routes matched/;

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the pages complained about: errors, warnings, broken rules of the content policy. */
  complaints: string[];
}

interface VisitOptions extends BrowserContextOptions {
  /** The session cookie of someone; see people.ts. */
  session?: string | undefined;
  /** What the browser will say because the test made it so: a line cut, a session gone. */
  expected?: RegExp;
  /** And what its scripts will throw for the same reason. */
  thrown?: RegExp;
}

/** A browser of one's own: no cookies, no history, and an ear for every complaint. */
export async function arrive({ session, expected, thrown, ...options }: VisitOptions = {}): Promise<Omit<Visitor, 'page'>> {
  browser ??= chromium.connect(inject('site').browser);
  const context = await (await browser).newContext({
    baseURL: origin, userAgent: AGENT, viewport: { width: 1280, height: 860 }, locale: 'en-GB', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce', ...options,
  });
  context.setDefaultTimeout(25_000);
  if (session) await context.addCookies([{ name: 'mh-session', value: session, url: origin }]);
  const complaints: string[] = [];
  context.on('console', (message) => {
    const { url } = message.location();
    const answered = /the server responded with a status of 4\d\d/.test(message.text()) && !url.includes('/assets/');
    if (['error', 'warning'].includes(message.type()) && !answered && !HARMLESS.test(message.text()) && !expected?.test(message.text())) complaints.push(`${url}: ${message.text()}`);
  });
  context.on('weberror', (error) => {
    const { message } = error.error();
    if (!thrown?.test(message)) complaints.push(`${error.page()?.url()}: ${message}`);
  });
  return { context, complaints };
}

/** Someone who is there for one test, which fails if a page complains. */
export async function visit(options: VisitOptions = {}): Promise<Visitor> {
  const { context, complaints } = await arrive(options);
  onTestFinished(async () => {
    await context.close();
    expect(complaints.join('\n')).toBe('');
  });
  return { context, complaints, page: await context.newPage() };
}

/** Waits until the scripts have taken over: what is pressed earlier is answered by the browser alone. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => Array.from(document.querySelectorAll('a, button, input')).every((node) => node.closest('.editor-text') !== null || Object.keys(node).some((key) => key.startsWith('__reactFiber'))));
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => done(null))));
}

export async function open(page: Page, path: string): Promise<number> {
  const response = await page.goto(path, { waitUntil: 'domcontentloaded' });
  await ready(page);
  return response?.status() ?? 0;
}

/** The words of the toast, once it is there. */
export async function toast(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: words }).first().waitFor();
}
