import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { pressOn, tabTo, typeInto } from './keyboard.ts';
import { newcomer, query } from './people.ts';
import { open, ready, toast, visit } from './visitor.ts';

const LOOK = process.env.LOOK_AT;
if (LOOK) mkdirSync(LOOK, { recursive: true });
const picture = async (page: Page, name: string) => LOOK && page.screenshot({ path: `${LOOK}/${name}.png`, fullPage: true });

const DAY = 86_400_000;
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
/** A day of this month whose digits are the same whether the browser asks for the day or the month first. */
const eitherWay = () => ((month) => `${month}${month}${new Date().getUTCFullYear()}`)(String(new Date().getUTCMonth() + 1).padStart(2, '0'));

/** The organization that this person founded, and some pieces of it. */
async function newsroom(email: string, titles: readonly string[]): Promise<string> {
  const [found] = await query<{ organization_id: string }>('select m.organization_id from memberships m join users u on u.id = m.user_id where u.email = $1', [email]);
  for (const [index, title] of titles.entries()) {
    await query("insert into content_items (organization_id, title, type, language, slug, edited_at) values ($1, $2, 'article', 'en', $3, now() - make_interval(mins => $4))", [found!.organization_id, title, title.toLowerCase().replaceAll(' ', '-'), index]);
  }
  return found!.organization_id;
}

const orderOf = (campaignId: string) => async () => (await query<{ title: string }>('select i.title from campaign_content l join content_items i on i.id = l.content_item_id where l.campaign_id = $1 order by l.priority, l.created_at', [campaignId])).map(({ title }) => title);

test('a campaign from its first line to its start, its pieces and its place in time, by the keyboard alone', async () => {
  const founder = await newcomer('The Campaign Paper');
  await newsroom(founder.email, ['The first piece', 'The second piece']);
  const { page } = await visit({ session: founder.session });
  await open(page, '/');
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor();
  await page.getByText('No campaigns yet').waitFor();
  await picture(page, 'campaigns-empty');
  await pressOn(page, 'New campaign');
  await page.getByRole('heading', { name: 'New campaign', level: 1 }).waitFor();
  await ready(page);
  await typeInto(page, /^Name/, 'Winter on the quay');
  await typeInto(page, /^First day/, eitherWay());
  await typeInto(page, 'Goal 1', 'Ten portraits');
  await tabTo(page, 'Begin the campaign');
  await page.keyboard.press('Enter');
  await toast(page, 'The campaign Winter on the quay is a draft.');
  const id = page.url().slice(-36);

  await pressOn(page, 'Plan it');
  await toast(page, 'Winter on the quay is planned.');
  await pressOn(page, 'Start');
  await toast(page, 'Winter on the quay is active.');
  await tabTo(page, /^Ten portraits/);
  await page.keyboard.press('Enter');
  await page.getByText('1 of 1 reached').waitFor();
  await picture(page, 'campaign-overview');

  await pressOn(page, 'See the pieces');
  await pressOn(page, 'Link The second piece');
  await toast(page, 'The second piece is part of the campaign.');
  await pressOn(page, 'Link The first piece');
  await toast(page, 'The first piece is part of the campaign.');
  await tabTo(page, 'Move The first piece up');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(orderOf(id)).toEqual(['The first piece', 'The second piece']);
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-piece]')?.textContent)).toContain('The first piece');
  await tabTo(page, 'Move The first piece down');
  await page.keyboard.press('Enter');
  await expect.poll(orderOf(id)).toEqual(['The second piece', 'The first piece']);

  await pressOn(page, 'Campaigns');
  await pressOn(page, 'Timeline');
  await tabTo(page, /^Winter on the quay/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Winter on the quay', level: 1 }).waitFor();
});

