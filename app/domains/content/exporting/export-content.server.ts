import { makeZip } from 'client-zip';
import { categories } from '#db/queries/content.ts';
import { assetsInContent, tagsAfter, wholeItems, wholeTemplates } from '#db/queries/content-export.ts';
import type { Keyset } from '#db/queries/keyset.ts';
import type { Answers, Queries } from '#db/scope.ts';
import { fileAddress } from '#app/domains/media/address.ts';
import { record } from '#app/platform/jobs.server.ts';
import { type Org, writeFor } from '#app/platform/org.server.ts';
import { jsonOf, markdownOf } from './item-files.ts';

const CHUNK = 100;
const LISTED = 500;

/** How the door asks: every chunk proves anew who does. */
export type Ask = <Q extends Queries>(queries: Q) => Promise<Answers<Q>>;

const opening = () => ({ items: wholeItems({ limit: CHUNK }), categories: categories(), tags: tagsAfter({ limit: LISTED }), templates: wholeTemplates(), assets: assetsInContent({ limit: LISTED }) });
type First = Answers<ReturnType<typeof opening>>;

/** Everything as one archive, made while it is sent: a hundred items at a time are in memory. */
export async function exportContent(org: Org, ask: Ask, { origin, organization }: { origin: string; organization(): string }): Promise<Response> {
  const first = await ask(opening());
  const name = `${organization()}-content-${new Date().toISOString().slice(0, 10)}.zip`;
  return new Response(makeZip(entries(org, ask, first, origin)), { headers: { 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="${name}"` } });
}

/** Noted before the first byte leaves. An answer that breaks off leaves an archive without its end, which no program takes for whole. */
async function* entries(org: Org, ask: Ask, first: First, origin: string) {
  const noted = await writeFor(org, (db) => [record(org, db, 'content.exported', { type: 'content' })]);
  if (!noted.ok) throw new Error(noted.problem.message);
  const named = new Map(first.categories.map(({ id, name }) => [id, name]));
  const paths = new Map(first.categories.map(({ id, path }) => [id, path.split('/').filter(Boolean).map((step) => named.get(step) ?? '')]));
  for await (const item of rowsFrom(first.items, async (cursor) => (await ask({ page: wholeItems({ limit: CHUNK, after: cursor }) })).page)) {
    const path = (item.categoryId && paths.get(item.categoryId)) || [];
    const lastModified = new Date(item.editedAt);
    yield { name: `content/${item.slug}.md`, input: markdownOf(item, path), lastModified };
    yield { name: `content/${item.slug}.json`, input: jsonOf(item, path), lastModified };
  }
  yield listed('categories.json', async function* () {
    yield* first.categories.map((category) => ({ ...category, path: paths.get(category.id) }));
  });
  yield listed('tags.json', () => rowsFrom(first.tags, async (cursor) => (await ask({ page: tagsAfter({ limit: LISTED, after: cursor }) })).page));
  yield listed('templates.json', async function* () {
    yield* first.templates;
  });
  yield listed('media.json', async function* () {
    const assets = rowsFrom(first.assets, async (cursor) => (await ask({ page: assetsInContent({ limit: LISTED, after: cursor }) })).page);
    for await (const asset of assets) yield { ...asset, address: `${origin}${fileAddress(asset)}` };
  });
}

async function* rowsFrom<Row>(first: Keyset<Row>, more: (cursor: string) => Promise<Keyset<Row>>): AsyncGenerator<Row> {
  let page = first;
  for (;;) {
    yield* page.rows;
    if (page.next === null) return;
    page = await more(page.next);
  }
}

/** A list of any length, one row to a line. */
function listed(name: string, rows: () => AsyncIterable<unknown>) {
  const encoder = new TextEncoder();
  async function* lines() {
    let sign = '[\n';
    for await (const row of rows()) {
      yield encoder.encode(`${sign}${JSON.stringify(row)}`);
      sign = ',\n';
    }
    yield encoder.encode(sign === '[\n' ? '[]\n' : '\n]\n');
  }
  return { name, input: lines() };
}
