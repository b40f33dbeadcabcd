import { mergeAttributes } from '@tiptap/core';
import { words } from '../../document/document.ts';
import type { Cards } from './card-view.ts';
import { calloutView, codeBlockView, taskItemView } from './holder-views.ts';
import { carried, nodeOf, ownAttributes } from './node-of.ts';

const CARDS = ['image', 'video', 'gallery', 'embed', 'button', 'footnote', 'placeholder'];

/** What stands in the text as one thing, drawn by React. */
const card = (name: string, cards: Cards | null) =>
  nodeOf(name, {
    atom: true,
    draggable: name !== 'footnote' && name !== 'placeholder',
    parseHTML: () => [{ tag: `[data-node="${name}"]`, getAttrs: (element) => ownAttributes(name, element) }],
    renderHTML: ({ node }) => [node.isInline ? 'span' : 'div', mergeAttributes({ 'data-node': name }, carried(node.attrs)), spoken(node.toJSON())],
    ...(cards ? { addNodeView: () => ({ node, view, getPos }) => cards.view(node, view, getPos) } : {}),
  });

/** For whatever else it is pasted into. */
const spoken = (node: Parameters<typeof words>[0]) => ['label', 'caption', 'alt', 'title', 'text', 'name', 'url'].map((name) => words(node, name)).find(Boolean) ?? '';

export const cardNodes = (cards: Cards | null) => [
  ...CARDS.map((name) => card(name, cards)),
  nodeOf('codeBlock', {
    defining: true,
    parseHTML: () => [{ tag: 'pre', preserveWhitespace: 'full', getAttrs: (element) => ({ language: /\blanguage-([\w+#.-]{1,40})/.exec(element.firstElementChild?.className ?? '')?.[1] ?? null }) }],
    renderHTML: ({ node }) => ['pre', ['code', node.attrs.language ? { class: `language-${node.attrs.language}` } : {}, 0]],
    addNodeView: () => ({ node, view, getPos }) => codeBlockView(node, view, getPos),
  }),
  nodeOf('callout', {
    defining: true,
    parseHTML: () => [{ tag: 'div[data-node="callout"]', getAttrs: (element) => ownAttributes('callout', element) }],
    renderHTML: ({ node }) => ['div', { 'data-node': 'callout', ...carried(node.attrs) }, 0],
    addNodeView: () => ({ node, view, getPos }) => calloutView(node, view, getPos),
  }),
  nodeOf('taskItem', {
    defining: true,
    parseHTML: () => [{ tag: 'ul[data-node="taskList"] > li', priority: 60, getAttrs: (element) => ({ checked: element.dataset.checked === 'true' }) }],
    renderHTML: ({ node }) => ['li', { 'data-checked': String(node.attrs.checked) }, 0],
    addNodeView: () => ({ node, view, getPos }) => taskItemView(node, view, getPos),
  }),
];
