import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const EDITOR = 'app/domains/content/ui/editor/';

type Cut = readonly [what: RegExp, instead: string];

/** All of its future is here: remix.config.js names every flag. */
const FUTURE: Cut = [/\bfuture\.v3_\w+/g, 'true'];

/** What these packages carry for others and reach by no path of ours, which no bundler can tell. */
const NEVER_REACHED: Record<string, readonly Cut[]> = {
  // Its own decorations, paste rules, positions as objects, style sheet, and the events of a drop, a paste and a deletion.
  '/@tiptap/core/dist/index.js': [
    [/this\.decorationManager = new DecorationManager\(\{[^}]*\}\);\s*return this\.decorationManager\.plugin;/, 'return null;'],
    [/pasteRulesPlugin\(\{\s*editor,\s*rules\s*\}\)/, '[]'],
    [/return new NodePos\(\$pos, this, false, node\);/, 'return $pos;'],
    [/createStyleTag\(style, this\.options\.injectNonce\)/, 'null'],
    [/Drop,\s*Paste,\s*Delete,\s*TextDirection\.configure\([^)]*\)/, ''],
    [/= (?=Extension\.create\()/g, '= /* @__PURE__ */ '],
    [/commands\.keyboardShortcut\("Enter"\)/, 'false'],
    [/(?<=dispatchTransaction\(baseDispatch\) \{)/, 'return baseDispatch;'],
    [/(?<=transformPastedHTML\(baseTransform\) \{)/, 'return baseTransform || ((html) => html);'],
    [/warnOnDuplicatedProseMirrorModel\(this\.schema\);/, ''],
    [/get markViews\(\) \{/, '$& return {};'],
    [/return getHTMLFromFragment\(this\.state\.doc\.content, this\.schema\);/, ''],
    [/(?<=\n\tgetText\(options\) \{)/, 'return;'],
    // Content is the document's JSON always. What cannot be read must not stand there as an empty text.
    [/(?<=function createNodeFromContent\(content, schema, options\) \{)[\s\S]*?\n\}/, 'if (isProseMirrorContent(content)) return content; return Array.isArray(content) ? Fragment$$1.fromArray(content.map((item) => schema.nodeFromJSON(item))) : schema.nodeFromJSON(content);\n}'],
    [/catch \(e\) \{\s*if \(!\(e instanceof Error\)[\s\S]*?return this\.editorState\.doc;\s*\}/, 'finally {}'],
    [/const styleMap = [\s\S]*?join\("; "\);/, 'mergedAttributes[key] = value;'],
    [/(var commands_exports = [^{]*\{)([^}]*)\}/, ''],
  ],
  // Internet Explorer.
  '/prosemirror-view/dist/index.js': [
    [/const ie = [^;]*;/, 'const ie = false;'],
    [/const ie_version = [^;]*;/, 'const ie_version = 0;'],
  ],
  // The way data came before single fetch.
  '/@remix-run/react/dist/esm/routes.js': [[/let result = await fetchData\([\s\S]*?\n\}/, "throw new Error('Only single fetch asks the server.');\n}"], FUTURE],
  '/@remix-run/react/dist/esm/links.js': [FUTURE],
  '/@remix-run/react/dist/esm/browser.js': [
    [/window\.__remixContext\.future\.v3_\w+/g, 'true'],
    [/router\.createRoutesForHMR = createClientRoutesWithHMRRevalidationOptOut;/, ''],
  ],
  // What only the server writes into the page, and data that came later before single fetch.
  '/@remix-run/react/dist/esm/components.js': [
    FUTURE,
    [/let contextScript = staticContext[\s\S]*?let routeModulesScript = [\s\S]*?(?=\n\s*return )/, "let contextScript = ' ';\nlet routeModulesScript = ' ';"],
    [/if \(!isStatic && typeof __remixContext === "object" && __remixContext\.a\) \{[\s\S]*?\n {2}\}\n/, ''],
  ],
  // Deferred data, navigation that is blocked, view transitions, a router without a browser; its future is here.
  '/@remix-run/router/dist/router.js': [
    [/\bfuture\.v7_\w+/g, 'true'],
    [/const isBrowser = [^;]*;/, 'const isBrowser = true;'],
    [/return result\.type === ResultType\.deferred;/, 'return false;'],
    [/(?<=function isDeferredData\(value\) \{)/, 'return false;'],
    [/(?<=function cancelActiveDeferreds\(predicate\) \{)/, 'return [];'],
    [/(?<=async function resolve(?:Navigation|Fetcher)DeferredResults\([^)]*\) \{)/g, 'return;'],
    [/(?<=function shouldBlockNavigation\(_ref2\) \{)/, 'return;'],
    [/\bgetBlocker,\s*deleteBlocker,\s*patchRoutes,/, 'patchRoutes,'],
    [/_internalFetchControllers: fetchControllers,\s*_internalActiveDeferreds: activeDeferreds,[^}]*_internalSetRoutes/, ''],
  ],
  // Clocks and timers of browsers that are none of ours, and what the drawing of React never asks of it.
  '/scheduler/cjs/scheduler.production.min.js': [
    [/if\("object"===typeof performance&&[^{]*\{(var l=performance;[^}]*\})\}else\{[\s\S]*?\}\}(?=var r=)/, '$1;'],
    [/"undefined"!==typeof navigator&&[^;]*;/, ''],
    [/if\("function"===typeof F\)S=[\s\S]*?else if\("undefined"!==typeof MessageChannel\)\{([\s\S]*?\})\}else S=[^}]*\};/, '$1;'],
    [/exports\.unstable_continueExecution=[^}]*\};\s*exports\.unstable_forceFrameRate=[^}]*\};/, ''],
    [/exports\.unstable_getFirstCallbackNode=[\s\S]*?(?=exports\.unstable_requestPaint)/, ''],
    [/exports\.unstable_runWithPriority=[\s\S]*?(?=exports\.unstable_scheduleCallback)/, ''],
    [/exports\.unstable_wrapCallback=[\s\S]*$/, ''],
  ],
  '/react/cjs/react.production.min.js': [
    [/function X\(\)\{throw Error\("act[^}]*\}/, ''],
    [/exports\.act=X;/, ''],
    [/exports\.unstable_act=X;/, ''],
    [/exports\.createFactory=[^}]*\};/, ''],
    [/if\("object"!==typeof a&&"function"!==typeof a&&null!=a\)throw Error\("setState[^;]*;/, ''],
  ],
  // Every error has a page of ours.
  '/react-router/dist/index.js': [[/const defaultErrorElement = [^;]*;/, 'const defaultErrorElement = null;']],
  '/react-router-dom/dist/index.js': [
    [/let isViewTransitionUnavailable = [^;]*;/, 'const isViewTransitionUnavailable = true;'],
    [/let isTransitioning = routerState != null &&[\s\S]*?;/, 'let isTransitioning = false;'],
    [/React\.useEffect\(\(\) => UNSAFE_logV6DeprecationWarnings\([^;]*;/, ''],
    [/\/\/ When we start a view transition, create a Deferred[\s\S]*?(?=React\.useEffect\(\(\) => \{\s*process\.env\.NODE_ENV)/, ''],
  ],
};

/** TipTap registers its commands by name: those stay whose name stands in our editor or in TipTap itself as a call. */
function calledCommands(code: string) {
  const ours = readdirSync(EDITOR).map((name) => readFileSync(EDITOR + name, 'utf8')).join('\n');
  const isCalled = (line: string) => {
    const name = line.split(':')[0]!.trim();
    return ours.includes(`.${name}(`) || code.includes(`commands.${name}(`);
  };
  return (_all: string, head: string, commands: string) => `${head}${commands.split(',').filter(isCalled).join(',')}}`;
}

/** Why packages are cut at all: docs/decisions/019. A package that has changed fails the build here instead of breaking unseen. */
export function slim(): Plugin {
  return {
    name: 'masthead:slim',
    apply: 'build',
    transform(code, id, options) {
      if (options?.ssr) return null;
      const cuts = Object.entries(NEVER_REACHED).find(([file]) => id.endsWith(file))?.[1];
      if (!cuts) return null;
      let rest = code;
      for (const [what, instead] of cuts) {
        if (rest.search(what) === -1) this.error(`This package has changed: ${what} is not in it any more. See what stands there now, or drop the line from scripts/slim.ts.`);
        rest = what.source.includes('commands_exports') ? rest.replace(what, calledCommands(rest)) : rest.replace(what, instead);
      }
      return { code: rest, map: null };
    },
  };
}
