import { expect, test } from 'vitest';
import { checkDocument } from '#app/domains/content/document/check-document.ts';
import { type DocumentJson, emptyDocument } from '#app/domains/content/document/document.ts';
import { readEmbed } from '#app/domains/content/document/embeds.ts';
import { renderHtml } from '#app/domains/content/document/render-html.ts';
import { safeAddress } from '#app/domains/content/document/safe-address.ts';
import { schema } from '#app/domains/content/document/schema.ts';
import { addressOf } from '#app/domains/content/importing/imported-piece.ts';
import { cell, dice, doc, h, image, link, list, marked, note, p, randomDocument } from './writing.ts';

const refusal = (value: unknown) => {
  const checked = checkDocument(value);
  return checked.ok ? null : checked.sentence;
};

const taken = (value: unknown) => {
  const checked = checkDocument(value);
  if (!checked.ok) throw new Error(checked.sentence);
  return checked;
};

const linking = (href: string) => doc(p({ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href } }] }));

test('what the editor writes is taken as it is', () => {
  const document = doc(
    h(1, 'A title'), p('Some ', marked('bold', 'bold'), { type: 'text', text: ' link', marks: [link('https://example.org/')] }, note('A note.'), { type: 'hardBreak' }, { type: 'placeholder', attrs: { name: 'City' } }),
    list('bulletList', [p('one'), list('orderedList', [p('two')])]), image('a1'),
    { type: 'columns', content: [{ type: 'column', content: [p('left')] }, { type: 'column', content: [p('right')] }] },
    { type: 'table', content: [{ type: 'tableRow', content: [cell('h', 'tableHeader')] }] },
    { type: 'gallery', attrs: { images: [{ assetId: 'a1', alt: '', caption: '' }] } }, { type: 'horizontalRule' },
  );
  expect(checkDocument(document)).toEqual({ ok: true, document, changed: false });
});

test('an accepted document is word for word what ProseMirror would write', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const { document } = taken(randomDocument(dice(seed)));
    const node = schema.nodeFromJSON(document);
    node.check();
    expect(node.toJSON()).toEqual(document);
    expect(taken(document).changed).toBe(false);
  }
});

test('an empty document gets a line to write on', () => {
  expect(taken({ type: 'doc' })).toMatchObject({ document: emptyDocument(), changed: true });
  expect(taken({ type: 'doc', content: [] }).document).toEqual(emptyDocument());
});

test('what is left out is filled in, neighbouring text is joined, and the change is told', () => {
  const { document, changed } = taken({ type: 'doc', content: [{ type: 'heading', content: [{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }, { type: 'text', text: '' }] }] });
  expect(document.content).toEqual([{ type: 'heading', attrs: { level: 1, textAlign: null }, content: [{ type: 'text', text: 'ab' }] }]);
  expect(changed).toBe(true);
});

test('marks are put into one order, and a link that leads nowhere is taken off', () => {
  const { document } = taken(doc(p({ type: 'text', text: 'x', marks: [{ type: 'code' }, { type: 'bold' }, { type: 'link', attrs: {} }] })));
  expect(document.content[0]?.content?.[0]?.marks).toEqual([{ type: 'bold' }, { type: 'code' }]);
});

test('NUL and half characters, which Postgres cannot keep, are replaced', () => {
  expect(taken(doc(p('a\0b\ud800c😀'))).document.content[0]?.content?.[0]?.text).toBe('ab\ufffdc😀');
});

test.each([
  [doc(...Array.from({ length: 11 }, () => p('x')), { type: 'marquee' }), 'Block 12: there is no such thing as a “marquee”.', 'content.11'],
  [doc(p({ type: 'text', text: 'x', marks: [{ type: 'blink' }] })), 'Block 1: there is no such thing as a “blink”.', 'content.0.content.0'],
  [doc({ type: 'paragraph', attrs: { onclick: 'x' } }), 'Block 1: the paragraph cannot be kept, it has no “onclick”.', 'content.0.attrs.onclick'],
  [doc(h(7, 'x')), 'Block 1: the heading cannot be kept, its level must be a whole number from 1 to 6.', 'content.0.attrs.level'],
  [doc(list('bulletList', [h(1, 'x')])), 'Block 1: a heading cannot stand in a list item.', 'content.0.content.0.content.0'],
  [doc({ type: 'bulletList' }), 'Block 1: a list cannot be empty.', 'content.0'],
  [doc({ type: 'columns', content: [{ type: 'column', content: [p('x')] }] }), 'Block 1: a row of columns lacks something.', 'content.0'],
  [doc({ type: 'image', attrs: {} }), 'Block 1: the image cannot be kept, its assetId is missing.', 'content.0.attrs.assetId'],
  [linking('javascript:alert(1)'), 'Block 1: the link cannot be kept, its href “javascript:alert(1)” goes nowhere safe. A link may start with https:, http:, mailto: or tel:, or lead to a page by its path.', 'content.0.content.0.attrs.href'],
  [doc(p({ type: 'text', text: 'x', marks: [link('/a', 'item1')] })), 'Block 1: a link leads to an address or to an item, not to both.', 'content.0.content.0'],
  [doc({ type: 'embed', attrs: { url: 'https://evil.example/' } }), 'Block 1: the embed cannot be kept, its url “https://evil.example/” cannot be shown here: it is on no site that may be embedded.', 'content.0.attrs.url'],
  [doc({ type: 'codeBlock', content: [marked('x', 'bold')] }), 'Block 1: the text of a code block cannot be marked.', 'content.0.content.0'],
  [doc({ type: 'text', text: 'x' }), 'Block 1: a text cannot stand in a document.', 'content.0'],
  [[], 'This is not a document: it must be an object of the type “doc”.', ''],
] as [unknown, string, string][])('%#: a refusal says what and where', (value, sentence, path) => expect(checkDocument(value)).toEqual({ ok: false, sentence, path }));

