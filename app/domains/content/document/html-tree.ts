import { type DefaultTreeAdapterMap, defaultTreeAdapter, type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

export type Tree = string | Element;

export interface Element {
  name: string;
  attrs: ReadonlyMap<string, string>;
  children: Tree[];
}

const DEEPEST = 300;
const MOST_OPENED = 300_000;
const MOST_ATTRIBUTES = 200;

/** Raw text that nobody reads, and what only a browser would run. */
const DROPPED = new Set(['script', 'style', 'template', 'noembed', 'noframes', 'object', 'applet', 'svg', 'head', 'title', 'meta', 'link']);

/**
 * The tree a browser would build, by the browser's own algorithm, without a browser. That algorithm can be made to
 * multiply elements, so it is stopped past a number of them, and the text is then taken without any element.
 */
export function readTree(html: string): Tree[] {
  let depth = 0;
  let opened = 0;
  const treeAdapter = {
    ...defaultTreeAdapter,
    onItemPush() {
      depth += 1;
      opened += 1;
      if (depth > DEEPEST || opened > MOST_OPENED) throw new RangeError('too much markup');
    },
    onItemPop() {
      depth -= 1;
    },
  };
  try {
    if (hasEndlessTag(html)) return [textAlone(html)];
    return simplify(parseFragment<DefaultTreeAdapterMap>(html, { treeAdapter, scriptingEnabled: false }).childNodes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [textAlone(html)];
  }
}

/** Every new attribute of a tag is looked for among the ones before it. */
function hasEndlessTag(html: string): boolean {
  for (const [tag] of html.matchAll(/<[a-z](?:"[^"]*"|'[^']*'|[^'">])*/gi)) {
    if (tag.length > MOST_ATTRIBUTES * 2 && tag.replace(/"[^"]*"|'[^']*'/g, '').split(/[\s/]+/).length > MOST_ATTRIBUTES) return true;
  }
  return false;
}

function textAlone(html: string): string {
  const [first = '', ...rest] = html.split('<');
  return first + rest.map((piece) => (/^[a-z/!?]/i.test(piece) ? piece.slice(piece.indexOf('>') + 1) : `<${piece}`)).join(' ');
}

function simplify(nodes: DefaultTreeAdapterTypes.ChildNode[]): Tree[] {
  return nodes.flatMap((node): Tree[] => {
    if ('value' in node) return [node.value];
    if (!('tagName' in node) || DROPPED.has(node.tagName)) return [];
    return [{ name: node.tagName, attrs: new Map(node.attrs.map(({ name, value }) => [name, value])), children: simplify(node.childNodes) }];
  });
}

export const attr = (element: Element, name: string) => element.attrs.get(name) ?? '';

export const hasClass = (element: Element, pattern: RegExp) => attr(element, 'class').split(/\s+/).some((name) => pattern.test(name));

export const content = (tree: Tree): string => (typeof tree === 'string' ? tree : tree.name === 'br' ? '\n' : tree.children.map(content).join(''));

export const elements = (element: Element): Element[] => element.children.filter((child) => typeof child !== 'string');

export function find(tree: Tree, wanted: (element: Element) => boolean): Element | null {
  if (typeof tree === 'string') return null;
  if (wanted(tree)) return tree;
  for (const child of tree.children) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return null;
}
