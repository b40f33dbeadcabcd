import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const EDITOR = 'app/domains/content/ui/editor/';

type Cut = readonly [what: RegExp, instead: string];

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
    [/(var commands_exports = [^{]*\{)([^}]*)\}/, ''],
  ],
  // The way data came before single fetch.
  '/@remix-run/react/dist/esm/routes.js': [[/let result = await fetchData\([\s\S]*?\n\}/, "throw new Error('Only single fetch asks the server.');\n}"]],
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

/** 7 KB less for the editor and 1 KB for every page. A package that has changed fails the build here instead of breaking unseen. */
export function slim(): Plugin {
  return {
    name: 'masthead:slim',
    apply: 'build',
    transform(code, id) {
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