/** Three pieces of a campaign, and a line on which what is sent first waits until it is let go: what is sent after it may overtake it. */
async function threePieces(name: string, thrown?: RegExp) {
  const founder = await newcomer(name);
  const organization = await newsroom(founder.email, ['Quay', 'Pier', 'Mole']);
  const [campaign] = await query<{ id: string }>("insert into campaigns (organization_id, name) values ($1, 'Winter on the quay') returning id", [organization]);
  await query("insert into campaign_content (organization_id, campaign_id, content_item_id, priority) select organization_id, $1, id, row_number() over (order by edited_at desc) from content_items where organization_id = $2", [campaign!.id, organization]);
  const { page } = await visit({ session: founder.session, ...(thrown && { thrown }) });
  let letGo = () => {};
  let held: Promise<void> | undefined = new Promise<void>((done) => void (letGo = done));
  await page.route('**/campaigns/**', async (route) => {
    const first = route.request().method() === 'POST' ? held : undefined;
    if (first) held = undefined;
    await first;
    await route.continue().catch(() => {});
  });
  await open(page, `/campaigns/${campaign!.id}?show=content`);
  const press = (label: string) => page.getByRole('button', { name: label }).click();
  const shown = () => page.locator('[data-piece]').evaluateAll((rows) => rows.map((row) => /Quay|Pier|Mole/.exec(row.textContent ?? '')?.[0]));
  return { page, press, shown, letGo, campaign: campaign!.id, order: orderOf(campaign!.id) };
}

test('a second move waits for the first instead of cutting it off, and the list shows both', async () => {
  const { press, shown, letGo, order } = await threePieces('The Hasty Paper');
  expect(await order()).toEqual(['Quay', 'Pier', 'Mole']);
  await press('Move Mole up');
  await press('Move Quay down');
  expect(await shown()).toEqual(['Mole', 'Quay', 'Pier']);
  expect(await order()).toEqual(['Quay', 'Pier', 'Mole']);
  letGo();
  await expect.poll(order).toEqual(['Mole', 'Quay', 'Pier']);
  expect(await shown()).toEqual(['Mole', 'Quay', 'Pier']);
});

// The router gives up the answer to a fetcher of a page that was left once it has read where it leads, and says so.
test('what was pressed just before the page was left is not lost', async () => {
  const { page, press, letGo, order } = await threePieces('The Leaving Paper', /signal is aborted/);
  await press('Move Mole up');
  await press('Move Quay down');
  await page.getByRole('link', { name: 'Campaigns', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor();
  await expect.poll(order).toEqual(['Mole', 'Quay', 'Pier']);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().includes('.data'));
  letGo();
  await answered;
  expect(await order()).toEqual(['Mole', 'Quay', 'Pier']);
  expect(new URL(page.url()).pathname).toBe('/campaigns');
});

test('forms that are sent while another has no answer yet wait for it, one after another, and all count', async () => {
  const { page, press, letGo, campaign } = await threePieces('The Linking Paper');
  await query('delete from campaign_content where campaign_id = $1', [campaign]);
  await open(page, `/campaigns/${campaign}?show=content`);
  await press('Link Quay');
  await press('Link Pier');
  await press('Link Mole');
  expect(await page.getByRole('button', { name: 'Link Pier' }).getAttribute('aria-busy')).toBe('true');
  letGo();
  await expect.poll(async () => (await orderOf(campaign)()).sort()).toEqual(['Mole', 'Pier', 'Quay']);
  await toast(page, /is part of the campaign/);
});

test('what it costs, how its links look, and a change that came too late, by the keyboard alone', async () => {
  const founder = await newcomer('The Thrifty Paper');
  const organization = await newsroom(founder.email, []);
  const [campaign] = await query<{ id: string }>("insert into campaigns (organization_id, name, budget) values ($1, 'Winter on the quay', 1200.5) returning id", [organization]);
  const { page } = await visit({ session: founder.session });
  await open(page, `/campaigns/${campaign!.id}?show=spending`);
  await typeInto(page, 'Amount', '0.10');
  await page.keyboard.press('Enter');
  await toast(page, '0.10 EUR is added.');
  await typeInto(page, 'Amount', '0.20');
  await page.keyboard.press('Enter');
  await toast(page, '0.20 EUR is added.');
  await page.getByText('0.30 EUR of 1,200.50 EUR').waitFor();

  await pressOn(page, 'Links');
  await typeInto(page, /^Campaign \(optional\)/, 'winter-quay');
  await page.getByText('utm_campaign=winter-quay').first().waitFor();
  await page.keyboard.press('Enter');
  await toast(page, 'The links of Winter on the quay are saved.');

  await pressOn(page, 'Change');
  await page.getByRole('button', { name: 'Save the campaign' }).waitFor();
  await query("update campaigns set description = 'As someone else said it', revision = revision + 1 where id = $1", [campaign!.id]);
  await typeInto(page, /^Name/, 'Winter at the quay');
  await tabTo(page, 'Save the campaign', 90);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'How the campaign stands now' }).getByText('As someone else said it').waitFor();
  await picture(page, 'campaign-conflict');
  expect(await page.getByLabel(/^Name/).inputValue()).toBe('Winter at the quay');
  await tabTo(page, 'Save the campaign', 90);
  await page.keyboard.press('Enter');
  await toast(page, 'The campaign Winter at the quay is saved.');
});

