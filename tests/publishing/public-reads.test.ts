import { beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, ORIGIN, startApp } from '../support/app.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { publishNow } from '../support/published.ts';

let app: TestApp;
let owner: Awaited<ReturnType<typeof founder>>;

beforeAll(async () => {
  app = await startApp();
  owner = await founder(app, 'open-paper');
  const item = await arrangeItem(app, owner.organizationId, { slug: 'harbour', title: 'The harbour', excerpt: 'At dawn', body: textDocument('Boats come in.') });
  await publishNow(app, owner.organizationId, item);
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => app.fetch(new Request(`${ORIGIN}/v1/${path}`, { method, headers }));

test('list and item', async () => {
  const list = await get('open-paper/items');
  console.log(list.status, Object.fromEntries(list.headers), await list.text());
  const item = await get('open-paper/items/harbour?include=markdown,related');
  console.log(item.status, Object.fromEntries(item.headers), await item.text());
  for (const name of ['harbour.html', 'harbour.md', 'nothing', 'harbour?x=1']) {
    const got = await get(`open-paper/items/${name}`);
    console.log(got.status, got.headers.get('content-type'), await got.text());
  }
});
