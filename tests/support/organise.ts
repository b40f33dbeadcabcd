import type { TestApp } from './app.ts';
import type { Browser } from './browser.ts';

/** One of each that keeps pieces in order, made through the pages themselves; `undo` is what a deletion left for its maker. */
export async function arrangeOrder(app: TestApp, { browser, organizationId, slug }: { browser: Browser; organizationId: string; slug: string }) {
  const one = async (table: string, where = 'true') => (await app.owner.query(`select id from ${table} where organization_id = $1 and ${where} order by id desc limit 1`, [organizationId])).rows[0].id as string;
  await browser.post('/content/categories', { intent: 'create', name: `Category of the ${slug}`, parentId: '' });
  await browser.post('/content/templates/new', { intent: 'save', name: `Template of the ${slug}` });
  await browser.post('/content/tags', { intent: 'create', name: 'Short-lived', color: 'red' });
  await browser.post('/content/tags', { intent: 'delete', tagId: await one('tags') });
  const kept = await app.owner.query("select substr(key, 6) as id from idempotency_keys where organization_id = $1 and key like 'undo:%' limit 1", [organizationId]);
  await browser.post('/content/tags', { intent: 'create', name: `A tag of the ${slug}`, color: 'red' });
  return { category: await one('content_categories'), template: await one('content_templates'), tag: await one('tags'), undo: kept.rows[0].id as string };
}
