import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'drizzle');
const LOCK = 7_215_514_001;

interface Migration {
  tag: string;
  hash: string;
  statements: string[];
}

function migrations(): Migration[] {
  const journal = JSON.parse(readFileSync(path.join(FOLDER, 'meta', '_journal.json'), 'utf8')) as { entries: { tag: string }[] };
  return journal.entries.map(({ tag }) => {
    const text = readFileSync(path.join(FOLDER, `${tag}.sql`), 'utf8');
    return { tag, hash: createHash('sha256').update(text).digest('hex'), statements: split(text) };
  });
}

const split = (text: string) => text.split('--> statement-breakpoint').map((part) => part.trim()).filter(Boolean);

/**
 * Our own walk over drizzle-kit's journal: its migrator takes no lock and skips a migration that was merged late.
 * The ledger must be a prefix of the journal, each step is one transaction, and the advisory lock lets one walker in.
 */
async function walk<T>(url: string, step: (client: Client, applied: string[], all: Migration[]) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('create schema if not exists masthead');
    await client.query('create table if not exists masthead.migrations (position int primary key, tag text not null unique, hash text not null, applied_at timestamptz not null default now())');
    const { rows } = await client.query<{ tag: string; hash: string }>('select tag, hash from masthead.migrations order by position');
    const all = migrations();
    for (const [index, row] of rows.entries()) {
      const expected = all[index];
      if (expected?.tag !== row.tag) throw new Error(`The database has migration ${row.tag} where the journal has ${expected?.tag ?? 'nothing'}. Never renumber a migration.`);
      if (expected.hash !== row.hash) throw new Error(`Migration ${row.tag} was changed after it was applied. Write a new one instead.`);
    }
    return await step(client, rows.map((row) => row.tag), all);
  } finally {
    await client.end();
  }
}

async function inTransaction(client: Client, label: string, statements: string[]) {
  await client.query('begin');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`${label}: ${(error as Error).message}`, { cause: error });
  }
}

export function migrate(url: string, options: { upTo?: number; log?: (line: string) => void } = {}) {
  return walk(url, async (client, applied, all) => {
    const pending = all.slice(applied.length, options.upTo);
    for (const [offset, migration] of pending.entries()) {
      const position = applied.length + offset;
      await inTransaction(client, migration.tag, [
        ...migration.statements,
        `insert into masthead.migrations (position, tag, hash) values (${position}, '${migration.tag}', '${migration.hash}')`,
      ]);
      options.log?.(`applied ${migration.tag}`);
    }
    return pending.length;
  });
}

/** Takes the newest migrations back, one by one, by the down.sql beside each. */
export function rollback(url: string, steps: number, log?: (line: string) => void) {
  return walk(url, async (client, applied) => {
    const tags = applied.slice(-steps).reverse();
    for (const tag of tags) {
      const down = split(readFileSync(path.join(FOLDER, `${tag}.down.sql`), 'utf8'));
      if (down.every((statement) => statement.startsWith('-- cannot be undone'))) throw new Error(`${tag} cannot be undone: ${down[0]}`);
      await inTransaction(client, `${tag} down`, [...down, `delete from masthead.migrations where tag = '${tag}'`]);
      log?.(`took back ${tag}`);
    }
    return tags.length;
  });
}

export async function storeSystemSecret(url: string, secret: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("insert into app.system_secrets (hash) values (sha256(convert_to($1, 'UTF8'))) on conflict do nothing", [secret]);
  } finally {
    await client.end();
  }
}
