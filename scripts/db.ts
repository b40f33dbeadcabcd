import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { prepareDatabase } from '#db/local/databases.ts';
import { migrate, rollback, storeSystemSecret } from '#db/migrate.ts';
import { ensureRoles } from '#db/roles.ts';
import { seed } from '#db/seed.ts';
import { ROOT } from './install.mjs';
import { localBucket } from './local-bucket.ts';
import { DATABASE, PLATFORMS, STATE } from './local.ts';
import { asOwner, command, type Owned } from './owner.ts';
import { press } from './press.ts';

const [name = '', ...rest] = process.argv.slice(2);
const log = (line: string) => console.log(line);
const agreed = rest.includes('--yes');

const COMMANDS: Record<string, () => Promise<unknown>> = {
  generate,
  migrate: () => asOwner(log, bringUp),
  rollback: () => asOwner(log, async ({ url }) => log(`${await rollback(url, Number(rest.find((each) => /^\d+$/.test(each)) ?? 1), log)} migrations taken back`)),
  seed: () => asOwner(log, fill),
  reset: () => asOwner(log, reset),
  studio: () => asOwner(log, studio),
};

await command(COMMANDS[name] ?? (() => Promise.reject(new Error(`Say one of: ${Object.keys(COMMANDS).join(', ')}`))));

async function bringUp({ url, local }: Owned) {
  if (local) {
    const { applied } = await prepareDatabase(local.place, DATABASE, local.secrets.systemSecret, log);
    return log(applied === 0 ? 'No migration was waiting.' : `${applied} migrations applied.`);
  }
  const { APP_DB_PASSWORD, SYSTEM_SECRET } = process.env;
  if (APP_DB_PASSWORD) {
    await withClient(url, (client) => ensureRoles(client, APP_DB_PASSWORD));
    log('The roles masthead_app and masthead_definer are there; the password of masthead_app is APP_DB_PASSWORD.');
  }
  else await withClient(url, requireRoles);
  const applied = await migrate(url, { log });
  log(applied === 0 ? 'No migration was waiting.' : `${applied} migrations applied.`);
  if (SYSTEM_SECRET) {
    await storeSystemSecret(url, SYSTEM_SECRET);
    log('The hash of SYSTEM_SECRET is stored.');
  }
}

async function requireRoles(client: pg.Client) {
  const { rowCount } = await client.query("select from pg_roles where rolname in ('masthead_app', 'masthead_definer')");
  if (rowCount !== 2) throw new Error('This database has no role masthead_app yet. Set APP_DB_PASSWORD, the password it shall have, and run this again.');
}

/** The demo's passwords are known to everyone: nowhere but at home without a word. */
async function fill({ url, local }: Owned) {
  if (!local && !agreed) throw new Error('The demo organization has passwords that everyone knows. Add --yes to write it into this database all the same.');
  if (local) await prepareDatabase(local.place, DATABASE, local.secrets.systemSecret, log);
  const bucket = localBucket(STATE);
  const filling = local ? seed(url, { press, log, tokenSecret: local.secrets.tokenSecret, keep: bucket.keep }) : seed(url, { press, log, tokenSecret: process.env.TOKEN_SECRET });
  const { email, password } = await filling.finally(bucket.close);
  log(`The demo organization is there: ${email}  ${password}`);
}

async function reset(owned: Owned) {
  const { url, local } = owned;
  if (local) {
    await withClient(local.place.superuserUrl, (client) => client.query(`drop database if exists ${DATABASE} with (force)`));
    // Their tokens belong to accounts that are no more.
    rmSync(PLATFORMS, { recursive: true, force: true });
    log('The local database is gone, and what the simulated platforms kept.');
    return fill(owned);
  }
  if (!agreed) throw new Error(`This would delete everything in ${new URL(url).host}${new URL(url).pathname}. Add --yes if that is what you want.`);
  await withClient(url, (client) => client.query('drop schema if exists app, masthead, public cascade; create schema public'));
  log('Everything is deleted.');
  return bringUp(owned);
}

async function generate() {
  await drizzleKit(['generate', ...rest], {});
  const { entries } = JSON.parse(readFileSync(join(ROOT, 'drizzle/meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] };
  for (const { tag } of entries.filter((each) => !existsSync(join(ROOT, 'drizzle', `${each.tag}.down.sql`)))) {
    log(`Now write drizzle/${tag}.down.sql, or one line in it: "-- cannot be undone: why".`);
  }
}

async function studio({ url }: Owned) {
  log(`The studio's page comes from the internet (https://local.drizzle.studio); the data stays between your browser and this machine.
Without the internet, or with any other Postgres client, use this address:
  ${url}
Ctrl-C ends it.`);
  await drizzleKit(['studio'], { DATABASE_OWNER_URL: url });
}

async function drizzleKit(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [join(ROOT, 'node_modules/drizzle-kit/bin.cjs'), ...args], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  // The child hears the same Ctrl-C; we stay to stop Postgres after it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  if (code) process.exitCode = 1;
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
