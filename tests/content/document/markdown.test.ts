import { expect, test } from 'vitest';
import { checkDocument } from '#app/domains/content/document/check-document.ts';
import type { Block, DocumentJson } from '#app/domains/content/document/document.ts';
import { parseMarkdown } from '#app/domains/content/document/parse-markdown.ts';
import { renderMarkdown } from '#app/domains/content/document/render-markdown.ts';
import { renderText } from '#app/domains/content/document/render-text.ts';
import { cell, dice, doc, h, image, link, list, marked, note, p, randomDocument } from './writing.ts';

const taken = (document: DocumentJson) => {
  const checked = checkDocument(document);
  if (!checked.ok) throw new Error(checked.sentence);
  return checked.document;
};

const read = (markdown: string) => taken(parseMarkdown(markdown).document).content;
const tasks = (...items: [boolean, string][]): Block => ({ type: 'taskList', content: items.map(([checked, text]) => ({ type: 'taskItem', attrs: { checked }, content: [p(text)] })) });
const code = (text: string, language: string | null = null): Block => ({ type: 'codeBlock', attrs: { language }, content: [{ type: 'text', text }] });

/** Both ways: what it looks like, and that it comes back the same. */
test.each([
  ['headings and marks', doc(h(2, 'A title'), p('a ', marked('b', 'bold'), ' ', marked('c', 'italic'), ' ', marked('d', 'strike'), ' ', marked('e', 'code'), ' ', marked('f', 'underline'))), '## A title\n\na **b** *c* ~~d~~ `e` <u>f</u>\n'],
  ['what looks like a sign', doc(p('1. a * b _c_ d_e [f] <g> `h` # i'), p('- j'), p('+ k'), p('# l'), p('> m'), p('=== n'), p('&amp; AT&T'), p('https://example.org/'), p('\\')), '1\\. a \\* b \\_c\\_ d_e \\[f\\] \\<g> \\`h\\` # i\n\n\\- j\n\n\\+ k\n\n\\# l\n\n\\> m\n\n\\=== n\n\n\\&amp; AT&T\n\nhttps\\://example.org/\n\n\\\\\n'],
  ['links', doc(p({ type: 'text', text: 'a', marks: [link('https://example.org/a_(b)', null, 'A "title"')] }, ' ', { type: 'text', text: 'b', marks: [link(null, 'i1')] })), '[a](<https://example.org/a\\_(b)> "A \\"title\\"") [b](item:i1)\n'],
  ['lists in lists', doc(list('bulletList', [p('a'), list('orderedList', [p('b')], [p('c')])], [p('d')])), '- a\n  1. b\n  2. c\n- d\n'],
  ['two lists in a row', doc(list('bulletList', [p('a')]), list('bulletList', [p('b')]), list('bulletList', [p('c')])), '- a\n\n* b\n\n- c\n'],
  ['an item of several blocks', doc(list('orderedList', [p('a'), code('x'), p('b')])), '1. a\n\n   ```\n   x\n   ```\n\n   b\n'],
  ['tasks', doc(tasks([true, 'a'], [false, 'b'])), '- [x] a\n- [ ] b\n'],
  ['quote and callout', doc({ type: 'blockquote', content: [p('a'), p('b')] }, { type: 'callout', attrs: { tone: 'danger' }, content: [p('c')] }), '> a\n>\n> b\n\n> [!CAUTION]\n> c\n'],
  ['code', doc(code('a\n\n```\nb', 'ts')), '````ts\na\n\n```\nb\n````\n'],
  ['images', doc(image('a1', { alt: 'The [river]', caption: 'It flows' }), image('a1', { width: 'wide' })), '![The \\[river\\]](asset:a1 "It flows")\n\n<figure class="image image-wide"><img src="asset:a1" alt="" loading="lazy" decoding="async"></figure>\n'],
  ['a table', doc({ type: 'table', content: [{ type: 'tableRow', content: [cell('a|b', 'tableHeader', 'right'), cell('c', 'tableHeader')] }, { type: 'tableRow', content: [cell('d', 'tableCell', 'right'), cell('')] }] }), '| a\\|b | c |\n| ---: | --- |\n| d |  |\n'],
  ['footnotes', doc(p('a', note('See *there*.'), ' b')), 'a[^1] b\n\n[^1]: See \\*there\\*.\n'],
  ['a line break', doc(p('a', { type: 'hardBreak' }, '# b')), 'a\\\n\\# b\n'],
  ['what Markdown cannot say', doc({ type: 'paragraph', attrs: { textAlign: 'center' }, content: [{ type: 'text', text: 'a*' }] }, { type: 'button', attrs: { href: '/x', label: 'Go', look: 'plain' } }, p({ type: 'placeholder', attrs: { name: 'City' } })), '<p class="align-center">a*</p>\n\n<p class="button-row"><a href="/x" class="button button-plain">Go</a></p>\n\n<span data-placeholder="City"></span>\n'],
  ['columns', doc({ type: 'columns', content: [{ type: 'column', content: [p('a')] }, { type: 'column', content: [h(2, 'b')] }] }), '<div class="columns">\n\n<div class="column">\n\na\n\n</div>\n\n<div class="column">\n\n## b\n\n</div>\n\n</div>\n'],
  ['a gallery, a film and an embed', doc({ type: 'gallery', attrs: { images: [{ assetId: 'a1', alt: 'x', caption: 'y' }, { assetId: 'a2', alt: '', caption: '' }] } }, { type: 'video', attrs: { assetId: 'v1', caption: 'z' } }, { type: 'embed', attrs: { url: 'https://youtu.be/abcdefghijk', title: '' } }), null],
  ['a table that is more than a grid', doc({ type: 'table', content: [{ type: 'tableRow', content: [{ ...cell('a'), attrs: { colspan: 2, rowspan: 1, colwidth: null, align: null } }] }, { type: 'tableRow', content: [cell('b'), { ...cell(''), content: [code('x\n\ny'), p('z')] }] }] }), null],
  ['an item that starts with nothing', doc(list('bulletList', [p(), code('x')], [p()])), null],
  ['marks that touch', doc(p('a', marked('b.', 'bold'), 'c', marked('d', 'bold'), marked('e', 'italic'), marked('f', 'bold', 'italic'), 'g')), null],
  ['an image that is linked', doc(image('a1', { href: 'https://example.org/', caption: '<b>' })), null],
] as [string, DocumentJson, string | null][])('Markdown and back: %s', (_, document, markdown) => {
  if (markdown !== null) expect(renderMarkdown(document)).toBe(markdown);
  expect(read(renderMarkdown(document))).toEqual(taken(document).content);
});

