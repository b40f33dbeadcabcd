import { afterAll, beforeAll, expect, test } from 'vitest';
import { isUuid, uuid7 } from '#app/platform/ids.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.owner.end());

const momentOf = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);
const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids of one millisecond sort as they were made, more than there are places in it too', () => {
  const now = Date.now();
  const ids = Array.from({ length: 10_000 }, () => uuid7(now));
  expect(ids.every((id) => isUuid(id) && VERSION_7.test(id))).toBe(true);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(momentOf(ids[0]!)).toBe(now);
  expect(momentOf(ids.at(-1)!)).toBeLessThanOrEqual(now + 3);
});

test('a moment that is given is the moment of the id', () => {
  for (const now of [0, Date.UTC(2026, 1, 3), Date.UTC(2027, 0, 1), Date.UTC(2026, 1, 3)]) expect(momentOf(uuid7(now))).toBe(now);
});

test('ids that Postgres makes sort as it made them, and tell when', async () => {
  const { rows } = await database.owner.query("select app.uuid7() as id, clock_timestamp() as at from generate_series(1, 2000)");
  const ids = rows.map(({ id }) => id as string);
  expect(ids.every((id) => VERSION_7.test(id))).toBe(true);
  expect(ids).toEqual([...new Set(ids)].sort());
  for (const { id, at } of rows) expect(Math.abs(momentOf(id) - (at as Date).getTime())).toBeLessThan(50);
});
