import { type MarkConfig, markInputRule } from '@tiptap/core';
import { readAttributes, MARKS } from '../../document/grammar.ts';
import { markOf } from './node-of.ts';
import { safeAddress } from '../../document/safe-address.ts';

interface MarkLook {
  name: string;
  tag: string;
  also?: string[];
  keys?: string;
  /** The signs that Markdown puts around it. */
  sign?: RegExp;
  config?: Partial<MarkConfig>;
}

const LOOKS: MarkLook[] = [
  { name: 'bold', tag: 'strong', also: ['b'], keys: 'Mod-b', sign: /(?:^|\s)(\*\*(?!\s+\*\*)((?:[^*]+))\*\*(?!\s+\*\*))$/ },
  { name: 'italic', tag: 'em', also: ['i'], keys: 'Mod-i', sign: /(?:^|\s)([*_](?!\s+[*_])((?:[^*_]+))[*_](?!\s+[*_]))$/ },
  { name: 'underline', tag: 'u', keys: 'Mod-u' },
  { name: 'strike', tag: 's', also: ['del', 'strike'], keys: 'Mod-Shift-s', sign: /(?:^|\s)(~~(?!\s+~~)((?:[^~]+))~~(?!\s+~~))$/ },
  { name: 'highlight', tag: 'mark', keys: 'Mod-Shift-h', sign: /(?:^|\s)(==(?!\s+==)((?:[^=]+))==(?!\s+==))$/ },
  { name: 'subscript', tag: 'sub', keys: 'Mod-,' },
  { name: 'superscript', tag: 'sup', keys: 'Mod-.' },
  { name: 'code', tag: 'code', keys: 'Mod-e', sign: /(?:^|[^`])(`([^`]+)`(?!`))$/, config: { code: true, excludes: 'code', exitable: true } },
];

const simple = ({ name, tag, also = [], keys, sign, config }: MarkLook) =>
  markOf(name, {
    parseHTML: () => [tag, ...also].map((each) => ({ tag: each })),
    renderHTML: () => [tag, 0],
    addKeyboardShortcuts() {
      return keys ? { [keys]: () => this.editor.commands.toggleMark(name) } : {};
    },
    addInputRules() {
      return sign ? [markInputRule({ find: sign, type: this.type })] : [];
    },
    ...config,
  });

/** Only what the grammar allows becomes a link again. */
function linkAttributes(element: HTMLElement): Record<string, unknown> | false {
  const itemId = element.dataset.item ?? null;
  const href = itemId === null ? safeAddress(element.getAttribute('href') ?? '') : null;
  const read = readAttributes(MARKS.link!.attrs!, { href, itemId, title: element.getAttribute('title') });
  return 'attrs' in read && (href !== null || itemId !== null) ? read.attrs : false;
}

const link = markOf('link', {
  inclusive: false,
  parseHTML: () => [{ tag: 'a[href], a[data-item]', getAttrs: linkAttributes }],
  renderHTML: ({ mark: { attrs } }) => ['a', { href: safeAddress(String(attrs.href ?? '')) ?? '#', 'data-item': attrs.itemId, title: attrs.title, rel: 'noopener' }, 0],
});

export const marks = [link, ...LOOKS.map(simple)];
