import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { afterPlacing, stepOf } from '#app/domains/planning/ui/campaigns/content-order.ts';
import { daysWords, money, shiftWords } from '#app/domains/planning/ui/campaigns/campaign-words.ts';
import { rulesIn } from '#app/domains/planning/ui/campaigns/utm-rules.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { type Colleague, colleague, founder } from '../support/people.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let editor: Colleague;
let campaign: string;

const rows = async (sql: string, values: unknown[] = []) => (await app.owner.query(sql, values)).rows;
const row = async (id = campaign) => (await rows('select * from campaigns where id = $1', [id]))[0];
const plain = (text: string) => text.replaceAll('<!-- -->', '');
const post = (fields: Record<string, string | string[]>, show = '', as = owner.browser) => as.post(`/campaigns/${campaign}${show && `?show=${show}`}`, { campaignId: campaign, ...fields }, { follow: false });
const change = (fields: Record<string, string | string[]>, as = owner.browser) => post({ intent: 'change', revision: '1', ...fields }, 'change', as);

async function begin(fields: Record<string, string | string[]> = {}) {
  await owner.browser.post('/campaigns/new', { intent: 'change', name: 'Harbour winter', startsOn: '2030-01-07', endsOn: '2030-01-20', timeZone: 'Asia/Tokyo', currency: 'EUR', ...fields });
  return (await rows('select id from campaigns where organization_id = $1 order by created_at desc, id desc limit 1', [owner.organizationId]))[0].id as string;
}

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'campaign-pages');
  editor = await colleague(app, owner.browser, 'editor');
});

beforeEach(async () => {
  await app.owner.query('delete from campaigns');
  campaign = await begin({ budget: '1200', 'channels[]': ['web', 'email'], 'goals.0.text': 'Ten portraits', 'targets.views': '5000', tags: 'harbour, winter' });
});

test('the page says what was typed: days, money, goals, targets, channels', async () => {
  const text = plain((await owner.browser.get(`/campaigns/${campaign}`)).text);
  for (const words of ['7 Jan to 20 Jan 2030', '14 days', 'on the clocks of Tokyo', '0 EUR', 'of 1,200 EUR', '0 of 1 reached', '5,000', 'Email', 'harbour']) expect(text).toContain(words);
});

test.each([
  ['a budget that is none', { budget: 'a lot' }, 'Write an amount with a point'],
  ['a last day before the first', { startsOn: '2030-01-07', endsOn: '2030-01-01' }, 'It ends before it starts.'],
  ['a target that is none', { 'targets.views': 'many' }, 'Write a whole number.'],
  ['a currency that there is not', { currency: 'XQX' }, 'There is no such currency.'],
])('%s is refused at its field, with everything typed kept', async (_, fields, sentence) => {
  const answer = await change({ description: 'What was typed', ...fields });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(sentence);
  expect(answer.text).toContain('What was typed');
  expect(answer.text).toMatch(/aria-invalid="true"/);
  expect(await row()).toMatchObject({ revision: 1, description: '' });
});

describe('two people at once', () => {
  test('change one campaign: the second is told, sees what stands now, and loses nothing', async () => {
    expect((await change({ description: 'Calm', budget: '900' }, editor.browser)).status).toBe(302);
    const late = await change({ name: 'Harbour summer', budget: '1200.00' });
    expect(late.status).toBe(409);
    for (const words of ['Someone else changed this campaign meanwhile.', 'Harbour summer', '1200.00', 'How it stands now', 'Calm', '900 EUR']) expect(late.text).toContain(words);
    expect(late.text).toMatch(/name="revision"[^>]*value="2"/);
    expect(await row()).toMatchObject({ name: 'Harbour winter', revision: 2 });
    expect((await change({ revision: '2', name: 'Harbour summer' })).status).toBe(302);
  });

  test('change its links: both versions are shown, and a later save puts the typed one in its place', async () => {
    const links = (fields: Record<string, string>, as = owner.browser) => post({ intent: 'links', revision: '1', ...fields }, 'links', as);
    expect((await links({ 'utm.campaign': 'winter', 'utm.channels.email.source': 'letter' }, editor.browser)).status).toBe(302);
    const late = await links({ 'utm.campaign': 'harbour' });
    expect(late.status).toBe(409);
    for (const words of ['How they stand now', 'winter', 'letter', 'harbour']) expect(late.text).toContain(words);
    expect((await links({ revision: '2', 'utm.campaign': 'harbour' })).status).toBe(302);
    expect((await row()).utm).toEqual({ campaign: 'harbour' });
    expect(plain((await owner.browser.get(`/campaigns/${campaign}?show=links`)).text)).toContain('https://www.example.com/story?utm_source=email&amp;utm_medium=email&amp;utm_campaign=harbour');
  });
});

test('a step is offered where the rule allows it, and refused with its sentence where not', async () => {
  const undated = await begin({ name: 'No day yet', startsOn: '', endsOn: '' });
  expect(plain((await owner.browser.get(`/campaigns/${undated}`)).text)).toContain('Give it a first day first: what is planned or runs has one.');
  const page = (await owner.browser.get(`/campaigns/${campaign}`)).text;
  expect(page).toContain('What is draft cannot become completed.');
  expect((await post({ intent: 'status', revision: '1', to: 'planned' })).status).toBe(302);
  const refused = await post({ intent: 'status', revision: '2', to: 'completed' });
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('What is planned cannot become completed.')]);
});