test('pieces are linked, dragged and taken out, and a campaign is copied, kept as a template, removed and brought back, by the mouse', async () => {
  const founder = await newcomer('The Mouse Paper');
  const organization = await newsroom(founder.email, ['The harbour story', 'A letter to readers', 'The last reminder']);
  const [campaign] = await query<{ id: string }>("insert into campaigns (organization_id, name, starts_at, ends_at, time_zone) values ($1, 'Harbour weeks', $2, $3, 'UTC') returning id", [organization, dayFromNow(-3), dayFromNow(11)]);
  const { page } = await visit({ session: founder.session });
  await open(page, `/campaigns/${campaign!.id}?show=content`);
  await page.getByRole('searchbox', { name: 'Search pieces' }).fill('letter');
  await page.getByRole('status').filter({ hasText: '1 piece found' }).waitFor();
  await page.getByRole('button', { name: 'Link A letter to readers' }).click();
  await toast(page, 'A letter to readers is part of the campaign.');
  await page.getByRole('searchbox', { name: 'Search pieces' }).fill('');
  for (const title of ['The harbour story', 'The last reminder']) {
    await page.getByRole('button', { name: `Link ${title}` }).click();
    await toast(page, `${title} is part of the campaign.`);
  }
  const row = (title: string) => page.locator('[data-piece]').filter({ hasText: title });
  await row('The last reminder').dragTo(row('A letter to readers'), { sourcePosition: { x: 8, y: 20 }, targetPosition: { x: 8, y: 3 } });
  await expect.poll(orderOf(campaign!.id)).toEqual(['The last reminder', 'A letter to readers', 'The harbour story']);
  await picture(page, 'campaign-content');
  await page.getByLabel('What The harbour story does').selectOption('hero');
  await expect.poll(async () => (await query<{ role: string }>("select role from campaign_content where campaign_id = $1 and role = 'hero'", [campaign!.id])).length).toBe(1);
  await page.getByRole('button', { name: 'Take A letter to readers out of the campaign' }).click();
  await toast(page, 'A letter to readers is not part of the campaign any more.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(orderOf(campaign!.id)).toEqual(['The last reminder', 'A letter to readers', 'The harbour story']);

  await open(page, `/campaigns/${campaign!.id}`);
  await page.getByRole('button', { name: 'Duplicate' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New first day').fill(dayFromNow(25));
  await dialog.getByText('Everything moves: 28 days later').waitFor();
  await picture(page, 'campaign-duplicate');
  await dialog.getByLabel('With its 3 pieces').check();
  await dialog.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('heading', { name: 'Harbour weeks (copy)', level: 1 }).waitFor();
  const copy = page.url().slice(-36);
  expect(await orderOf(copy)()).toHaveLength(3);

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Keep as a template' }).click();
  await page.getByRole('link', { name: 'Begin a campaign' }).click();
  await page.getByLabel('Name').fill('Harbour weeks again');
  await page.getByLabel('First day').fill(dayFromNow(60));
  await page.getByRole('button', { name: 'Begin the campaign' }).click();
  await toast(page, 'The campaign Harbour weeks again is a draft.');

  await open(page, `/campaigns/${copy}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Remove the campaign' }).click();
  await toast(page, 'The campaign Harbour weeks (copy) is removed. Its pieces stay.');
  await page.getByRole('link', { name: 'Removed' }).click();
  await page.getByRole('button', { name: 'Restore Harbour weeks (copy)' }).click();
  await toast(page, 'The campaign Harbour weeks (copy) is back.');

  await open(page, '/campaigns?show=timeline');
  await page.getByRole('link', { name: 'Year', exact: true }).click();
  await page.getByRole('heading', { name: new RegExp(`^${new Date().getUTCFullYear()}$`), level: 2 }).waitFor();
  await page.getByRole('listitem').getByRole('link', { name: /^Harbour weeks ?draft/ }).click();
  await page.getByRole('heading', { name: 'Harbour weeks', level: 1, exact: true }).waitFor();
});

test('without scripts a campaign is begun, filled, moved on and searched for', async () => {
  const founder = await newcomer('The Plain Campaign Paper');
  await newsroom(founder.email, ['A plain piece', 'Another piece']);
  const { page } = await visit({ session: founder.session, javaScriptEnabled: false });
  await page.goto('/campaigns/new');
  await page.getByLabel('Name').fill('Plain weeks');
  await page.getByLabel(/^First day/).fill(dayFromNow(3));
  await page.getByRole('textbox', { name: /^Budget/ }).fill('lots');
  await page.getByRole('button', { name: 'Begin the campaign' }).click();
  await page.getByText('Write an amount with a point').first().waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('Plain weeks');
  await page.getByRole('textbox', { name: /^Budget/ }).fill('80');
  await page.getByRole('button', { name: 'Begin the campaign' }).click();
  await page.getByText('The campaign Plain weeks is a draft.').waitFor();
  await page.getByRole('button', { name: 'Plan it' }).first().click();
  await page.getByText('Plain weeks is planned.').waitFor();
  await page.getByRole('link', { name: 'Content', exact: true }).last().click();
  for (const title of ['A plain piece', 'Another piece']) await page.getByRole('button', { name: `Link ${title}` }).click();
  await page.getByRole('button', { name: 'Move Another piece up' }).click();
  await expect.poll(() => page.locator('[data-piece] a').allTextContents()).toEqual(['Another piece', 'A plain piece']);
  await page.goto('/campaigns?status=planned');
  await page.getByRole('link', { name: 'Plain weeks' }).waitFor();
});

test.runIf(LOOK)('the pictures of its screens', async () => {
  const { DEMO } = await import('#db/seed.ts');
  const { sessionOf } = await import('./people.ts');
  const { page } = await visit({ session: await sessionOf(DEMO.email) });
  const id = '01990000-0000-7000-8000-000000000800';
  const screens = [
    ['list', '/campaigns'], ['timeline', '/campaigns?show=timeline'], ['month', '/campaigns?show=timeline&zoom=month'], ['year', '/campaigns?show=timeline&zoom=year'], ['templates', '/campaigns?show=templates'], ['removed', '/campaigns?show=removed'], ['new', '/campaigns/new'],
    ['overview', `/campaigns/${id}`], ['content', `/campaigns/${id}?show=content`], ['spending', `/campaigns/${id}?show=spending`], ['links', `/campaigns/${id}?show=links`], ['activity', `/campaigns/${id}?show=activity`], ['change', `/campaigns/${id}?show=change`], ['over', `/campaigns/${id.slice(0, -1)}4`],
  ] as const;
  for (const [width, theme] of [[1280, 'light'], [1280, 'dark'], [320, 'light']] as const) {
    await page.setViewportSize({ width, height: 860 });
    await page.emulateMedia({ colorScheme: theme });
    for (const [name, path] of screens) {
      await open(page, path);
      await picture(page, `demo-${name}-${width}-${theme}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
    }
  }
});