test.each([
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', '\u0001javascript:alert(1)', 'java\tscript:alert(1)', 'java\nscript:alert(1)', 'java\u0000script:alert(1)', 'javascript\t:alert(1)', 'vbscript:x', 'data:text/html,<script>', 'DATA:x',
  'blob:https://x', 'file:///etc/passwd', 'jav&#x09;ascript:alert(1)', 'javascript&colon;:x', 'view-source:x', 'https://', 'http://[', 'feed:javascript:x', '\u2028javascript:x', 'x'.repeat(5000),
])('no link leads to %j', (href) => expect(refusal(linking(href))).toContain('goes nowhere safe'));

test.each([
  ['https://example.org/ü?q=1#a'], ['http://example.org'], ['mailto:desk@example.org'], ['tel:+4930123'], ['/about'], ['about/us'], ['./x'], ['../x'], ['#part'], ['?page=2'], ['/a:b'], ['//example.org/x', 'https://example.org/x'], ['\\\\example.org', 'https://example.org'],
])('a link may lead to %j', (href, kept = href) => expect(taken(linking(href)).document.content[0]?.content?.[0]?.marks?.[0]?.attrs?.href).toBe(kept));

test.each([
  ['https://youtu.be/abcdefghijk', 'https://www.youtube-nocookie.com/embed/abcdefghijk'], ['http://www.youtube.com/watch?v=abcdefghijk&t=3', 'https://www.youtube-nocookie.com/embed/abcdefghijk'],
  ['https://vimeo.com/12345/ab12', 'https://player.vimeo.com/video/12345?h=ab12'], ['https://open.spotify.com/track/abc123?si=x', 'https://open.spotify.com/embed/track/abc123'],
  ['https://soundcloud.com/some-one/a-song', 'https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fsome-one%2Fa-song'], ['https://codepen.io/someone/pen/aBcD', 'https://codepen.io/someone/embed/aBcD'],
  ['https://x.com/someone/status/123', 'https://platform.twitter.com/embed/Tweet.html?id=123'], ['https://bsky.app/profile/did:plc:abc/post/3k', 'https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3k'], ['https://bsky.app/profile/name.example/post/3k', null],
  ['https://mastodon.social/@someone/123', 'https://mastodon.social/@someone/123/embed'], ['https://www.instagram.com/p/Abc_1/', 'https://www.instagram.com/p/Abc_1/embed'], ['https://www.tiktok.com/@a.b/video/123', 'https://www.tiktok.com/embed/v2/123'],
  ['https://www.figma.com/design/abc/Name', 'https://www.figma.com/embed?embed_host=masthead&url=https%3A%2F%2Fwww.figma.com%2Fdesign%2Fabc%2FName'], ['https://www.google.com/maps/embed?pb=!1m18', 'https://www.google.com/maps/embed?pb=!1m18'], ['https://www.google.com/maps/place/Berlin', null],
])('%s is shown in the frame %s', (url, frame) => expect(readEmbed(url)).toMatchObject({ frame }));

test.each(['https://youtube.com.evil.example/watch?v=abcdefghijk', 'https://www.youtube.com@evil.example/', 'https://user:pw@www.youtube.com/watch?v=abcdefghijk', 'https://www.youtube.com:8443/watch?v=abcdefghijk', 'https://www.google.com/search?q=x', 'javascript:https://youtu.be/abcdefghijk', 'https://www.youtube.com/redirect?q=https://evil.example', 'https://mastodon.evil.example/@a/1'])('%s is not shown', (url) => expect(readEmbed(url)).toBeNull());