test.each([
  ['raw HTML within', 'a <u>b *c*</u> <script>x</script>', [p('a ', marked('b ', 'underline'), { type: 'text', text: 'c', marks: [{ type: 'italic' }, { type: 'underline' }] })]],
  ['a link that could run', '[a](javascript:x) <javascript:y> [b](data:text/html,x)', [p('a javascript:y b')]],
  ['a bare address', 'see https://example.org/a', [p('see ', { type: 'text', text: 'https://example.org/a', marks: [link('https://example.org/a')] })]],
  ['a name that looks like one', 'see example.org', [p('see example.org')]],
  ['mixed tasks are two lists', '- [ ] a\n- b', [tasks([false, 'a']), list('bulletList', [p('b')])]],
  ['brackets with a backslash are no task', '- \\[ ] a', [list('bulletList', [p('[ ] a')])]],
  ['a quote with a backslash is no callout', '> \\[!NOTE]\n> a', [{ type: 'blockquote', content: [p('[!NOTE] a')] }]],
  ['an image that is missing', '![x](https://example.org/x.png)', [p({ type: 'text', text: 'x', marks: [link('https://example.org/x.png')] })]],
  ['one footnote twice', 'a[^n] b[^n]\n\n[^n]: Note', [p('a', note('Note'), ' b', note('Note'))]],
  ['a footnote nobody refers to', 'a\n\n[^n]: Note', [p('a')]],
  ['nothing', '', [p()]],
] as [string, string, Block[]][])('from Markdown: %s', (_, markdown, blocks) => expect(read(markdown)).toEqual(blocks));

test('addresses of assets and items can be given', () => {
  const document = doc(image('a1'), p({ type: 'text', text: 'b', marks: [link(null, 'i1')] }));
  expect(renderMarkdown(document, { asset: (id) => `/media/${id}.jpg`, item: (id) => `/articles/${id}` })).toBe('![](/media/a1.jpg)\n\n[b](/articles/i1)\n');
});

/** Every sign with its marks. A mark on white space is not Markdown's to keep. */
const shape = (blocks: readonly Block[]): unknown =>
  blocks.map(({ type, content = [], attrs }) => [type, attrs, type === 'paragraph' || type === 'heading' ? content.flatMap((node) => Array.from(node.text?.replace(/\s/g, '') ?? node.type, (sign) => [sign, node.marks])) : shape(content)]);

test('random documents come back from Markdown, sign by sign', () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const document = taken(randomDocument(dice(seed)));
    const markdown = renderMarkdown(document);
    const again = taken(parseMarkdown(markdown).document);
    expect(renderText(again).replace(/\s+/g, ''), `seed ${seed}\n${markdown}`).toBe(renderText(document).replace(/\s+/g, ''));
    expect(shape(again.content), `seed ${seed}\n${markdown}`).toEqual(shape(document.content));
  }
});

test.each([['brackets', '['.repeat(20_000)], ['quotes', '>'.repeat(20_000)], ['stars', '*a '.repeat(20_000)], ['ticks', Array.from({ length: 500 }, (_, index) => '`'.repeat(index)).join(' ')], ['lists', Array.from({ length: 300 }, (_, index) => `${' '.repeat(index * 2)}- x`).join('\n')]])('hostile Markdown: %s end soon, in a document that is taken', (_, markdown) => {
  const start = performance.now();
  read(`${markdown}\n\nthe end`);
  expect(performance.now() - start).toBeLessThan(4000);
});
