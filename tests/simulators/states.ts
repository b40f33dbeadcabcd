import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnySimulator } from './kit.ts';

export interface States {
  /** What it was when it was last kept; a fresh one where there is none, or none that can be read. */
  load(simulator: AnySimulator): unknown;
  /** Something may have changed. */
  touch(platform: string, state: unknown): void;
  /** Writes what waits. */
  flush(): void;
}

const SOON_MS = 300;

/** Nothing outlives the process. */
export const inMemory: States = { load: (simulator) => simulator.begin(), touch: () => {}, flush: () => {} };

/** One JSON file for each platform, never half-written. */
export function statesIn(folder: string, log: (line: string) => void): States {
  mkdirSync(folder, { recursive: true });
  const waiting = new Map<string, unknown>();
  const written = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  const fileOf = (platform: string) => join(folder, `${platform}.json`);

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    for (const [platform, state] of waiting) {
      const text = JSON.stringify(state);
      if (text === written.get(platform)) continue;
      // It holds tokens: simulated ones, but nobody else's business.
      writeFileSync(`${fileOf(platform)}.part`, text, { mode: 0o600 });
      renameSync(`${fileOf(platform)}.part`, fileOf(platform));
      written.set(platform, text);
    }
    waiting.clear();
  }

  return {
    load(simulator) {
      const fresh = simulator.begin() as Record<string, unknown>;
      try {
        const kept = JSON.parse(readFileSync(fileOf(simulator.platform), 'utf8'));
        if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) throw new TypeError('It is no state.');
        // A field that the simulator has learned since is there from the beginning.
        const state = { ...fresh, ...kept };
        simulator.posts(state);
        return state;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log(`What the simulated ${simulator.name} kept cannot be read (${fileOf(simulator.platform)}): it begins anew`);
        return fresh;
      }
    },
    touch(platform, state) {
      waiting.set(platform, state);
      timer ??= setTimeout(flush, SOON_MS).unref();
    },
    flush,
  };
}
