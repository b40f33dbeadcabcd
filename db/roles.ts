import type { Client } from 'pg';

/**
 * The roles of the database, made by SQL because a role made in Neon's console bypasses row-level security.
 * masthead_app signs in and owns nothing; masthead_definer owns the few functions that reach across tenants and cannot sign in.
 */
export async function ensureRoles(owner: Client, appPassword: string) {
  await owner.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'masthead_definer') then
        create role masthead_definer nologin;
      end if;
      if not exists (select from pg_roles where rolname = 'masthead_app') then
        create role masthead_app login;
      end if;
    end $$;
    grant masthead_definer to current_user with inherit true, set true;`);
  await owner.query(`alter role masthead_app login password ${owner.escapeLiteral(appPassword)}`);
  await assertWalledIn(owner);
}

/** Row-level security does not hold a superuser or a role with BYPASSRLS: refuse to start with one. */
export async function assertWalledIn(client: Client) {
  const { rows } = await client.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname in ('masthead_app', 'masthead_definer') and (rolsuper or rolbypassrls)`,
  );
  if (rows.length > 0) throw new Error(`${rows.map((row) => row.rolname).join(' and ')} would bypass row-level security. Recreate the role with SQL, not in a console.`);
}
