import { expect, test } from 'vitest';
import { checkDocument } from '#app/domains/content/document/check-document.ts';
import type { Block, DocumentJson } from '#app/domains/content/document/document.ts';
import { parseHtml } from '#app/domains/content/document/parse-html.ts';
import { type HtmlOptions, renderHtml } from '#app/domains/content/document/render-html.ts';
import { renderText } from '#app/domains/content/document/render-text.ts';
import { cell, dice, doc, h, image, link, list, marked, note, p, randomDocument } from './writing.ts';

const page: HtmlOptions = {
  asset: (id) => (id === 'gone' ? null : { src: `asset:${id}`, srcset: `/${id}?w=320 320w`, sizes: '100vw', width: 640, height: 480, alt: 'A river', mime: id.startsWith('sound') ? 'audio/mpeg' : 'image/jpeg' }),
  item: (id) => (id === 'gone' ? null : `/articles/${id}`),
};

const taken = (document: DocumentJson) => {
  const checked = checkDocument(document);
  if (!checked.ok) throw new Error(checked.sentence);
  return checked.document;
};

const read = (html: string) => taken(parseHtml(html, { asset: (src) => (src.startsWith('known') ? 'known-1' : null) }).document).content;

test.each([
  ['marks share their elements', doc(p('a ', marked('b', 'bold'), { type: 'text', text: 'c', marks: [{ type: 'bold' }, { type: 'italic' }] }, ' <script>')), '<p>a <strong>b<em>c</em></strong> &lt;script&gt;</p>'],
  ['a link over several marks is one link', doc(p({ type: 'text', text: 'a', marks: [link('https://example.org/?a=1&b="2"')] }, { type: 'text', text: 'b', marks: [link('https://example.org/?a=1&b="2"'), { type: 'bold' }] })), '<p><a href="https://example.org/?a=1&amp;b=&quot;2&quot;" rel="noopener">a<strong>b</strong></a></p>'],
  ['an item is linked by its present address', doc(p({ type: 'text', text: 'a', marks: [link(null, 'i1')] }, { type: 'text', text: 'b', marks: [link(null, 'gone')] })), '<p><a href="/articles/i1">a</a>b</p>'],
  ['a stored link that could run is text', doc(p({ type: 'text', text: 'a', marks: [link('javascript:x')] })), '<p>a</p>'],
  ['headings have addresses that do not meet', doc(h(2, 'Über uns'), h(2, 'Über uns'), h(3, '東京'), h(2, ''), h(2, 'Footnote 1'), h(2, 'Über uns 2')), '<h2 id="über-uns">Über uns</h2>\n<h2 id="über-uns-2">Über uns</h2>\n<h3 id="東京">東京</h3>\n<h2 id="section"></h2>\n<h2 id="section-footnote-1">Footnote 1</h2>\n<h2 id="über-uns-2-2">Über uns 2</h2>'],
  ['a list', doc(list('bulletList', [p('a'), list('orderedList', [p('b')])], [p('c'), p('d')])), '<ul><li>a\n<ol><li>b</li></ol></li><li><p>c</p>\n<p>d</p></li></ul>'],
  ['tasks are named boxes', doc({ type: 'taskList', content: [{ type: 'taskItem', attrs: { checked: true }, content: [p('a')] }] }), '<ul class="tasks"><li><input type="checkbox" disabled checked aria-labelledby="task-1"><div id="task-1">a</div></li></ul>'],
  ['code', doc({ type: 'codeBlock', attrs: { language: 'ts' }, content: [{ type: 'text', text: 'if (a < b && "c") {}' }] }), '<pre><code class="language-ts">if (a &lt; b &amp;&amp; &quot;c&quot;) {}</code></pre>'],
  ['an image with a caption', doc(image('a1', { caption: 'The <river>', width: 'wide', href: '/x' })), '<figure class="image image-wide"><a href="/x"><img src="asset:a1" srcset="/a1?w=320 320w" sizes="100vw" width="640" height="480" alt="A river" loading="lazy" decoding="async"></a><figcaption>The &lt;river&gt;</figcaption></figure>'],
  ['an image that is gone leaves its caption', doc(image('gone', { caption: 'The river' }), image('gone'), p('x')), '<figure class="image"><figcaption>The river</figcaption></figure>\n<p>x</p>'],
  ['sound is sound', doc({ type: 'video', attrs: { assetId: 'sound', caption: '' } }), '<figure class="video"><audio src="asset:sound" controls preload="metadata"></audio></figure>'],
  ['a frame', doc({ type: 'embed', attrs: { url: 'https://youtu.be/abcdefghijk', title: '"A film"' } }), '<figure class="embed" data-url="https://youtu.be/abcdefghijk" data-title="&quot;A film&quot;"><iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk" title="&quot;A film&quot;" loading="lazy" allowfullscreen referrerpolicy="strict-origin-when-cross-origin"></iframe></figure>'],
  ['a frame from elsewhere is nothing', doc({ type: 'embed', attrs: { url: 'https://evil.example/', title: 'x' } }), ''],
  ['a table with a head', doc({ type: 'table', content: [{ type: 'tableRow', content: [cell('a', 'tableHeader'), cell('b', 'tableHeader', 'right')] }, { type: 'tableRow', content: [cell('c', 'tableHeader'), cell('d')] }] }), '<table><thead><tr><th scope="col">a</th><th scope="col" class="align-right">b</th></tr></thead><tbody><tr><th scope="row">c</th><td>d</td></tr></tbody></table>'],
  ['footnotes stand at the end, with a way back', doc(p('a', note('<Note>'), ' b')), '<p>a<sup class="footnote"><a href="#footnote-1" id="footnote-1-back" role="doc-noteref">1</a></sup> b</p>\n<section class="footnotes" role="doc-endnotes"><ol><li id="footnote-1">&lt;Note&gt; <a href="#footnote-1-back" role="doc-backlink">↩</a></li></ol></section>'],
  ['columns, callout and button', doc({ type: 'columns', content: [{ type: 'column', content: [{ type: 'callout', attrs: { tone: 'tip' }, content: [p('a')] }] }, { type: 'column', content: [{ type: 'button', attrs: { href: 'https://example.org', label: 'Go', look: 'plain' } }] }] }), '<div class="columns"><div class="column"><aside class="callout callout-tip" role="note"><p>a</p></aside></div><div class="column"><p class="button-row"><a href="https://example.org" rel="noopener" class="button button-plain">Go</a></p></div></div>'],
  ['what is unknown is nothing', doc({ type: 'constructor', attrs: { x: '<' } }, { type: '__proto__' } as Block), ''],
] as [string, DocumentJson, string][])('as HTML: %s', (_, document, html) => expect(renderHtml(document, page)).toBe(html));

