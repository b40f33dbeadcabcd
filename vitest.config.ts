import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { longestFirst } from './tests/support/longest-first.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const testsOf = (...names: string[]) => names.map((name) => `tests/${name}.test.ts`);

/** What asks for the whole app, or for a database of its own, waits for `npm test`; but for the walls between tenants. */
const BUILT_UP = /from '[^']*(\/support\/(app|database|cluster)|\/(sim|live)\/[\w-]+|#db\/local\/[\w-]+)\.ts'/;
const SLOW = testsOf('content/saving/never-lose-a-word', 'media/file/fuzz');
const ALWAYS = testsOf('db/walls');

function slow(): string[] {
  const files = readdirSync(here('tests'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.test\.tsx?$/.test(name)).map((name) => `tests/${name.replaceAll('\\', '/')}`);
  return files.filter((file) => SLOW.includes(file) || (BUILT_UP.test(readFileSync(here(file), 'utf8')) && !ALWAYS.includes(file)));
}

const LONGEST = testsOf('social/simulation', 'publishing/simulation', 'strangers', 'content/importing/import', 'db/explain', 'social/killed', 'media/file/fuzz', 'api/strangers', 'db/migrations');

/** Tests in Node: the whole front door, request in and response out, on a real Postgres. */
export default defineConfig({
  plugins: [{ name: 'masthead:urls', enforce: 'pre', load: (id) => (/\.(css|woff2)\?url$/.test(id) ? 'export default "/asset"' : null) }],
  resolve: { alias: { 'react-dom/server': 'react-dom/server.browser', 'virtual:remix/server-build': here('./tests/support/server-build.ts') } },
  ssr: { noExternal: ['remix-auth', 'remix-auth-form'] },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/worker/**', 'tests/e2e/**', 'node_modules/**', ...(process.env.FAST ? slow() : [])],
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
