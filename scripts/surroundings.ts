import { prepareDatabase } from '#db/local/databases.ts';
import { startNeonEndpoint } from '#db/local/neon-endpoint.ts';
import { seed } from '#db/seed.ts';
import type { Platforms } from '#tests/simulators/serve.ts';
import { localBucket } from './local-bucket.ts';
import { DATABASE, STATE, type Log, oneAtATime, startLocalPostgres } from './local.ts';
import { startLocalImages } from './local-images.ts';
import { startPlatforms } from './platforms.ts';
import { press } from './press.ts';

/** What the Worker needs around it: where its database is and its secrets, as variables. */
export interface Surroundings {
  variables: Record<string, string>;
  demo: { email: string; password: string } | null;
  platforms: Pick<Platforms, 'at' | 'names'>;
  stop(): Promise<void>;
}

const MAIL = { MAIL_TRANSPORT: 'mailbox', MAIL_FROM: 'Masthead <masthead@localhost>' };

export async function surroundings(log: Log): Promise<Surroundings> {
  const around = await (process.env.DATABASE_URL ? given(process.env.DATABASE_URL, log) : embedded(log));
  const images = await startLocalImages();
  const stopBoth = async () => {
    await images?.stop();
    await around.stop();
  };
  try {
    const platforms = await startPlatforms(log);
    return {
      ...around,
      variables: { ...around.variables, SIMULATORS_AT: platforms.at, ...(images ? { IMAGES_AT: images.url } : {}) },
      platforms,
      stop: async () => {
        await platforms.stop();
        await stopBoth();
      },
    };
  } catch (error) {
    await stopBoth();
    throw error;
  }
}

async function embedded(log: Log): Promise<Omit<Surroundings, 'platforms'>> {
  log('Starting Postgres');
  const { place, secrets, adopted, stop } = await startLocalPostgres((line) => log(line));
  if (adopted) log('Postgres was running already: it is shared');
  const endpoint = await startNeonEndpoint({ postgresPort: place.postgresPort });
  const stopBoth = async () => {
    await endpoint.stop();
    await stop();
  };
  try {
    const { appUrl, demo } = await oneAtATime(place.superuserUrl, async () => {
      const here = { ...place, endpointPort: endpoint.port };
      const { ownerUrl, appUrl } = await prepareDatabase(here, DATABASE, secrets.systemSecret, (line) => log(`Migration: ${line}`));
      const bucket = localBucket(STATE);
      const demo = await seed(ownerUrl, { press, log, tokenSecret: secrets.tokenSecret, keep: bucket.keep }).finally(bucket.close);
      return { appUrl, demo };
    });
    return { variables: { ...MAIL, DATABASE_URL: appUrl, SYSTEM_SECRET: secrets.systemSecret, TOKEN_SECRET: secrets.tokenSecret }, demo, stop: stopBoth };
  } catch (error) {
    await stopBoth();
    throw error;
  }
}

/** A database of one's own: nothing embedded is started, nothing is migrated or seeded. */
async function given(url: string, log: Log): Promise<Omit<Surroundings, 'platforms'>> {
  const { SYSTEM_SECRET, TOKEN_SECRET } = process.env;
  if (!URL.canParse(url)) throw new Error('DATABASE_URL is not an address such as postgres://masthead_app:password@host/database.');
  if (!SYSTEM_SECRET || !TOKEN_SECRET) {
    throw new Error(
      'DATABASE_URL is set, so SYSTEM_SECRET and TOKEN_SECRET must be set too: the ones that this database was prepared with (npm run db:migrate). ' +
        'Unset DATABASE_URL to use the embedded Postgres.',
    );
  }
  log(`Using the database at ${new URL(url).host} (DATABASE_URL is set: no other is started)`);
  const bridge = await neonEndpointBefore(new URL(url), log);
  return { variables: { ...MAIL, DATABASE_URL: bridge?.url ?? url, SYSTEM_SECRET, TOKEN_SECRET }, demo: null, stop: async () => bridge?.stop() };
}

/** The app speaks Neon's protocol. A plain Postgres on this machine does not: then our endpoint stands in front of it. */
async function neonEndpointBefore(url: URL, log: Log) {
  if (!['localhost', '127.0.0.1'].includes(url.hostname)) return undefined;
  const port = Number(url.port || 5432);
  const speaksHttp = await fetch(`http://127.0.0.1:${port}/sql`, { signal: AbortSignal.timeout(2_000) }).then(() => true, () => false);
  if (speaksHttp) return undefined;
  const endpoint = await startNeonEndpoint({ postgresPort: port });
  log('It is a plain Postgres: a local Neon endpoint stands in front of it');
  const through = new URL(url);
  through.port = String(endpoint.port);
  return { url: through.href, stop: endpoint.stop };
}
