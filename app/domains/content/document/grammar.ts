import { readEmbed } from './embeds.ts';
import { LINKS_MAY, safeAddress } from './safe-address.ts';

/** Reads one attribute: the value to keep, or undefined when it is refused. */
export interface AttributeRule {
  /** Undefined: it has to be given. */
  otherwise: unknown;
  read(value: unknown): unknown;
  must: string;
}

export interface NodeRule {
  /** What a person calls it. */
  called: string;
  group?: string;
  content?: string;
  /** False: no mark may stand on what is inside. */
  marked?: false;
  attrs?: Record<string, AttributeRule>;
}

const text = (otherwise: string | null | undefined, most: number): AttributeRule => ({
  otherwise,
  read: (value) => (value === null && otherwise === null ? null : typeof value === 'string' && value.length <= most ? sound(value) : undefined),
  must: `must be text of at most ${most.toLocaleString('en')} characters`,
});

const oneOf = (otherwise: string | null, ...choices: string[]): AttributeRule => ({
  otherwise,
  read: (value) => ((value === null && otherwise === null) || (typeof value === 'string' && choices.includes(value)) ? value : undefined),
  must: `must be one of ${choices.join(', ')}`,
});

const whole = (otherwise: number, least: number, most: number): AttributeRule => ({
  otherwise,
  read: (value) => (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined),
  must: `must be a whole number from ${least} to ${most.toLocaleString('en')}`,
});

const like = (otherwise: string | null | undefined, pattern: RegExp, must: string): AttributeRule => ({
  otherwise,
  read: (value) => ((value === null && otherwise === null) || (typeof value === 'string' && pattern.test(value)) ? value : undefined),
  must,
});

const id = (otherwise: null | undefined) => like(otherwise, /^[0-9A-Za-z][\w-]{0,63}$/, 'must be an id');

const address = (otherwise: '' | null): AttributeRule => ({
  otherwise,
  read: (value) => (value === otherwise ? value : typeof value === 'string' ? (safeAddress(value) ?? undefined) : undefined),
  must: `goes nowhere safe. ${LINKS_MAY}`,
});

const images: AttributeRule = {
  otherwise: undefined,
  read: (value) => {
    if (!Array.isArray(value) || value.length < 1 || value.length > 30) return undefined;
    const read = value.map((image) => readAttributes({ assetId: id(undefined), alt: text('', 2000), caption: text('', 2000) }, image));
    return read.every((each) => 'attrs' in each) ? read.map((each) => ('attrs' in each ? each.attrs : null)) : undefined;
  },
  must: 'must be 1 to 30 images, each with assetId, alt and caption',
};

const widths: AttributeRule = {
  otherwise: null,
  read: (value) => (value === null || (Array.isArray(value) && value.length <= 100 && value.every((each) => each === null || (Number.isInteger(each) && each >= 0 && each <= 10_000))) ? value : undefined),
  must: 'must be a list of widths',
};

const embedAddress: AttributeRule = { otherwise: undefined, read: (value) => (typeof value === 'string' ? readEmbed(value)?.url : undefined), must: 'cannot be shown here: it is on no site that may be embedded' };

const textAlign = oneOf(null, 'left', 'center', 'right', 'justify');
const cell = { colspan: whole(1, 1, 100), rowspan: whole(1, 1, 1000), colwidth: widths, align: oneOf(null, 'left', 'center', 'right') };

