import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { longestFirst } from './tests/support/longest-first.ts';

const LONGEST = ['signed-in', 'of-content', 'of-others'].map((screens) => `tests/e2e/screens-${screens}.spec.ts`);

/** Tests in a real browser: the production build as Cloudflare runs it, in workerd, on a real Postgres. `npm run build` comes first. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.spec.ts'],
    globalSetup: ['tests/e2e/site.ts'],
    sequence: { sequencer: longestFirst(LONGEST) },
    testTimeout: 90_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    // A page mostly waits for its server, and there is one server: two processors carry three, and eight are enough.
    maxWorkers: Math.min(availableParallelism() + 1, 8),
    // On a crowded machine a page can be later than a step waits for it; what fails twice is wrong.
    retry: 1,
    // Loading the seed and the app's own modules anew for each file would be a second and a half each.
    isolate: false,
  },
});