test('a feed gets a link in place of a frame', () => {
  expect(renderHtml(doc({ type: 'embed', attrs: { url: 'https://youtu.be/abcdefghijk', title: '' } }), { frames: false })).toContain('<a href="https://youtu.be/abcdefghijk" rel="noopener">YouTube</a>');
});

test('no attribute and no text of any node reaches the page unescaped', () => {
  const evil = '"><script>alert(1)</script><x y=\'';
  const attrs = Object.fromEntries(['assetId', 'alt', 'caption', 'width', 'href', 'url', 'title', 'label', 'look', 'tone', 'language', 'text', 'name', 'level', 'start', 'type', 'textAlign', 'align', 'itemId', 'colspan'].map((name) => [name, evil]));
  const inline = ['text', 'hardBreak', 'footnote', 'placeholder'].map((type) => ({ type, text: evil, attrs, marks: [{ type: 'link', attrs }, { type: evil }, { type: 'bold', attrs }] }));
  const blocks = ['paragraph', 'heading', 'bulletList', 'orderedList', 'taskList', 'blockquote', 'codeBlock', 'callout', 'image', 'video', 'gallery', 'embed', 'table', 'columns', 'button', 'horizontalRule'].map((type) => ({ type, attrs: { ...attrs, images: [attrs, null, 5] }, content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs, content: [{ type: 'paragraph', attrs, content: inline }] }] }, { type: 'listItem', content: [{ type: 'paragraph', content: inline }] }, ...inline] }));
  const html = renderHtml({ type: 'doc', content: blocks }, { asset: () => ({ src: evil, srcset: evil, sizes: evil, width: 1, height: 1, alt: evil, mime: evil }), item: () => evil, prefix: evil });
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<x');
  expect(html.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
});

const plain = (text: string) => [p(text)];

