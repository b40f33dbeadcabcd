import { expect, inject, test } from 'vitest';
import { chromium } from 'playwright-core';
test('starts', async () => {
  const site = inject('site');
  console.log(site);
  const b = await chromium.connect(site.browser);
  const p = await b.newPage();
  await p.goto(site.origin + '/sign-in');
  expect(await p.title()).toBe('Sign in · Masthead');
  console.log(b.version(), await (await fetch(site.origin+'/healthz')).text());
});
