import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/');
// Hooks stay in the pages' build, beside the React that draws them.
const SOURCES = /^(db|app\/(domains|platform))\/(?!.*\/(ui\/|use-)).*(?<!\.client)\.ts$/;

/** Rules, commands and queries are the pages' and the other doors': wrangler bundles them once for both, from their sources. */
export function leaveSources(): Plugin {
  return {
    name: 'masthead:leave-sources',
    apply: (config, { command }) => command === 'build' && Boolean(config.build?.ssr),
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!importer || !/^[.#]/.test(source)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      if (!found || found.external) return found;
      const id = found.id.replaceAll('\\', '/');
      return id.startsWith(ROOT) && SOURCES.test(id.slice(ROOT.length)) ? { id: `#${id.slice(ROOT.length)}`, external: true, moduleSideEffects: false } : found;
    },
  };
}
