import { beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { letterTo, newcomer, PASSWORD } from '../support/people.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});

test('a newcomer signs up, confirms by the letter and is signed in', async () => {
  const browser = app.browser();
  const sent = await browser.post('/sign-up', { name: 'Nora Test', email: 'nora@example.test', password: PASSWORD, timeZone: 'Asia/Tokyo' });
  expect(sent.url).toBe('/check-your-mail?email=nora%40example.test');
  const { subject, link } = await letterTo(app, 'nora@example.test');
  expect(subject).toBe('Confirm your email address');
  const shown = await browser.get(link);
  expect(shown.text).toContain('nora@example.test');
  const confirmed = await browser.post(link, { token: new URL(link, 'http://x').searchParams.get('token')! });
  expect(confirmed.url).toBe('/organizations/new');
  expect(confirmed.text).toContain('Create your organization');
});
