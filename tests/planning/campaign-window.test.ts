import type { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { campaignsWithin } from '#db/queries/campaigns.ts';
import { asApp, planOf } from '../bench/plans.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { founder } from '../support/people.ts';

const DAY = 86_400_000;
let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;
let client: Client;
let token: string;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'many-campaigns-paper');
  token = JSON.parse(atob(decodeURIComponent(owner.browser.cookies.get('mh-session')!))) as string;
  // Ten years of them, each twenty days long; a third without a day, ten that have begun and have no end.
  await app.owner.query(
    `insert into campaigns (organization_id, name, status, starts_at, ends_at)
     select $1, 'Campaign ' || i, case when i % 4 = 0 then 'draft' else 'active' end, case when i % 3 > 0 then at end, case when i % 3 > 0 and i > 30 then at + interval '20 days' end
     from generate_series(1, 20000) i, lateral (select '2022-01-01'::timestamptz + i * interval '3650 days' / 20000 as at) t`,
    [owner.organizationId],
  );
  await app.owner.query('analyze campaigns');
  client = await asApp(app.appUrl, inject('cluster').postgresPort);
}, 60_000);

afterAll(() => client?.end());

test('among 20,000 campaigns a quarter is found without reading those before and after it', async () => {
  for (const first of ['2022-02-01', '2027-01-01', '2031-10-01']) {
    const from = new Date(`${first}T00:00:00Z`);
    const plan = await planOf(client, app.appUrl, token, campaignsWithin(from, new Date(from.getTime() + 92 * DAY)));
    expect(plan.scanned, first).not.toContain('campaigns');
    expect(plan.askedPerRow, first).toEqual([]);
    expect(plan.rowsRead, first).toBeLessThan(1000);
  }
});

test('more than a timeline draws is said, and a month that holds fewer says nothing', async () => {
  const drawn = async (zoom: string) => (await owner.browser.get(`/campaigns?show=timeline&zoom=${zoom}&date=2027-01-10`)).text.replaceAll('<!-- -->', '');
  expect(await drawn('year')).toContain('More than 500 campaigns run here.');
  expect(await drawn('month')).not.toContain('More than');
});
