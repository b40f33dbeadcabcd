import { urlsOf } from '#db/local/databases.ts';
import { DATABASE, type Log, startLocalPostgres } from './local.ts';

export interface Owned {
  url: string;
  /** Null for a database elsewhere. */
  local: Awaited<ReturnType<typeof startLocalPostgres>> | null;
}

/** Lends the owner's connection: of DATABASE_OWNER_URL where that is set, else of the embedded Postgres. */
export async function asOwner<T>(log: Log, work: (owned: Owned) => Promise<T>): Promise<T> {
  const url = process.env.DATABASE_OWNER_URL;
  if (url) {
    if (!URL.canParse(url)) throw new Error('DATABASE_OWNER_URL is not an address such as postgres://owner:password@host/database.');
    const { host } = new URL(url);
    if (host.includes('-pooler.')) throw new Error(`${host} is Neon's pooler. Use the direct address, without "-pooler": migrations hold a lock that a pooler loses.`);
    log(`The database at ${host} (DATABASE_OWNER_URL)`);
    return work({ url, local: null });
  }
  const local = await startLocalPostgres(log);
  try {
    return await work({ url: urlsOf(local.place, DATABASE).ownerUrl, local });
  } finally {
    await local.stop();
  }
}

/** Runs a command with plain output: what it throws is a sentence, not a stack. */
export async function command(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // Two refused connections, one for each address of a name, come as one error without words.
    console.error(error instanceof AggregateError ? error.errors.join('\n') : error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
