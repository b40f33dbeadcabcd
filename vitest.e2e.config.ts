import { defineConfig } from 'vitest/config';

/** Tests in a real browser: the production build as Cloudflare runs it, in workerd, on a real Postgres. `npm run build` comes first. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.spec.ts'],
    globalSetup: ['tests/e2e/site.ts'],
    testTimeout: 40_000,
    hookTimeout: 40_000,
    maxWorkers: 2,
    // On two busy cores a page can be slower than a test's patience: it may be asked once more, and then it counts.
    retry: 1,
  },
});