test.each([
  ['scripts and styles are dropped', '<style>p{}</style><p onclick="x">a<script>alert(1)</script></p>', plain('a')],
  ['unknown wrappers are unwrapped', '<div><foo-bar><section>a <blink>b</blink></section></foo-bar></div>', plain('a b')],
  ['white space is as the browser shows it', '  a \n\n b<span> </span> c  ', plain('a b c')],
  ['text beside blocks becomes paragraphs', 'a<p>b</p>c', [p('a'), p('b'), p('c')]],
  ['marks', '<p><b>a</b><i>b</i><u>c</u><del>d</del><mark>e</mark><code>f</code></p>', [p(marked('a', 'bold'), marked('b', 'italic'), marked('c', 'underline'), marked('d', 'strike'), marked('e', 'highlight'), marked('f', 'code'))]],
  ['elements closed in the wrong order', '<p><b>a<i>b</b>c</i></p>', [p(marked('a', 'bold'), marked('b', 'bold', 'italic'), marked('c', 'italic'))]],
  ['Docs wraps everything in a bold that is none', '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">a</span><span style="font-style:italic"> b</span></p></b>', [p(marked('a', 'bold'), marked(' b', 'italic'))]],
  ['a link that could run is text', '<a href="jAvascript:x">a</a><a href="https://example.org">b</a>', [p('a', { type: 'text', text: 'b', marks: [link('https://example.org')] })]],
  ['a list that was not closed', '<ul><li>a<li>b<ul><li>c</ul></ul>', [list('bulletList', [p('a')], [p('b'), list('bulletList', [p('c')])])]],
  ['a list straight inside a list', '<ol start=3><li>a</li><ul><li>b</li></ul></ol>', [{ ...list('orderedList', [p('a'), list('bulletList', [p('b')])]), attrs: { start: 3, type: null } }]],
  ['a heading around a block', '<h2><div>a</div></h2>', [h(2, 'a')]],
  ['a table within a table cell, and a caption', '<table><caption>t</caption><tr><th>a<td rowspan=9>b</table>', [p('t'), { type: 'table', content: [{ type: 'tableRow', content: [cell('a', 'tableHeader'), cell('b')] }] }]],
  ['code with its language', '<pre class="wp-block-code"><code class="language-php">&lt;?php\n  x</code></pre>', [{ type: 'codeBlock', attrs: { language: 'php' }, content: [{ type: 'text', text: '<?php\n  x' }] }]],
  ['an image within a paragraph', '<p>a <img src="known.png" alt="x"> b</p>', [p('a'), image('known-1', { alt: 'x' }), p('b')]],
  ['a figure of WordPress', '<figure class="wp-block-image alignwide"><a href="/big"><img src="known.png"></a><figcaption>The <em>river</em></figcaption></figure>', [image('known-1', { caption: 'The river', width: 'wide', href: '/big' })]],
  ['a gallery of Ghost', '<figure class="kg-card kg-gallery-card"><div class="kg-gallery-container"><img src="known1"><img src="known2"></div></figure>', [{ type: 'gallery', attrs: { images: [{ assetId: 'known-1', alt: '', caption: '' }, { assetId: 'known-1', alt: '', caption: '' }] } }]],
  ['an embed of WordPress', '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://youtu.be/abcdefghijk\n</div></figure>', [{ type: 'embed', attrs: { url: 'https://youtu.be/abcdefghijk', title: '' } }]],
  ['a frame from elsewhere is a link', '<iframe src="https://evil.example/x" title="Evil"></iframe>', [p({ type: 'text', text: 'Evil', marks: [link('https://evil.example/x')] })]],
  ['a callout and a button of Ghost', '<div class="kg-card kg-callout-card kg-callout-card-yellow"><div class="kg-callout-emoji">!</div><div class="kg-callout-text">a</div></div><div class="kg-card kg-button-card"><a href="/x" class="kg-btn kg-btn-accent">Go</a></div>', [{ type: 'callout', attrs: { tone: 'warning' }, content: [p('!'), p('a')] }, { type: 'button', attrs: { href: '/x', label: 'Go', look: 'primary' } }]],
  ['footnotes of WordPress', '<p>a<sup data-fn="f1" class="fn"><a href="#f1" id="f1-link">1</a></sup></p><ol class="wp-block-footnotes"><li id="f1">The note. <a href="#f1-link">↩︎</a></li><li id="f2">A stray one.</li></ol>', [p('a', note('The note.')), p('A stray one.')]],
  ['a smiley is its character', 'a <img class="emoji" alt="🙂" src="https://example.org/e.png">', plain('a 🙂')],
  ['nothing', '', [p()]],
  ['a comment that is not closed', '<!-- a <p>b', [p()]],
  ['a tag that is not closed', 'a <p', plain('a')],
] as [string, string, Block[]][])('from HTML: %s', (_, html, blocks) => expect(read(html)).toEqual(blocks));

