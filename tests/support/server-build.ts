import type { ServerBuild } from '@remix-run/cloudflare';
import * as entryServer from '#app/entry.server.tsx';
import * as root from '#app/root.tsx';
import routeConfig from '#app/routes.ts';
import { remixOptions } from '../../remix.config.js';

/** The server build that Remix's compiler would make, assembled from the same table of routes. */
interface Entry {
  id?: string;
  file: string;
  path?: string;
  index?: boolean;
  children?: Entry[];
}

const modules = import.meta.glob<Record<string, unknown>>('../../app/routes/**/*.tsx', { eager: true });
const moduleOf = (file: string) => modules[`../../app/${file}`] ?? fail(file);

function fail(file: string): never {
  throw new Error(`routes.ts names ${file}, which is not there.`);
}

const routes: Record<string, unknown> = { root: { id: 'root', path: '', module: root } };
const manifest: Record<string, unknown> = { root: manifestEntry('root', undefined, { file: 'root.tsx', path: '' }, root) };

function manifestEntry(id: string, parentId: string | undefined, { path, index }: Entry, module: object) {
  return {
    id,
    parentId,
    path,
    index,
    module: `/${id}.js`,
    hasLoader: 'loader' in module,
    hasAction: 'action' in module,
    hasErrorBoundary: 'ErrorBoundary' in module,
    hasClientAction: false,
    hasClientLoader: false,
    imports: [],
    css: [],
  };
}

function add(entries: Entry[], parentId: string) {
  for (const entry of entries) {
    const id = entry.id ?? entry.file.replace(/\.tsx$/, '');
    const module = moduleOf(entry.file);
    routes[id] = { id, parentId, path: entry.path, index: entry.index, module };
    manifest[id] = manifestEntry(id, parentId, entry, module);
    add(entry.children ?? [], id);
  }
}
add((await routeConfig) as Entry[], 'root');

const build = {
  entry: { module: entryServer },
  routes,
  assets: { entry: { module: '/entry.js', imports: [] }, routes: manifest, url: '/manifest.js', version: 'test' },
  future: remixOptions.future,
  publicPath: '/',
  assetsBuildDirectory: 'build/client',
  isSpaMode: false,
  mode: 'test',
} as unknown as ServerBuild;

export const { entry, assets, future, publicPath, assetsBuildDirectory, isSpaMode, mode } = build;
export { build as default, routes };
