import type { TestApp } from './app.ts';

/** An endpoint with something in its log, and one that was removed. Nothing listens there, and no secret opens. */
export async function arrangeWebhooks(app: TestApp, organizationId: string, name = 'masthead') {
  const one = async (text: string, ...values: unknown[]) => (await app.owner.query(text, [organizationId, ...values])).rows[0].id as string;
  const endpoint = (more: string) => one(`insert into webhook_endpoints (organization_id, url, events, secret, deleted_at) values ($1, $2, '{content.published}', 'v1.none', ${more}) returning id`, `https://hooks.site.org/${name}`);
  const webhook = await endpoint('null');
  return {
    webhook,
    unhooked: await endpoint('now()'),
    delivered: await one("insert into webhook_deliveries (organization_id, webhook_endpoint_id, event, payload, status) values ($1, $2, 'content.published', $3, 'delivered') returning id", webhook, JSON.stringify({ data: { title: `A story of ${name}` } })),
  };
}
