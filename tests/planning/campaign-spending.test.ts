import { beforeAll, beforeEach, expect, test } from 'vitest';
import { centsOf } from '#app/domains/planning/campaign.ts';
import { type Program, programWith } from '../api/program.ts';
import { type TestApp, startApp } from '../support/app.ts';
import { founder } from '../support/people.ts';
import { dice } from '../support/zones.ts';

let app: TestApp;
let program: Program;
let campaign: string;

interface Entry {
  id: string;
  amount: string;
  currency: string;
  updatedAt: string;
}

const spend = async (fields: Record<string, unknown> = {}) => await program.post(`/campaigns/${campaign}/spending`, { body: { spentOn: '2026-05-04', amount: '12.50', currency: 'EUR', ...fields } });
const added = async (fields: Record<string, unknown> = {}) => (await spend(fields)).body as unknown as Entry;
const change = (id: string, body: Record<string, unknown>) => program.patch(`/campaigns/${campaign}/spending/${id}`, { body });
const now = async () => (await program.get(`/campaigns/${campaign}`)).body as unknown as { spent: string; totals: { currency: string; total: string; entries: number }[] };

beforeAll(async () => {
  app = await startApp();
  program = await programWith(app, (await founder(app, 'spending-paper')).browser);
});

beforeEach(async () => {
  campaign = String((await program.post('/campaigns', { body: { name: 'Money', currency: 'EUR', budget: '999999999999.99' } })).body.id);
});

test.each([
  [{ amount: '12,50' }, 'amount'],
  [{ amount: 12.5 }, 'amount'],
  [{ currency: 'XXQ' }, 'currency'],
  [{ spentOn: '2026-02-30' }, 'spentOn'],
])('%o is refused at its field', async (fields, field) => {
  const refused = await spend(fields);
  expect([refused.status, refused.body.errors.map(({ pointer }) => pointer)]).toEqual([422, [`#/${field}`]]);
  expect((await now()).totals).toEqual([]);
});

test('the totals are what the entries say, to the cent, after any additions, changes, removals and ways back, all at once', async () => {
  const { upTo, pick } = dice(5);
  const amount = () => `${pick(['', '', '-'])}${upTo(9_999_999)}.${String(1 + upTo(98)).padStart(2, '0')}`;
  const entries = await Promise.all(Array.from({ length: 16 }, () => added({ amount: amount(), currency: pick(['EUR', 'USD', 'JPY']) })));
  const isOut = new Set<string>();
  await Promise.all(
    entries.map(async (entry, index) => {
      if (index % 4 === 1) Object.assign(entry, (await change(entry.id, { seen: entry.updatedAt, amount: amount(), currency: pick(['EUR', 'USD']) })).body);
      if (index % 4 >= 2) expect((await program.delete(`/campaigns/${campaign}/spending/${entry.id}`)).status).toBe(204);
      if (index % 4 === 2) expect((await program.post(`/campaigns/${campaign}/spending/${entry.id}/restore`)).status).toBe(200);
      if (index % 4 === 3) isOut.add(entry.id);
    }),
  );
  const expected = new Map<string, bigint>();
  for (const { id, currency, amount: sum } of entries) if (!isOut.has(id)) expected.set(currency, (expected.get(currency) ?? 0n) + centsOf(sum));
  const { totals, spent } = await now();
  expect(new Map(totals.map(({ currency, total }) => [currency, centsOf(total)]))).toEqual(expected);
  expect(totals.reduce((count, each) => count + each.entries, 0)).toBe(12);
  expect(centsOf(spent)).toBe(expected.get('EUR'));
  const listed = (await program.get(`/campaigns/${campaign}/spending?limit=100`)).body.data;
  expect(listed.map(({ id }) => id).sort()).toEqual(entries.filter(({ id }) => !isOut.has(id)).map(({ id }) => id).sort());
});

test('of several changes of one entry made from the same state one stands', async () => {
  const entry = await added();
  const answers = await Promise.all(['1.01', '2.02', '3.03', '4.04'].map((amount) => change(entry.id, { seen: entry.updatedAt, amount })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  expect((await now()).spent).toBe(String(answers.find(({ status }) => status === 200)!.body.amount));
});

test('pages follow each other by the day, also within one day', async () => {
  const made = [await added({ spentOn: '2026-05-01' }), await added(), await added(), await added({ spentOn: '2026-05-09' })];
  const seen: unknown[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await program.get(`/campaigns/${campaign}/spending?limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...body.data.map(({ id }) => id));
    if (!body.next) break;
    cursor = body.next;
  }
  expect(seen).toEqual([made[3], made[2], made[1], made[0]].map((entry) => entry!.id));
});

test('an entry is reached through its own campaign only', async () => {
  const { id, updatedAt } = await added();
  const other = String((await program.post('/campaigns', { body: { name: 'Another' } })).body.id);
  expect((await program.patch(`/campaigns/${other}/spending/${id}`, { body: { seen: updatedAt, amount: '1.00' } })).status).toBe(404);
  expect((await program.delete(`/campaigns/${other}/spending/${id}`)).status).toBe(404);
  expect((await now()).spent).toBe('12.50');
});
