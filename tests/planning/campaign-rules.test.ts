import { describe, expect, test } from 'vitest';
import { amountOf, budgetState, centsOf, daysOfCampaign, instantsOf, linkWith, shiftedTo, utmOf } from '#app/domains/planning/campaign.ts';
import { addSpendingInput, changeCampaignInput, newCampaignInput } from '#app/domains/planning/campaign-inputs.ts';
import { CAMPAIGN_STATUSES, type CampaignStatus, NEXT_OF_CAMPAIGN, whyNotMoveCampaign } from '#app/domains/planning/campaign-status.ts';
import { dice } from '../support/zones.ts';

describe('the status', () => {
  const WAYS: Record<CampaignStatus, string> = { draft: 'planned archived', planned: 'draft active archived', active: 'planned paused completed', paused: 'active completed archived', completed: 'active paused archived', archived: 'draft planned paused completed' };
  const each = CAMPAIGN_STATUSES.flatMap((from) => CAMPAIGN_STATUSES.map((to) => ({ from, to })));
  const at = (status: CampaignStatus, startsAt: string | null = '2026-05-04T00:00:00Z', isTemplate = false) => ({ status, startsAt, isTemplate });

  test.each(each)('from $from to $to goes as the table says', ({ from, to }) => {
    const refusal = whyNotMoveCampaign(at(from), to);
    if (WAYS[from].split(' ').includes(to)) expect(refusal).toBeNull();
    else expect(refusal).toMatch(from === to ? /^It is \w+ already\.$/ : new RegExp(`^What is ${from} cannot become ${to}\\.$`));
  });

  test('has a way back for every step, so that each can be undone', () => {
    for (const { from, to } of each) expect((NEXT_OF_CAMPAIGN[to] as readonly string[]).includes(from)).toBe((NEXT_OF_CAMPAIGN[from] as readonly string[]).includes(to));
  });

  test('needs a first day for what is planned or runs, and a template has none of it', () => {
    expect(whyNotMoveCampaign(at('draft', null), 'planned')).toBe('Give it a first day first: what is planned or runs has one.');
    expect(whyNotMoveCampaign(at('draft', null), 'archived')).toBeNull();
    for (const to of CAMPAIGN_STATUSES) expect(whyNotMoveCampaign(at('draft', '2026-05-04T00:00:00Z', true), to)).toBe('A template does not run. Begin a campaign from it.');
  });
});

describe('its days', () => {
  test.each(['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Kiritimati', 'Africa/Cairo', 'Asia/Kathmandu'])('come back from the instants as they went, in %s', (timeZone) => {
    for (const startsOn of ['2018-11-04', '2024-04-26', '2026-03-29', '2026-10-25', '2026-12-31', '2027-02-28']) {
      const days = { startsOn, endsOn: startsOn };
      expect(daysOfCampaign({ ...instantsOf(days, timeZone), timeZone })).toEqual(days);
    }
  });

  test('keep their distance when the first one moves, over a leap day too', () => {
    expect(shiftedTo({ startsOn: '2026-02-01', endsOn: '2026-03-01' }, '2028-02-01')).toEqual({ startsOn: '2028-02-01', endsOn: '2028-02-29' });
    expect(shiftedTo({ startsOn: null, endsOn: null }, '2028-02-01')).toEqual({ startsOn: '2028-02-01', endsOn: null });
    expect(shiftedTo({ startsOn: '2026-02-01', endsOn: null }, null)).toEqual({ startsOn: null, endsOn: null });
  });
});

describe('a link', () => {
  const rules = { campaign: 'ferry pass', content: 'spring', channels: { email: { source: 'newsletter', content: 'footer' } } };
  test('carries the campaign’s words, a channel’s own before them, and keeps what it says already', () => {
    expect(linkWith(rules, 'email', 'https://site.example/pass?lang=en#top')).toBe('https://site.example/pass?lang=en&utm_source=newsletter&utm_medium=email&utm_campaign=ferry+pass&utm_content=footer#top');
    expect(linkWith(rules, 'linkedin', 'https://site.example/?utm_source=partner')).toBe('https://site.example/?utm_source=partner&utm_medium=social&utm_campaign=ferry+pass&utm_content=spring');
    expect(linkWith(rules, 'email', linkWith(rules, 'web', 'https://site.example/'))).toBe(linkWith(rules, 'web', 'https://site.example/'));
  });
  test.each(['mailto:someone@site.example', 'not an address', '', '/a/path', 'javascript:alert(1)'])('that is none of the web stays as it is: %s', (url) => {
    expect(linkWith(rules, 'web', url)).toBe(url);
  });
  test('stays as it is while the campaign has no word of its own', () => {
    expect(linkWith({ content: 'spring' }, 'web', 'https://site.example/')).toBe('https://site.example/');
    expect(utmOf({}, 'mastodon').map(({ value }) => value)).toEqual(['mastodon', 'social']);
  });
});

