import type { Writer } from '#db/scope.ts';
import { emit } from '#app/domains/webhooks/emit.server.ts';
import { jobContext } from '#app/platform/http.server.ts';
import { writeFor } from '#app/platform/org.server.ts';
import { orgOfJob } from '#app/platform/system.server.ts';
import type { TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';

export const PIECE = { itemId: '019a8f5e-d382-7495-8ba7-c23d4e5f6071', title: 'The ferry that “waits”', slug: 'the-ferry-that-waits', revision: 7 };

/** Any write of an organization, as the clock does it, and what Postgres answers to it. */
export async function writeAs<R>(app: TestApp, organizationId: string, build: (db: Writer) => R) {
  const pending: Promise<unknown>[] = [];
  const context = jobContext(app.env, (work) => void pending.push(work));
  const written = await writeFor(orgOfJob(context, organizationId), (db) => build(db) as never);
  await Promise.all(pending);
  return written;
}

export const publish = (app: TestApp, organizationId: string, data: Partial<typeof PIECE> = {}) => writeAs(app, organizationId, (db) => emit(db, 'content.published', { ...PIECE, ...data }));

/** An endpoint made on the page, and the secret that the page shows once. */
export async function endpointOf(browser: Browser, url: string, events: string[] = ['content.published']): Promise<{ id: string; secret: string; path: string }> {
  const made = await browser.post('/settings/webhooks/new', { url, 'events[]': events });
  const secret = /whsec_[A-Za-z0-9+/]{43}=/.exec(made.text)?.[0];
  const id = /\/settings\/webhooks\/([0-9a-f-]{36})/.exec(made.text)?.[1];
  if (!secret || !id) throw new Error(`The endpoint was not made: ${made.status}`);
  return { id, secret, path: `/settings/webhooks/${id}` };
}

/** All tries that a delivery has, one after the other, without the waiting. */
export async function exhaust(app: TestApp, times = 20) {
  await app.drain();
  for (let round = 0; round < times; round += 1) {
    const { rows } = await app.owner.query("update outbox set due_at = now() where status = 'waiting' and type = 'webhooks.deliver' returning id, type");
    if (rows.length === 0) return;
    app.queue.length = 0;
    app.queue.push(...rows);
    await app.drain();
  }
}
