import type { Node as PmNode } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { type Syntax, refractor } from 'refractor/core';
import bash from 'refractor/bash';
import c from 'refractor/c';
import cpp from 'refractor/cpp';
import csharp from 'refractor/csharp';
import css from 'refractor/css';
import diff from 'refractor/diff';
import go from 'refractor/go';
import java from 'refractor/java';
import javascript from 'refractor/javascript';
import json from 'refractor/json';
import kotlin from 'refractor/kotlin';
import markdown from 'refractor/markdown';
import markup from 'refractor/markup';
import php from 'refractor/php';
import python from 'refractor/python';
import ruby from 'refractor/ruby';
import rust from 'refractor/rust';
import sql from 'refractor/sql';
import swift from 'refractor/swift';
import typescript from 'refractor/typescript';
import yaml from 'refractor/yaml';

const SYNTAXES: Syntax[] = [bash, c, cpp, csharp, css, diff, go, java, javascript, json, kotlin, markdown, markup, php, python, ruby, rust, sql, swift, typescript, yaml];
for (const syntax of SYNTAXES) refractor.register(syntax);

interface Span {
  from: number;
  to: number;
  kind: string;
}

/** Past this a block is shown plain: every key pressed in it would colour it anew. */
const LONGEST = 50_000;
const spansOf = new WeakMap<PmNode, Span[]>();

type Tree = ReturnType<typeof refractor.highlight>['children'][number];

function spans(node: PmNode): Span[] {
  const known = spansOf.get(node);
  if (known) return known;
  const found: Span[] = [];
  const { language } = node.attrs;
  let at = 0;
  const walk = (tree: Tree, kind: string) => {
    if (tree.type === 'text') {
      if (kind) found.push({ from: at, to: at + tree.value.length, kind });
      at += tree.value.length;
    } else if (tree.type === 'element') {
      const name = tree.properties.className;
      for (const child of tree.children) walk(child, Array.isArray(name) ? String(name[1] ?? kind) : kind);
    }
  };
  if (language && refractor.registered(language) && node.content.size <= LONGEST) for (const tree of refractor.highlight(node.textContent, language).children) walk(tree, '');
  spansOf.set(node, found);
  return found;
}

function colour(doc: PmNode): DecorationSet {
  const all: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name === 'codeBlock') for (const { from, to, kind } of spans(node)) all.push(Decoration.inline(pos + 1 + from, pos + 1 + to, { class: `code-${kind}` }));
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, all);
}

export const highlighting = (): Plugin<DecorationSet> => {
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    state: { init: (_, { doc }) => colour(doc), apply: (tr, set) => (tr.docChanged ? colour(tr.doc) : set) },
    props: { decorations: (state) => plugin.getState(state) },
  });
  return plugin;
};
