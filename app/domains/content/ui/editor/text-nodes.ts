import { ownAttributes, carried, nodeOf } from './node-of.ts';

const ALIGNMENTS = /^(left|center|right|justify)$/;

/** Aligned by a class, never by a style: the page's policy allows none in its HTML. */
const block = (textAlign: unknown) => ({ dir: 'auto', ...(typeof textAlign === 'string' ? { 'data-align': textAlign } : {}) });
const alignment = (element: HTMLElement) => ({ textAlign: ALIGNMENTS.exec(element.dataset.align ?? element.style.textAlign)?.[0] ?? null });

const whole = (value: string | null, otherwise: number) => (/^\d{1,9}$/.test(value ?? '') ? Number(value) : otherwise);

export const textNodes = [
  nodeOf('doc', { topNode: true }),
  nodeOf('paragraph', {
    priority: 1000,
    parseHTML: () => [{ tag: 'p', getAttrs: alignment }],
    renderHTML: ({ node }) => ['p', block(node.attrs.textAlign), 0],
  }),
  nodeOf('heading', {
    defining: true,
    parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, getAttrs: (element: HTMLElement) => ({ level, ...alignment(element) }) })),
    renderHTML: ({ node }) => [`h${node.attrs.level}`, block(node.attrs.textAlign), 0],
  }),
  nodeOf('bulletList', { parseHTML: () => [{ tag: 'ul' }], renderHTML: () => ['ul', 0] }),
  nodeOf('orderedList', {
    parseHTML: () => [{ tag: 'ol', getAttrs: (element) => ({ start: whole(element.getAttribute('start'), 1), type: /^[1aAiI]$/.exec(element.getAttribute('type') ?? '')?.[0] ?? null }) }],
    renderHTML: ({ node }) => ['ol', { start: node.attrs.start === 1 ? null : node.attrs.start, type: node.attrs.type }, 0],
  }),
  nodeOf('listItem', { defining: true, parseHTML: () => [{ tag: 'li' }], renderHTML: () => ['li', 0] }),
  nodeOf('taskList', { parseHTML: () => [{ tag: 'ul[data-node="taskList"]', priority: 60 }], renderHTML: () => ['ul', { 'data-node': 'taskList' }, 0] }),
  nodeOf('blockquote', { defining: true, parseHTML: () => [{ tag: 'blockquote' }], renderHTML: () => ['blockquote', 0] }),
  nodeOf('horizontalRule', { parseHTML: () => [{ tag: 'hr' }], renderHTML: () => ['hr'] }),
  nodeOf('columns', { isolating: true, parseHTML: () => [{ tag: 'div[data-node="columns"]' }], renderHTML: () => ['div', { 'data-node': 'columns' }, 0] }),
  nodeOf('column', { isolating: true, parseHTML: () => [{ tag: 'div[data-node="column"]' }], renderHTML: () => ['div', { 'data-node': 'column' }, 0] }),
  nodeOf('text'),
  nodeOf('hardBreak', {
    selectable: false,
    linebreakReplacement: true,
    parseHTML: () => [{ tag: 'br' }],
    renderHTML: () => ['br'],
    renderText: () => '\n',
    addKeyboardShortcuts() {
      return { 'Shift-Enter': () => this.editor.commands.first(({ commands }) => [() => commands.exitCode(), () => commands.insertContent({ type: 'hardBreak' })]) };
    },
  }),
];

const cell = (name: string, tag: string) =>
  nodeOf(name, {
    isolating: true,
    extendNodeSchema: ({ name: each }) => (each === name ? { tableRole: name === 'tableHeader' ? 'header_cell' : 'cell' } : {}),
    parseHTML: () => [{ tag, getAttrs: (element) => ownAttributes(name, element) || spans(element) }],
    renderHTML: ({ node: { attrs } }) => [tag, { colspan: attrs.colspan > 1 ? attrs.colspan : null, rowspan: attrs.rowspan > 1 ? attrs.rowspan : null, ...(attrs.align ? { 'data-align': attrs.align } : {}), ...carried(attrs) }, 0],
  });

const spans = (element: HTMLElement) => ({ colspan: whole(element.getAttribute('colspan'), 1), rowspan: whole(element.getAttribute('rowspan'), 1), colwidth: null, align: null });

/** The roles are what the table editing, fetched with the first table, knows the nodes by. */
export const tableNodes = [
  nodeOf('table', { isolating: true, extendNodeSchema: ({ name }) => (name === 'table' ? { tableRole: 'table' } : {}), parseHTML: () => [{ tag: 'table' }], renderHTML: () => ['div', { class: 'tableWrapper' }, ['table', ['tbody', 0]]] }),
  nodeOf('tableRow', { extendNodeSchema: ({ name }) => (name === 'tableRow' ? { tableRole: 'row' } : {}), parseHTML: () => [{ tag: 'tr' }], renderHTML: () => ['tr', 0] }),
  cell('tableHeader', 'th'),
  cell('tableCell', 'td'),
];
