import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { prepareRoles } from '#db/local/databases.ts';
import { startPostgres } from '#db/local/postgres.ts';
import { ROOT } from './install.mjs';

export type Log = (line: string) => void;

export const DATA = join(ROOT, '.data');
/** Where workerd keeps what it keeps, the bucket among it. */
export const STATE = join(DATA, 'wrangler');
/** What the simulated platforms keep: their posts, and who let the app in. */
export const PLATFORMS = join(DATA, 'platforms');
export const DATABASE = 'masthead';

interface Secrets {
  systemSecret: string;
  tokenSecret: string;
  databasePassword: string;
}

/** Made once for this folder, and readable by its user alone. */
export function localSecrets(): Secrets {
  const file = join(DATA, 'secrets.json');
  mkdirSync(DATA, { recursive: true });
  const secret = () => randomBytes(32).toString('hex');
  const fresh: Secrets = { systemSecret: secret(), tokenSecret: secret(), databasePassword: secret() };
  try {
    writeFileSync(file, JSON.stringify(fresh, null, 2), { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  }
}

/** The embedded Postgres of this folder with its roles; one that another `npm start` runs already is shared. */
export async function startLocalPostgres(log: Log) {
  const secrets = localSecrets();
  const postgres = await startPostgres({ dataDir: join(DATA, 'postgres'), log });
  const place = { superuserUrl: postgres.superuserUrl, postgresPort: postgres.port, endpointPort: 0, password: secrets.databasePassword };
  try {
    await oneAtATime(postgres.superuserUrl, () => prepareRoles(place));
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { place, secrets, adopted: postgres.adopted, stop: () => postgres.stop() };
}

/** Two starts of the same folder would trip over each other in roles, migrations and seed. */
export async function oneAtATime<T>(superuserUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7215514002)');
    return await work();
  } finally {
    await client.end();
  }
}
