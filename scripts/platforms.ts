import { type Platforms, servePlatforms } from '#tests/simulators/serve.ts';
import { type Log, PLATFORMS } from './local.ts';
import { freePort } from './server.ts';

const FIRST_PORT = 5190;

/** Those that another `npm start` of this folder runs already are shared, as its database is: what is connected there is known here. */
export async function startPlatforms(log: Log): Promise<Pick<Platforms, 'at' | 'names' | 'stop'>> {
  const free = await freePort(FIRST_PORT);
  for (let port = FIRST_PORT; port < free; port += 1) {
    const at = `http://127.0.0.1:${port}`;
    const told = await fetch(`${at}/platforms.json`, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.json(), () => null).catch(() => null) as { folder?: string; names?: string[] } | null;
    if (told?.folder !== PLATFORMS || !told.names) continue;
    log('The simulated platforms were running already: they are shared');
    return { at, names: told.names, stop: async () => {} };
  }
  return servePlatforms({ port: free, folder: PLATFORMS, log });
}