describe('money', () => {
  test('is read and written to the cent, whatever floats would make of it', () => {
    const { upTo } = dice(11);
    for (let round = 0; round < 500; round += 1) {
      const cents = BigInt(upTo(2_000_000_000) - 1_000_000_000) * BigInt(1 + upTo(90_000));
      expect(centsOf(amountOf(cents))).toBe(cents);
    }
    expect(amountOf(Array.from({ length: 10 }, () => centsOf('0.1')).reduce((sum, each) => sum + each, 0n))).toBe('1.00');
    expect(['-0.05', '7', '12.5', '999999999999.99'].map((amount) => amountOf(centsOf(amount)))).toEqual(['-0.05', '7.00', '12.50', '999999999999.99']);
  });
  test.each(['1e3', 'NaN', '1.005', '1000000000000', '0.00', '-', ' ', '１２'])('“%s” is no amount', (amount) => {
    expect(addSpendingInput.safeParse({ campaignId: '019a8f5e-6b1c-7d2e-8f30-415263748596', spentOn: '2026-05-04', currency: 'EUR', amount }).error?.issues.map(({ path }) => path)).toContainEqual(['amount']);
  });
  test('of another currency does not touch the budget', () => {
    expect(budgetState('400.00', 'EUR', [{ currency: 'EUR', total: '500.50' }, { currency: 'USD', total: '9.00' }])).toEqual({ spent: '500.50', left: '-100.50', percent: 125.1 });
    expect(budgetState(null, 'EUR', [])).toBeNull();
  });
});

describe('what is typed', () => {
  const errors = (fields: Record<string, unknown>) => (newCampaignInput.safeParse({ name: 'A', ...fields }).error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]);
  test.each([
    [{ startsOn: '2026-05-04', endsOn: '2026-05-03' }, 'endsOn', 'It ends before it starts.'],
    [{ endsOn: '2026-05-03' }, 'startsOn', 'What has a last day has a first one too.'],
    [{ startsOn: '2026-02-30' }, 'startsOn', 'There is no such day.'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'There is no such time zone.'],
    [{ budget: '12,50' }, 'budget', 'Write an amount with a point'],
    [{ budget: '1e3' }, 'budget', 'Write an amount with a point'],
    [{ budget: '-5' }, 'budget', 'Write an amount with a point'],
    [{ budget: '1234567890123' }, 'budget', 'at most 12 digits'],
    [{ currency: 'EURO' }, 'currency', 'There is no such currency.'],
    [{ 'targets.views': 'many' }, 'targets.views', 'Write a whole number.'],
    [{ 'goals.1.text': 'x'.repeat(201) }, 'goals.1.text', 'The goal can have at most 200 characters.'],
    [{ 'utm.channels.email.source': 'x'.repeat(101) }, 'utm.channels.email.source', 'At most 100 characters.'],
    [{ channels: ['fax'] }, 'channels.0', 'There is no such channel.'],
    [{ type: 'party' }, 'type', 'Choose what kind of campaign it is.'],
  ])('%o is refused at its field', (fields, field, sentence) => {
    expect(errors(fields)).toEqual([[field, expect.stringContaining(sentence)]]);
  });

  test('in a form is read like what a program sends', () => {
    const form = newCampaignInput.parse({ name: ' A ', 'goals.0.text': 'One', 'goals.1.text': '', 'targets.views': '1000', 'targets.clicks': '', 'utm.campaign': 'a', 'utm.channels.email.source': 'news', 'utm.channels.email.medium': '', 'utm.channels.web.source': '', tags: 'red, blue,', budget: '10.5', currency: 'usd' });
    expect(form).toEqual(newCampaignInput.parse({ name: 'A', goals: [{ text: 'One' }], targets: { views: 1000 }, utm: { campaign: 'a', channels: { email: { source: 'news' } } }, tags: ['red', 'blue'], budget: '10.5', currency: 'USD' }));
    expect(changeCampaignInput.parse({ campaignId: '019a8f5e-6b1c-7d2e-8f30-415263748596', revision: '3', 'utm.campaign': '' })).toEqual({ campaignId: '019a8f5e-6b1c-7d2e-8f30-415263748596', revision: 3, utm: {} });
  });
});