test('an image that is no asset yet is listed, and linked where it stood', () => {
  expect(parseHtml('<p>a</p><figure><img src="https://example.org/p/river.jpg?w=2"><figcaption>c</figcaption></figure><img src="data:image/png;base64,AA" alt="pasted">')).toEqual({
    images: [{ src: 'https://example.org/p/river.jpg?w=2', alt: '' }, { src: 'data:image/png;base64,AA', alt: 'pasted' }],
    document: doc(p('a'), p({ type: 'text', text: 'river.jpg', marks: [link('https://example.org/p/river.jpg?w=2')] }), p('c'), p('pasted')),
  });
});

test('a link to an item becomes a reference', () => {
  const { document } = parseHtml('<a href="/old/post">x</a>', { item: (href) => (href === '/old/post' ? 'i1' : null) });
  expect(document.content).toEqual([p({ type: 'text', text: 'x', marks: [link(null, 'i1')] })]);
});

const squeeze = (text: string) => text.replace(/\s+/g, '');

test('whatever the tags do, no text is lost and the document is sound', () => {
  const tags = ['p', 'div', 'b', 'i', 'a href="/x"', 'ul', 'ol', 'li', 'table', 'tr', 'td', 'th', 'h2', 'blockquote', 'pre', 'figure', 'figcaption', 'span', 'section class="columns"', 'div class="column"', 'aside class="callout"', 'section class="footnotes"', 'li id="n1"', 'a href="#n1"', 'sup', 'label', 'center', 'custom-x', 'dl', 'dd', 'button'];
  for (let seed = 1; seed <= 400; seed += 1) {
    const d = dice(seed);
    let words = 0;
    const html = Array.from({ length: 40 }, () => (d.chance(0.4) ? ` word${(words += 1)} ` : d.chance(0.5) ? `<${d.pick(tags)}>` : `</${d.pick(tags).split(' ')[0]}>`)).join('');
    const text = renderText(taken(parseHtml(html).document));
    const missing = Array.from({ length: words }, (_, index) => `word${index + 1}`).filter((word) => !new RegExp(`${word}(?!\\d)`).test(text));
    expect(missing, html).toEqual([]);
  }
});

test('a document survives its own HTML', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const document = taken(randomDocument(dice(seed)));
    const again = taken(parseHtml(renderHtml(document, { asset: (id) => ({ src: `asset:${id}`, width: null, height: null, alt: '', mime: '' }) })).document);
    expect(squeeze(renderText(again)), `seed ${seed}`).toBe(squeeze(renderText(document)));
    expect(again.content.map(({ type }) => type), `seed ${seed}`).toEqual(document.content.map(({ type }) => type));
  }
});

test.each([
  ['100,000 open divs', '<div>'.repeat(100_000)], ['100,000 open bolds', '<b>'.repeat(100_000)], ['fonts that multiply', Array.from({ length: 5000 }, (_, index) => `<font a=${index}><p>`).join('')], ['200 fonts over 20,000 paragraphs', `${Array.from({ length: 200 }, (_, index) => `<font a=${index}>`).join('')}${'<p>x'.repeat(20_000)}`],
  ['100,000 attributes', `<p ${Array.from({ length: 100_000 }, (_, index) => `a${index}`).join(' ')}>`], ['100,000 open angles', '<'.repeat(100_000)], ['quotes that do not close', '<a "'.repeat(50_000)], ['nested tables', '<table><tr><td>'.repeat(5000)], ['nested lists', '<ul><li>'.repeat(10_000)], ['stray ends', `${'<div>'.repeat(250)}${'</p></b></x>'.repeat(20_000)}`],
])('hostile HTML: %s ends soon, with its text', (_, html) => {
  const start = performance.now();
  const { document } = parseHtml(`${html} the end`);
  expect(renderText(document).includes('the end')).toBe(true);
  expect(performance.now() - start).toBeLessThan(4000);
});
