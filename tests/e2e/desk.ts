import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newcomer, query, sessionOf } from './people.ts';
import { open, ready } from './visitor.ts';

/** What the browser says of a line that a test cut, or of a session that it ended. */
export const CUT = /WebSocket connection to|net::ERR_|Failed to fetch/;

export const words = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
export const title = (page: Page) => page.getByRole('textbox', { name: 'Title', exact: true });
/** The line beside the title that tells where what was written is. */
export const state = (page: Page, sentence: string | RegExp) => page.locator('.item-state').getByText(sentence).waitFor();
/** A moment after it was typed: until the page has heard of it, the line tells of the save before. */
export async function saved(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => setTimeout(() => requestIdleCallback(() => done(null)), 400)));
  await state(page, /^Saved at \d\d:\d\d:\d\d$/);
}

export interface Kept {
  title: string;
  text: string;
  status: string;
  revision: number;
  body: string;
}

/** A piece as the database has it. */
export async function kept(id: string): Promise<Kept> {
  const [item] = await query<Kept>('select title, body_text as text, status, revision, body::text as body from content_items where id = $1', [id]);
  return item!;
}

/** Waits until the text in the database is this. */
export const hasText = (id: string, text: string | RegExp) => expect.poll(async () => (await kept(id)).text, { timeout: 15_000 }).toMatch(text);

export async function desk(page: Page, id: string): Promise<void> {
  await open(page, `/content/${id}`);
  await page.getByRole('toolbar', { name: 'Formatting' }).waitFor();
}

/** A new piece from the form, open on the desk. */
export async function begin(page: Page, name: string): Promise<string> {
  await open(page, '/content/new');
  await page.getByLabel('Title').fill(name);
  await page.getByRole('button', { name: 'Begin writing' }).click();
  await page.waitForURL(/\/content\/[0-9a-f-]{36}$/);
  await ready(page);
  await page.getByRole('toolbar', { name: 'Formatting' }).waitFor();
  return page.url().slice(-36);
}

/** At the end of the text, as by a press there and the key. */
export async function writeAtEnd(page: Page, text: string): Promise<void> {
  await words(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(text);
}

/** Someone new in the organization that this person founded last. */
export async function colleagueOf(email: string, role: string): Promise<{ email: string; session: string }> {
  const someone = await newcomer();
  await query("update users set name = 'Tomasz Reader' where email = $1", [someone.email]);
  await query(
    `insert into memberships (organization_id, user_id, role) select m.organization_id, u.id, $3 from memberships m join users f on f.id = m.user_id, users u where f.email = $1 and u.email = $2`,
    [email, someone.email, role],
  );
  return { email: someone.email, session: await sessionOf(someone.email) };
}
