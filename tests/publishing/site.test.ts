import { beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { arrangeItem, textDocument } from '../support/content.ts';
import { founder } from '../support/people.ts';
import { publishNow, unpublishNow } from '../support/published.ts';

let app: TestApp;
let mine: Awaited<ReturnType<typeof founder>>;
beforeAll(async () => {
  app = await startApp();
  mine = await founder(app);
});
test('x', async () => {
  const id = await arrangeItem(app, mine.organizationId, { title: 'The <b>ferries</b>', slug: 'the-ferries', body: textDocument('Hello'), author_id: mine.userId });
  await publishNow(app, mine.organizationId, id);
  for (const path of ['', '?q=ferries', '/the-ferries', '/archive/2026-11', '/nothing', '/authors/person-2']) {
    const answer = await app.fetch(new Request(`http://localhost:5173/o/${mine.slug}${path}`));
    console.log(path, answer.status, Object.fromEntries(answer.headers), (await answer.text()).replace(/<style>.*<\/style>/s, ''));
  }
});
