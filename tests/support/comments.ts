import { uuid7 } from '#app/platform/ids.ts';
import type { TestApp } from './app.ts';

let counter = 0;

/** A reader's comment that waits, unless the columns say otherwise. */
export async function arrangeComment(app: TestApp, organizationId: string, itemId: string, columns: Record<string, unknown> = {}): Promise<string> {
  counter += 1;
  const values: Record<string, unknown> = { id: uuid7(Date.now() + counter), organization_id: organizationId, content_item_id: itemId, audience: 'readers', guest_name: 'A reader', body: 'Words', status: 'pending', ...columns };
  const names = Object.keys(values);
  const { rows } = await app.owner.query(`insert into content_comments (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning id`, Object.values(values));
  return rows[0].id;
}
