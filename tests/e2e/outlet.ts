import { Client } from 'pg';
import { inject } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { arrangeItem, textDocument } from '../support/content.ts';

const ORGANIZATION = '01990000-0000-7000-8000-000000000001';

/** A piece of the demo that was to go live three minutes ago: how it stands, and what is told about it. */
async function planned(title: string, status: 'scheduled' | 'failed', failure = ''): Promise<string> {
  const owner = new Client({ connectionString: inject('site').ownerUrl });
  await owner.connect();
  try {
    const known = await owner.query('select id from content_items where organization_id = $1 and title = $2', [ORGANIZATION, title]);
    if (known.rows[0]) return `/content/${known.rows[0].id}`;
    const at = new Date(Date.now() - 180_000).toISOString();
    const waits = status === 'scheduled';
    const id = await arrangeItem({ owner } as TestApp, ORGANIZATION, { title, body: textDocument('The clock of the tower is looked after on Thursdays.'), ...(waits ? { status: 'scheduled', scheduled_for: at, scheduled_revision: 1 } : {}) });
    await owner.query("insert into publications (organization_id, content_item_id, kind, revision, edition, due_at, time_zone, status, failure) values ($1, $2, 'publish', 1, '{}', $3, 'Europe/Berlin', $4, $5)", [ORGANIZATION, id, at, status, failure]);
    return `/content/${id}`;
  } finally {
    await owner.end();
  }
}

export const late = () => planned('The clock of the tower', 'scheduled');
export const failed = () => planned('The second lamp', 'failed', 'Another live piece has this address. Give one of the two another address, then publish again.');