test('money is added up in each currency for itself, and an entry that someone changed meanwhile is not written over', async () => {
  for (const [amount, currency] of [['0.10', 'EUR'], ['0.20', 'EUR'], ['-5', 'USD']] as const) expect((await post({ intent: 'spend', spentOn: '2030-01-08', amount, currency }, 'spending')).status).toBe(302);
  const page = await owner.browser.get(`/campaigns/${campaign}?show=spending`);
  expect(page.trips).toBe(1);
  for (const words of ['0.30 EUR', '1,199.70 EUR left', '−5 USD', 'spent beside the budget']) expect(plain(page.text)).toContain(words);
  const [entry] = await rows("select id, to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') as seen from campaign_spending where amount = 0.2");
  const form = (await owner.browser.get(`/campaigns/${campaign}?show=spending&entry=${entry.id}`)).text;
  expect(form).toContain('Change an entry');
  expect(form).toMatch(/name="amount"[^>]*value="0.20"|value="0.20"[^>]*name="amount"/);
  expect((await post({ intent: 'change-spending', spendingId: entry.id, seen: entry.seen, amount: '0.25' }, 'spending', editor.browser)).status).toBe(302);
  const late = await post({ intent: 'change-spending', spendingId: entry.id, seen: entry.seen, amount: '0.30' }, `spending&entry=${entry.id}`);
  expect(late.status).toBe(409);
  expect(late.text).toContain('value="0.30"');
});

test('pieces are found by their titles, linked once, and gone from what can be linked', async () => {
  const [crew, quay] = [await arrangeItem(app, owner.organizationId, { title: 'The crew at night' }), await arrangeItem(app, owner.organizationId, { title: 'A quay' })];
  const found = plain((await owner.browser.get(`/campaigns/${campaign}?show=content&find=crew`)).text);
  expect([found.includes('Link The crew at night'), found.includes('Link A quay')]).toEqual([true, false]);
  for (const itemId of [crew, quay]) expect((await post({ intent: 'link', itemId, role: 'hero' }, 'content')).status).toBe(302);
  expect(plain((await owner.browser.get(`/campaigns/${campaign}?show=content`)).text)).not.toContain('Link A quay');
  const out = await owner.browser.post(`/campaigns/${campaign}`, { intent: 'unlink', campaignId: campaign, itemId: crew });
  expect(out.text).toContain(`name="before" value="${quay}"`);
});

test('the timeline draws what runs within what it shows, and filters as the list does', async () => {
  await begin({ name: 'Another year', startsOn: '2031-05-01', endsOn: '' });
  const shown = async (query: string) => {
    const page = await owner.browser.get(`/campaigns?show=timeline&${query}`);
    expect([page.status, page.trips]).toEqual([200, 1]);
    return [...page.text.matchAll(/role="listitem".*?font-medium">([^<]*)</g)].map((match) => match[1]);
  };
  expect(await shown('zoom=year&date=2030-06-01')).toEqual(['Harbour winter']);
  expect(await shown('zoom=month&date=2030-02-01')).toEqual([]);
  expect(await shown('zoom=quarter&date=2033-01-01')).toEqual(['Another year']);
  expect(await shown('zoom=year&date=2031-01-01&status=archived')).toEqual([]);
  expect((await owner.browser.get('/campaigns?show=timeline&zoom=century&date=2030-02-30')).status).toBe(200);
});

test('what is removed waits to be restored, and a copy says by how much it moved', async () => {
  const copied = await owner.browser.post(`/campaigns/${campaign}`, { intent: 'duplicate', campaignId: campaign, name: 'Again', startsOn: '2030-02-04' });
  expect(copied.text).toContain('Again is a draft.');
  expect(plain(copied.text)).toContain('4 Feb to 17 Feb 2030');
  await owner.browser.post(`/campaigns/${campaign}`, { intent: 'remove', campaignId: campaign });
  expect((await owner.browser.get(`/campaigns/${campaign}`)).status).toBe(404);
  expect((await owner.browser.get('/campaigns?show=removed')).text).toContain('Restore Harbour winter');
  await owner.browser.post('/campaigns', { intent: 'restore', campaignId: campaign });
  expect((await owner.browser.get(`/campaigns/${campaign}`)).status).toBe(200);
});

test('words and orders of the screens', () => {
  expect([money('1234567.5', 'EUR'), money('-0.05', 'USD'), money('007.00', 'GBP')]).toEqual(['1,234,567.50 EUR', '−0.05 USD', '7 GBP']);
  expect([daysWords({ startsOn: '2030-12-29', endsOn: '2031-01-02' }), daysWords({ startsOn: '2030-01-07', endsOn: '2030-01-07' }), daysWords({ startsOn: null, endsOn: null })]).toEqual(['29 Dec 2030 to 2 Jan 2031', '7 Jan 2030', '–']);
  expect([shiftWords(28), shiftWords(-1), shiftWords(0)]).toEqual(['28 days later', '1 day earlier', null]);
  expect(rulesIn([['utm.campaign', ' a '], ['utm.term', ''], ['utm.channels.email.source', 'b'], ['name', 'c']])).toEqual({ campaign: 'a', channels: { email: { source: 'b' } } });
  const pieces = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  const moved = (id: string, step: 'up' | 'down' | 'first' | 'last') => ((placing) => placing && afterPlacing(pieces, placing).map((piece) => piece.id).join(''))(stepOf(pieces, id, step));
  expect([moved('c', 'up'), moved('b', 'down'), moved('c', 'down'), moved('d', 'first'), moved('a', 'last')]).toEqual(['acbd', 'acbd', 'abdc', 'dabc', 'bcda']);
  expect([moved('a', 'up'), moved('d', 'down'), moved('d', 'last')]).toEqual([null, null, null]);
});
