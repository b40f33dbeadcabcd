import type { TestApp } from '../support/app.ts';
import { arrangeItem } from '../support/content.ts';
import { publishNow } from '../support/published.ts';

/** One of each that an endpoint of content can name; `piece` goes through the steps, `older` only through its history. */
export async function arrangeContent(app: TestApp, organizationId: string) {
  const insert = async (table: string, columns: Record<string, unknown>, answer = 'id') => {
    const values: Record<string, unknown> = { organization_id: organizationId, ...columns };
    const names = Object.keys(values);
    const { rows } = await app.owner.query(`insert into ${table} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) returning ${answer}`, Object.values(values));
    return rows[0].id as string;
  };
  const piece = (columns: Record<string, unknown> = {}) => arrangeItem(app, organizationId, { title: 'Secret harbour', ...columns });
  const older = await piece();
  const category = await insert('content_categories', { name: 'Culture', slug: 'culture', path: '/' });
  await app.owner.query("update content_categories set path = '/' || id || '/' where id = $1", [category]);
  const importing = async (status: string) => {
    const id = await insert('content_imports', { source: 'markdown', status, piece_count: 1, files: JSON.stringify([{ key: 'k', name: 'secret-harbour.md', byteSize: 5 }]) });
    const made = status === 'done' ? await piece() : null;
    await insert('content_import_pieces', { import_id: id, place: 1, source_id: id, fingerprint: 'f', title: 'Secret harbour', piece: '{}', state: made ? 'made' : 'failed', content_item_id: made }, 'import_id as id');
    return id;
  };
  const bundled = await piece();
  const planned = await piece({ status: 'scheduled' });
  const live = await piece();
  await publishNow(app, organizationId, live);
  const release = await insert('releases', { name: 'Secret launch' });
  await insert('release_items', { release_id: release, content_item_id: bundled }, 'release_id as id');
  return {
    ready: await piece(),
    bundled,
    live,
    release,
    fresh: await insert('releases', { name: 'Secret plan' }),
    publication: await insert('publications', { content_item_id: planned, kind: 'publish', revision: 1, edition: '{}', due_at: '2030-01-01' }),
    import: await importing('ready'),
    waitingimport: await importing('ready'),
    over: await importing('done'),
    piece: await piece(),
    older,
    archived: await piece({ status: 'archived' }),
    binned: await piece({ deleted_at: new Date().toISOString() }),
    revision: '1',
    thread: await insert('content_comments', { content_item_id: older, body: 'Is this the old harbour?' }),
    gone: await insert('content_comments', { content_item_id: older, body: 'Never mind.', deleted_at: new Date().toISOString() }),
    waiting: await insert('content_comments', { content_item_id: older, body: 'I was there too.', audience: 'readers', status: 'pending' }),
    swept: await insert('content_comments', { content_item_id: older, body: 'Buy now.', audience: 'readers', status: 'spam', deleted_at: new Date().toISOString() }),
    category,
    tag: await insert('tags', { name: 'Quay', slug: 'quay' }),
    double: await insert('tags', { name: 'Quays', slug: 'quays' }),
    template: await insert('content_templates', { name: 'Match report' }),
    retired: await insert('content_templates', { name: 'Obituary', deleted_at: new Date().toISOString() }),
  };
}
