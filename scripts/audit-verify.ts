import pg from 'pg';
import { asOwner, command } from './owner.ts';

interface Organization {
  id: string;
  slug: string;
  entries: string;
  head: string | null;
}

/** Walks the audit chain of every organization. The heads it prints, kept elsewhere, show later that no chain was written anew. */
await command(() =>
  asOwner(console.log, async ({ url }) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await verify(client);
    } finally {
      await client.end();
    }
  }),
);

async function verify(client: pg.Client) {
  const { rows: me } = await client.query('select rolsuper or rolbypassrls as sees_all from pg_roles where rolname = current_user');
  // Behind row-level security every chain is empty, and an empty chain has no breaks.
  if (!me[0]?.sees_all) throw new Error('This role cannot see past row-level security, so it cannot verify anything. Use the role that owns the tables.');
  const { rows: organizations } = await client.query<Organization>(
    `select o.id, o.slug, (select count(*) from audit_log a where a.organization_id = o.id) as entries, encode(h.hash, 'hex') as head
     from organizations o left join audit_heads h on h.organization_id = o.id order by o.id`,
  );
  let broken = 0;
  for (const { id, slug, entries, head } of organizations) {
    const { rows: breaks } = await client.query<{ sequence: string; problem: string }>('select * from app.audit_breaks($1)', [id]);
    console.log(`${id}  ${slug.padEnd(30)}  ${entries.padStart(7)} entries  head ${head ?? 'none'}`);
    for (const { sequence, problem } of breaks) console.log(`  BROKEN at ${sequence}: ${problem}`);
    broken += breaks.length;
  }
  console.log(broken === 0 ? `${organizations.length} chains are whole.` : `${broken} breaks.`);
  if (broken > 0) process.exitCode = 1;
}
