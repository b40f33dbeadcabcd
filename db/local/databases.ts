import { Client, escapeIdentifier } from 'pg';
import { migrate, storeSystemSecret } from '../migrate.ts';
import { ensureRoles } from '../roles.ts';

export interface LocalDatabase {
  /** For migrations, the seed and any Postgres client: a direct connection. */
  ownerUrl: string;
  /** For the app: the same database through the local Neon endpoint. */
  appUrl: string;
}

interface Place {
  superuserUrl: string;
  postgresPort: number;
  endpointPort: number;
  password: string;
}

/** The same roles as on Neon: an owner that runs migrations, and an app role that row-level security holds. */
export async function prepareRoles({ superuserUrl, password }: Place) {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'masthead_owner') then create role masthead_owner login createdb createrole bypassrls; end if;
    end $$`);
    await client.query(`alter role masthead_owner login password ${client.escapeLiteral(password)}`);
    await ensureRoles(client, password);
    await client.query('grant masthead_definer to masthead_owner with inherit true, set true');
  } finally {
    await client.end();
  }
}

export function urlsOf(place: Place, name: string): LocalDatabase {
  return {
    ownerUrl: `postgres://masthead_owner:${place.password}@127.0.0.1:${place.postgresPort}/${name}`,
    appUrl: `postgres://masthead_app:${place.password}@127.0.0.1:${place.endpointPort}/${name}`,
  };
}

/** Makes the database unless it is there, and brings it to the newest migration. */
export async function prepareDatabase(place: Place, name: string, systemSecret: string, log?: (line: string) => void): Promise<LocalDatabase & { applied: number }> {
  const urls = urlsOf(place, name);
  const client = new Client({ connectionString: place.superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(name)} owner masthead_owner`);
  } finally {
    await client.end();
  }
  const applied = await migrate(urls.ownerUrl, log ? { log } : {});
  await storeSystemSecret(urls.ownerUrl, systemSecret);
  return { ...urls, applied };
}