/** Every node there is, under TipTap's names; the first block is what an empty place is filled with. */
export const NODES: Record<string, NodeRule> = {
  doc: { called: 'document', content: '(block | columns)+' },
  paragraph: { called: 'paragraph', group: 'block', content: 'inline*', attrs: { textAlign } },
  heading: { called: 'heading', group: 'block', content: 'inline*', attrs: { level: whole(1, 1, 6), textAlign } },
  bulletList: { called: 'list', group: 'block list', content: 'listItem+' },
  orderedList: { called: 'numbered list', group: 'block list', content: 'listItem+', attrs: { start: whole(1, 0, 999_999_999), type: oneOf(null, '1', 'a', 'A', 'i', 'I') } },
  listItem: { called: 'list item', content: 'paragraph block*' },
  taskList: { called: 'task list', group: 'block list', content: 'taskItem+' },
  taskItem: { called: 'task', content: 'paragraph block*', attrs: { checked: { otherwise: false, read: (value) => (typeof value === 'boolean' ? value : undefined), must: 'must be true or false' } } },
  blockquote: { called: 'quote', group: 'block', content: 'block+' },
  codeBlock: { called: 'code block', group: 'block', content: 'text*', marked: false, attrs: { language: like(null, /^[\w+#.-]{1,40}$/, 'must be the name of a language') } },
  callout: { called: 'callout', group: 'block', content: 'block+', attrs: { tone: oneOf('note', 'note', 'tip', 'warning', 'danger') } },
  image: { called: 'image', group: 'block', attrs: { assetId: id(undefined), alt: text('', 2000), caption: text('', 2000), width: oneOf('text', 'text', 'wide', 'full'), href: address(null) } },
  video: { called: 'video', group: 'block', attrs: { assetId: id(undefined), caption: text('', 2000) } },
  gallery: { called: 'gallery', group: 'block', attrs: { images } },
  embed: { called: 'embed', group: 'block', attrs: { url: embedAddress, title: text('', 500) } },
  table: { called: 'table', group: 'block', content: 'tableRow+' },
  tableRow: { called: 'table row', content: '(tableCell | tableHeader)*' },
  tableHeader: { called: 'table heading', content: 'block+', attrs: cell },
  tableCell: { called: 'table cell', content: 'block+', attrs: cell },
  columns: { called: 'row of columns', content: 'column{2,3}' },
  column: { called: 'column', content: 'block+' },
  button: { called: 'button', group: 'block', attrs: { href: address(''), label: text('', 200), look: oneOf('primary', 'primary', 'plain') } },
  horizontalRule: { called: 'rule', group: 'block' },
  text: { called: 'text', group: 'inline' },
  hardBreak: { called: 'line break', group: 'inline' },
  footnote: { called: 'footnote', group: 'inline', attrs: { text: text('', 5000) } },
  placeholder: { called: 'placeholder', group: 'inline', attrs: { name: like(undefined, /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,79}$/u, 'must be a name of at most 80 letters and digits') } },
};

/** In the order in which they stand on a piece of text, outermost first. */
export const MARKS: Record<string, { called: string; attrs?: Record<string, AttributeRule> }> = {
  link: { called: 'link', attrs: { href: address(null), itemId: id(null), title: text(null, 500) } },
  bold: { called: 'bold' },
  italic: { called: 'italic' },
  underline: { called: 'underline' },
  strike: { called: 'strike' },
  highlight: { called: 'highlight' },
  subscript: { called: 'subscript' },
  superscript: { called: 'superscript' },
  code: { called: 'code' },
};

export const MARK_ORDER = Object.keys(MARKS);
export const isInline = (type: string) => NODES[type]?.group === 'inline';
export const isBlock = (type: string) => /block/.test(NODES[type]?.group ?? '') || type === 'columns';

/** Postgres keeps neither NUL nor half a character. */
export const sound = (value: string) => (/[\0\p{Surrogate}]/u.test(value) ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : value);

const shown = (value: unknown) => (typeof value === 'string' ? `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}” ` : '');

/** The attributes with everything left out filled in, or what is wrong, as the end of a sentence. */
export function readAttributes(rules: Record<string, AttributeRule>, given: unknown): { attrs: Record<string, unknown> } | { wrong: string; name?: string } {
  if (given !== undefined && given !== null && (typeof given !== 'object' || Array.isArray(given))) return { wrong: 'its attributes must be an object' };
  const values = new Map(Object.entries(given ?? {}));
  const attrs: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const value = values.has(name) ? rule.read(values.get(name)) : rule.otherwise;
    if (value === undefined) return { name, wrong: values.has(name) ? `its ${name} ${shown(values.get(name))}${rule.must}` : `its ${name} is missing` };
    attrs[name] = value;
    values.delete(name);
  }
  const [unknown] = values.keys();
  return unknown === undefined ? { attrs } : { name: unknown, wrong: `it has no “${unknown.slice(0, 60)}”` };
}
