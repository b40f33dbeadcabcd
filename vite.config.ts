import { fileURLToPath } from 'node:url';
import { cloudflare } from '@cloudflare/vite-plugin';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import { remixOptions } from './remix.config.js';
import { leaveSources } from './scripts/leave-sources.ts';
import { slim } from './scripts/slim.ts';

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

const FROM_ENVIRONMENT = ['DATABASE_URL', 'SYSTEM_SECRET', 'TOKEN_SECRET', 'APP_ORIGIN', 'MAIL_TRANSPORT', 'MAIL_FROM', 'IMAGES_AT', 'OUTBOUND_ALLOWED', 'SIMULATORS_AT', 'SOCIAL_CLIENTS', 'FORMER_TOKEN_SECRETS'];

/** What `npm start` found out (addresses, local secrets) reaches the Worker as variables, never as a file. */
function variables(): Record<string, string> {
  return Object.fromEntries(FROM_ENVIRONMENT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

const SHARED = ['zod', 'drizzle-orm', '@neondatabase/serverless', 'markdown-it', 'markdown-it-footnote', 'parse5', 'prosemirror-model', 'node-diff3', 'saxes', 'yaml', 'client-zip', 'aws4fetch', 'isbot'];

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** lucide's icons without what ours never ask of them; on the server React's renderer for streams alone, no react-dom, and nothing that is only ever opened in a browser. */
const ICONS = { find: /^\.\.\/createLucideIcon\.mjs$/, replacement: here('app/ui/lucide-icon.ts') };
const ON_THE_SERVER = [
  { find: /^react-dom$/, replacement: here('app/ui/no-dom.ts') },
  { find: /^(\.\/(palette|shortcut-sheet|selection-bar|kept-offer|upload-panel|from-address)|\.\.\/saving\/(conflict|kept-offer)|#app\/domains\/media\/ui\/picker)\.tsx$/, replacement: here('app/ui/shell/not-loaded.tsx') },
  { find: /^react-dom\/server$/, replacement: here('node_modules/react-dom/cjs/react-dom-server.browser.production.min.js') },
];

const VENDOR = /\/node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|turbo-stream)\/|\bvite\/preload-helper|commonjsHelpers|\/app\/ui\/lucide-icon\./;
const CONTENT = /\/app\/domains\/content\/(status|choices|ui\/(words|tag-list|status-badge|category-choices|organise\/organise-links))\.|\/lucide-react\/.*\/(calendar-clock|badge-check|archive|globe|pencil-line|user-round-search)\.mjs/;
const DOCUMENT = /\/app\/domains\/content\/document\/(document|facts|heading-ids|render-text|grammar|embeds|safe-address|walk)\.|\/app\/domains\/content\/ui\/(direction|editor\/(lazy-editor|late-cards|load-editor\.client))\./;
const MEDIA = /\/app\/domains\/media\/ui\/(asset-thumb|folder-order|library-asset|tree-keys|uploads|words)\.|\/lucide-react\/.*\/(audio-lines|eye-off|file|film|folder-plus|image|upload)\.mjs/;
const LISTS = /\/app\/ui\/(use-selection|row-keys|snippet|pager|filter-chips|search-params)\./;
/** What only some pages have, or what is fetched when it is asked for. */
const APART = /\/app\/ui\/(shell\/(palette|shortcut-sheet|not-loaded|settings-\w+|use-found)|auth-layout|confirm-by-typing|(password|time-zone|switch|radio|checkbox)-field|copy-button|definition-list|progress|tabs-nav|section|moment-fields|table|use-in-turn|bar-chart)\./;
/** The icons of the frame and those that nearly every page has, with the small rules that many share. */
const SMALL = /\/lucide-react\/.*\/(bell|calendar-days|chart-column|check|chevron-(down|left|right)|chevrons-up-down|circle-(check|dashed|exclamation-point)|clock|file-text|folder-kanban|hourglass|images|link-2|list|log-out|megaphone|menu|monitor|moon|newspaper|panel-left-(close|open)|plus|search|search-x|settings|share-2|sun|user|x)\.mjs|\/app\/platform\/(result|problem|outbound)\./;
const ICONS_OF_A_PIECE = /\/lucide-react\/.*\/(cloud-off|copy|ellipsis|external-link|image-plus|layers|layout-panel-top|list-tree|message-square-plus|pencil|rotate-ccw|send|trash|triangle-exclamation-point|undo-2)\.mjs/;
/** The writing surface whole, with what its parts that come late share with it: packed together they are 1.5 KB smaller. */
const EDITOR = /\/node_modules\/(prosemirror-(model|transform|state|view|commands|schema-list|keymap|history)|orderedmap|w3c-keyname|rope-sequence|@tiptap\/core)\/|\/app\/domains\/content\/ui\/editor\/(anchor|anchor-marks|card-nodes|card-view|choose-block|deed-button|deeds|editing|editor|editor-handle|extensions|focus-mode|holder-views|languages|late-plugins|make-editor|marks|node-of|pasting|replace-document|roving|search|shortcut|slash|slash-items|table-menu|text-map|text-nodes|toolbar|typing|use-editor)\.|\/lucide-react\/.*\/(code|highlighter|italic|letter-b|list-ordered|list-todo|maximize-2|minimize-2|redo-2|strikethrough|table-2|underline)\.mjs/;
const ADDRESS = /\/app\/domains\/media\/(address|crop|ui\/asset-address)\./;
/** Every page begins with these two. */
const FRAME = /\/app\/(root|routes\/shell|styles\/fonts)\.tsx?|\.(css|woff2)\?url/;
const FORMS = /\/app\/ui\/(\w+(-\w+)*-field|field|tick|dialog)\./;

/** Few chunks that stay the same between pages, instead of a crumb for each primitive. */
function chunkOf(id: string): string | undefined {
  if (VENDOR.test(id)) return 'vendor';
  if (CONTENT.test(id)) return 'content';
  if (DOCUMENT.test(id)) return 'document';
  if (MEDIA.test(id)) return 'media';
  if (EDITOR.test(id)) return 'editor';
  if (ADDRESS.test(id)) return 'address';
  if (SMALL.test(id) || FRAME.test(id)) return 'ui';
  if (ICONS_OF_A_PIECE.test(id)) return 'piece-icons';
  if (!/\/(app\/(ui\/|platform\/(permission|form-reply|time)\.)|db\/schema\/choices\.)/.test(id) || APART.test(id)) return undefined;
  return FORMS.test(id) ? 'forms' : LISTS.test(id) ? 'lists' : 'ui';
}

export default defineConfig(({ command, isPreview, isSsrBuild }) => {
  // Remix loads this file a second time for its child compiler; workerd must start once only.
  const developing = command === 'serve' && isPreview !== undefined;
  return {
    plugins: [
      developing ? cloudflare({ viteEnvironment: { name: 'worker' }, persistState: { path: '.data/wrangler' }, config: { vars: variables() } }) : null,
      tailwindcss(),
      remix(remixOptions),
      refreshWorkerManifest(),
      slim(),
      leaveSources(),
    ],
    // All of the browser's packages are known before the first page: one found later reloads the page under the reader.
    optimizeDeps: {
      entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.tsx', 'app/ui/**/*.tsx'],
      include: ['react', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react-dom', 'react-dom/client', '@remix-run/react', 'cmdk', 'lucide-react'],
    },
    resolve: { alias: command === 'build' ? [ICONS, ...(isSsrBuild ? ON_THE_SERVER : [])] : [] },
    esbuild: { legalComments: 'none' },
    build: {
      target: 'es2022',
      sourcemap: false,
      ...(isSsrBuild
        ? { rollupOptions: { output: { hoistTransitiveImports: false } } }
        : {
            // 4 KB smaller on every page than the default.
            minify: 'terser',
            terserOptions: { ecma: 2020, module: true, compress: { passes: 3, pure_funcs: ['warning', 'warning$1', 'warningOnce'] }, format: { comments: false } },
            // Explicit only: otherwise the icons of every page, which the primitives' own icons come from one package with, land on all pages.
            rollupOptions: { output: { manualChunks: chunkOf, onlyExplicitManualChunks: true } },
          }),
    },
    ssr: {
      noExternal: command === 'build' ? true : undefined,
      // What the Worker's other doors use as well is left to its own bundle, which would hold it twice otherwise.
      external: command === 'build' ? SHARED : undefined,
      resolve: { conditions: ['workerd', 'worker', 'browser'] },
    },
    environments: developing
      ? {
          worker: {
            optimizeDeps: {
              entries: ['workers/index.ts', 'app/entry.server.tsx', 'app/root.tsx', 'app/routes/**/*.tsx'],
              include: [
                'react', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react-dom/server', '@remix-run/cloudflare', '@remix-run/react',
                'hono', 'hono/html', 'hono/body-limit', 'zod', '@hono/zod-openapi', 'drizzle-orm', 'drizzle-orm/neon-http', 'drizzle-orm/pg-core',
                '@neondatabase/serverless', 'radix-ui', 'lucide-react', 'cmdk', 'isbot', 'remix-auth', 'remix-auth-form', 'aws4fetch', 'client-zip',
              ],
            },
          },
        }
      : undefined,
  };
});
