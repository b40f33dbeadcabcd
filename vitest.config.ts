import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { longestFirst } from './tests/support/longest-first.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const testsOf = (...names: string[]) => names.map((name) => `tests/${name}.test.ts`);

/** What takes ten seconds and more by itself waits for `npm test`. */
const SLOW = testsOf('content/importing/import', 'content/saving/never-lose-a-word', 'db/explain', 'db/local-postgres', 'media/file/fuzz', 'social/killed');

const LONGEST = testsOf('social/simulation', 'publishing/simulation', 'strangers', 'content/importing/import', 'db/explain', 'social/killed', 'media/file/fuzz', 'api/strangers', 'db/migrations');

/** Tests in Node: the whole front door, request in and response out, on a real Postgres. */
export default defineConfig({
  plugins: [{ name: 'masthead:urls', enforce: 'pre', load: (id) => (/\.(css|woff2)\?url$/.test(id) ? 'export default "/asset"' : null) }],
  resolve: { alias: { 'react-dom/server': 'react-dom/server.browser', 'virtual:remix/server-build': here('./tests/support/server-build.ts') } },
  ssr: { noExternal: ['remix-auth', 'remix-auth-form'] },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/worker/**', 'tests/e2e/**', 'node_modules/**', ...(process.env.FAST ? SLOW : [])],
    globalSetup: ['tests/support/cluster.ts'],
    sequence: { sequencer: longestFirst(LONGEST) },
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // A test waits for Postgres a good deal of its time: two processors carry three, and eight are enough.
    maxWorkers: Math.min(availableParallelism() + 1, 8),
    // Each file brings its own database and its own app; loading their modules anew for each would be half of the time.
    isolate: false,
  },
});
