import type { RequestContext } from '#app/platform/env.ts';
import type { Publisher } from './world.ts';

/**
 * The publisher that everyone writes first: looks for what is due, tries three times on an error, shows the piece as it
 * stands, and then says that it is done. No fence, no lease, no one transaction. It runs on the same rig as ours.
 */
export async function query(context: RequestContext, text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> {
  const url = new URL(context.env.DATABASE_URL);
  url.username = 'masthead_owner';
  const answer = await fetch(`http://${url.host}/sql`, { method: 'POST', headers: { 'Neon-Connection-String': url.href }, body: JSON.stringify({ query: text, params }) });
  const { rows, message } = (await answer.json()) as { rows?: Record<string, unknown>[]; message?: string };
  if (!rows) throw new Error(message);
  return rows;
}

const SHOW = `insert into published_items (organization_id, content_item_id, language, translation_group, type, format, slug, title, excerpt, html, markdown, body_text, body, word_count, seo, revision, published_at, modified_at)
  select organization_id, id, language, translation_group, type, format, slug, title, excerpt, '<p>' || (body #>> '{content,0,content,0,text}') || '</p>', '', '', body, 0, seo, revision, now(), now() from content_items where id = $1
  on conflict on constraint published_items_key do update set html = excluded.html, revision = excluded.revision, modified_at = clock_timestamp(), withdrawn_at = null`;
const HIDE = "update published_items set withdrawn_at = now(), html = '' where content_item_id = $1 and withdrawn_at is null";

export const NAIVE: Publisher = {
  isNaive: true,
  async tick(context) {
    const due = await query(context, "select id from publications where status = 'scheduled' and due_at <= now()");
    for (const { id } of due) await context.env.JOBS.send({ id, type: 'publishing.publication' });
    const changes = await query(context, 'select organization_id, sequence from publishing_heads where announced < sequence');
    for (const head of changes) await query(context, 'update publishing_heads set announced = $1 where organization_id = $2', [head.sequence, head.organization_id]);
  },
  async consume(context, message) {
    const { id } = message.body as { id: string };
    for (let tries = 1; tries <= 3; tries += 1) {
      try {
        const [publication] = await query(context, 'select content_item_id, kind, revision from publications where id = $1', [id]);
        if (!publication) return;
        await query(context, publication.kind === 'publish' ? SHOW : HIDE, [publication.content_item_id]);
        await query(context, "update publications set status = 'done', done_at = now() where id = $1", [id]);
        await query(context, "update content_items set status = $2, published_revision = revision where id = $1", [publication.content_item_id, publication.kind === 'publish' ? 'published' : 'draft']);
        return message.ack();
      } catch {
        // Next try.
      }
    }
    await query(context, "update publications set status = 'failed' where id = $1 and status = 'scheduled'", [id]).catch(() => undefined);
    message.ack();
  },
};
