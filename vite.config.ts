import { cloudflare } from '@cloudflare/vite-plugin';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import { remixOptions } from './remix.config.js';

/** Remix forgets its manifest modules in its own graph when a route changes; the worker environment has one of its own. */
function refreshWorkerManifest(): Plugin {
  return {
    name: 'masthead:refresh-worker-manifest',
    apply: 'serve',
    configureServer(server) {
      const original = server.moduleGraph.getModuleById.bind(server.moduleGraph);
      server.moduleGraph.getModuleById = (id) => {
        if (id === '\0virtual:remix/server-build') {
          const worker = server.environments.worker;
          if (!worker) return original(id);
          for (const name of ['\0virtual:remix/server-build', '\0virtual:remix/server-manifest']) {
            const stale = worker.moduleGraph.getModuleById(name);
            if (stale) worker.moduleGraph.invalidateModule(stale);
          }
          worker.hot.send({ type: 'full-reload' });
          server.environments.client.hot.send({ type: 'full-reload' });
        }
        return original(id);
      };
    },
  };
}

const FROM_ENVIRONMENT = ['DATABASE_URL', 'SYSTEM_SECRET', 'TOKEN_SECRET', 'APP_ORIGIN', 'MAIL_TRANSPORT', 'MAIL_FROM'];

/** What `npm start` found out (addresses, local secrets) reaches the Worker as variables, never as a file. */
function variables(): Record<string, string> {
  return Object.fromEntries(FROM_ENVIRONMENT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

export default defineConfig(({ command, isPreview }) => {
  // Remix loads this file a second time for its child compiler; workerd must start once only.
  const developing = command === 'serve' && isPreview !== undefined;
  return {
    plugins: [
      developing ? cloudflare({ viteEnvironment: { name: 'worker' }, persistState: { path: '.data/wrangler' }, config: { vars: variables() } }) : null,
      tailwindcss(),
      remix(remixOptions),
      refreshWorkerManifest(),
    ],
    build: { target: 'es2022', sourcemap: false },
    ssr: {
      noExternal: command === 'build' ? true : undefined,
      resolve: { conditions: ['workerd', 'worker', 'browser'] },
    },
    environments: developing
      ? {
          worker: {
            optimizeDeps: {
              entries: ['workers/index.ts', 'app/entry.server.tsx', 'app/root.tsx', 'app/routes/**/*.tsx'],
              include: [
                'react', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react-dom/server', '@remix-run/cloudflare', '@remix-run/react',
                'hono', 'zod', '@hono/zod-openapi', 'drizzle-orm', 'drizzle-orm/neon-http', 'drizzle-orm/pg-core',
                '@neondatabase/serverless', 'radix-ui', 'lucide-react', 'cmdk', 'isbot', 'remix-auth', 'remix-auth-form',
              ],
            },
          },
        }
      : undefined,
  };
});
