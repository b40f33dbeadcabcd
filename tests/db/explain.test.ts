import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { allOf, fillAll, type Tenant } from '../bench/fill.ts';
import { listQueries } from '../bench/lists.ts';
import { asApp, type Plan, planOf } from '../bench/plans.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

const SIZE = 20_000;
/** A page shows 50, or 200 where it has no pages, and looks at a few rows for each that it shows. Never at the tenant. */
const MOST_ROWS = 1_000;

let database: TestDatabase;
let app: Client;
let tenants: Record<string, Tenant>;

// A quiet tenant whose rows are old, and a busy one whose rows are newer: a list that walks a whole table in the order
// of time until it has found fifty rows of one tenant walks far for one of the two.
beforeAll(async () => {
  const cluster = inject('cluster');
  database = await cloneDatabase(cluster);
  const url = new URL(cluster.superuserUrl);
  url.pathname = new URL(database.appUrl).pathname;
  const superuser = new Client({ connectionString: url.href });
  await superuser.connect();
  tenants = await fillAll(superuser, { quiet: { sizes: allOf(SIZE), from: 400, to: 200, lines: 4 }, busy: { sizes: allOf(SIZE), from: 300, to: 0, waiting: 5_000, lines: 4 } });
  await superuser.end();
  app = await asApp(database.appUrl, cluster.postgresPort);
}, 120_000);

afterAll(() => app?.end());

test.each(['quiet', 'busy'])('no list of a %s tenant with 20,000 rows reads or sorts the tenant', async (name) => {
  const tenant = tenants[name]!;
  const queries = Object.entries(await listQueries(database.owner, tenant));
  expect(queries.length).toBeGreaterThan(20);
  const offences: string[] = [];
  for (const [list, query] of queries) {
    offences.push(...offencesOf(await planOf(app, database.appUrl, tenant.token, query)).map((offence) => `${list}: ${offence}`));
  }
  expect(offences).toEqual([]);
});

const offencesOf = ({ scanned, rowsRead, rowsSorted, askedPerRow, indexes }: Plan): string[] => [
  ...scanned.map((table) => `reads ${table} from end to end`),
  ...(rowsRead > MOST_ROWS ? [`reads ${rowsRead} rows (${indexes.join(', ')})`] : []),
  ...(rowsSorted > MOST_ROWS ? [`sorts ${rowsSorted} rows`] : []),
  ...askedPerRow.map((condition) => `asks for each row ${condition}`),
];
