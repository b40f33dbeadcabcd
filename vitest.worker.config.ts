import { fileURLToPath } from 'node:url';
import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { urlsOf } from './db/local/databases.ts';
import { SYSTEM_SECRET, WORKER_DATABASE } from './tests/support/cluster.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests inside workerd: the built pages behind the Worker with its real queue, bucket and crons, on a real Postgres. Few, for what Node cannot tell. */
export default defineConfig({
  plugins: [
    cloudflareTest(({ inject }) => ({
      main: './workers/index.ts',
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: {
          DATABASE_URL: urlsOf(inject('cluster'), WORKER_DATABASE).appUrl,
          SYSTEM_SECRET,
          TOKEN_SECRET: 'the-token-secret-of-the-tests',
          APP_ORIGIN: 'http://localhost',
          MAIL_TRANSPORT: 'mailbox',
          MAIL_FROM: 'Masthead <masthead@localhost>',
          IMAGES_AT: inject('imagesAt'),
        },
      },
    })),
  ],
  resolve: { alias: { 'virtual:remix/server-build': here('./build/server/index.js') } },
  test: {
    include: ['tests/worker/**/*.test.ts'],
    globalSetup: ['tests/support/cluster.ts', 'tests/support/images.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // CommonJS packages become modules before workerd sees them, each once.
    deps: {
      optimizer: {
        ssr: {
          enabled: true,
          include: ['@remix-run/cloudflare'],
        },
      },
    },
    maxWorkers: 1,
    isolate: false,
  },
});
