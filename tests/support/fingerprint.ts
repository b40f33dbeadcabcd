import type { TestApp } from './app.ts';

/** All rows of an organization in these tables, as one text and by one question: what was refused leaves it as it was. */
export async function fingerprintOf(app: TestApp, organizationId: string, tables: string[]): Promise<string> {
  const texts = tables.map((table, place) => `select ${place} as place, coalesce(string_agg(t::text, '|' order by t::text), '') as rows from ${table} t where ${table === 'organizations' ? 'id' : 'organization_id'} = $1`);
  const { rows } = await app.owner.query({ name: `fingerprint of ${tables.length}`, text: `select string_agg(rows, chr(10) order by place) as all from (${texts.join(' union all ')}) everything`, values: [organizationId] });
  return rows[0].all;
}
