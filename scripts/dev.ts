import { serve } from './serve.ts';

/** The development server: Remix, Hono, queues and the cron door in one workerd, with fast refresh. */
await serve({
  name: 'the app',
  port: 5173,
  script: '@remix-run/dev/dist/cli.js',
  args: (port) => ['vite:dev', '--host', '127.0.0.1', '--port', String(port), '--strictPort'],
  scheduled: '/cdn-cgi/handler/scheduled',
});