const deep = (levels: number): DocumentJson => doc(Array.from({ length: levels }).reduce<ReturnType<typeof p>>((inner) => ({ type: 'blockquote', content: [inner] }), p('x')));
const bottomless = () => JSON.parse(`${'{"type":"doc","content":['.repeat(1)}${'{"type":"blockquote","content":['.repeat(50_000)}${']}'.repeat(50_000)}]}`) as unknown;

test.each([
  ['null', null], ['a number', 5], ['NaN', Number.NaN], ['a list', [[[]]]], ['text', 'doc'], ['no type', {}], ['content that is none', { type: 'doc', content: 'x' }], ['a null block', { type: 'doc', content: [null] }], ['a type that is no text', { type: 'doc', content: [{ type: {} }] }],
  ['a prototype as type', { type: 'doc', content: [{ type: '__proto__' }] }], ['a constructor as type', { type: 'doc', content: [{ type: 'constructor' }] }], ['toString as mark', doc(p({ type: 'text', text: 'x', marks: [{ type: 'toString' }] }))],
  ['__proto__ as attribute', JSON.parse('{"type":"doc","content":[{"type":"paragraph","attrs":{"__proto__":{"level":1}}}]}')], ['__proto__ as field', JSON.parse('{"type":"doc","content":[{"type":"paragraph","__proto__":{"x":1}}]}')],
  ['attributes as a list', doc({ type: 'paragraph', attrs: [] as never })], ['NaN as a level', doc(h(Number.NaN, 'x'))], ['a level as text', doc({ type: 'heading', attrs: { level: '1' } })], ['text as a number', doc(p({ type: 'text', text: 5 as never }))],
  ['no text in a text', doc(p({ type: 'text' }))], ['marks on a block', doc({ ...p('x'), marks: [{ type: 'bold' }] })], ['a hundred marks', doc(p({ type: 'text', text: 'x', marks: Array.from({ length: 100 }, () => ({ type: 'bold' })) }))], ['the same mark twice', doc(p(marked('x', 'bold', 'bold')))],
  ['31 images in a gallery', doc({ type: 'gallery', attrs: { images: Array.from({ length: 31 }, () => ({ assetId: 'a', alt: '', caption: '' })) } })], ['a gallery image with a handler', doc({ type: 'gallery', attrs: { images: [{ assetId: 'a', onerror: 'x' }] } })],
  ['an asset id with a path', doc(image('../../x'))], ['a language with a quote', doc({ type: 'codeBlock', attrs: { language: 'x" onload="' } })], ['columns within a quote', doc({ type: 'blockquote', content: [{ type: 'columns', content: [] }] })], ['a doc within a doc', doc({ type: 'doc', content: [p('x')] })],
  ['a text of 3,000,000 characters', doc(p('x'.repeat(3_000_000)))], ['10,001 blocks', doc(...Array.from({ length: 10_001 }, () => p()))], ['30 quotes in one another', deep(30)], ['50,000 quotes in one another', bottomless()], ['a million rows of nothing', doc({ type: 'table', content: Array.from({ length: 1_000_000 }, () => ({ type: 'tableRow' })) })],
  ['a getter that throws', { type: 'doc', get content() { throw new Error('no'); } }], ['itself', (() => { const it: Record<string, unknown> = { type: 'doc' }; it.content = [it]; return it; })()],
])('hostile: %s is refused with a sentence', (_, value) => {
  const sentence = refusal(value);
  expect(sentence).toMatch(/^[A-Z].{10,300}\.$/);
});

test('nesting is allowed as far as it is said', () => {
  expect(refusal(deep(28))).toBeNull();
  expect(refusal(deep(29))).toBe('Block 1: this is nested too deeply: the most is 30 levels.');
});

test('ten thousand blocks are checked and rendered in the time of ten times a thousand', () => {
  const filled = (blocks: number) => doc(...Array.from({ length: blocks }, (_, index) => (index % 10 === 0 ? h(2, `Part ${index % 7}`) : p('Some words, ', marked('some bold', 'bold')))));
  const time = (document: DocumentJson) => Math.min(...Array.from({ length: 5 }, () => {
    const start = performance.now();
    expect(checkDocument(document).ok).toBe(true);
    renderHtml(document);
    return performance.now() - start;
  }));
  const [small, large] = [filled(1000), filled(10_000)];
  time(small);
  expect(time(large) / time(small)).toBeLessThan(40);
});

test('addresses with letters beyond ASCII are read however often: as a link, as what is embedded, as what a piece came from', () => {
  // Node's URL.canParse says so of the first ones only: from its compiled form on it refuses them.
  for (let turn = 0; turn < 20_000; turn += 1) if (safeAddress('https://exämple.org/über') === null) throw new Error(`Refused at turn ${turn}`);
  expect(addressOf('https://exämple.org/über')).toBe('https://xn--exmple-cua.org/%C3%BCber');
  expect(readEmbed('https://www.youtube.com/watch?v=abcdefghijk&t=ü')?.provider).toBe('YouTube');
});
