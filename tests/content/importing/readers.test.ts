import { describe, expect, test } from 'vitest';
import { autop } from '#app/domains/content/importing/autop.ts';
import { documentOf } from '#app/domains/content/importing/imported-document.ts';
import { readFiles } from '#app/domains/content/importing/read-files.ts';
import { all, craftZip, fileOf, ghostExport, wxr, wxrPost, zipOf } from './files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const markdown = (name: string, content: string | Uint8Array) => all(readFiles('markdown', [fileOf(name, content)]));
const ghost = (content: string | Uint8Array, size?: number) => all(readFiles('ghost', [fileOf('ghost.json', content, size)]));
const wordpress = (content: string | Uint8Array, size?: number) => all(readFiles('wordpress', [fileOf('site.xml', content, size)]));

describe('Markdown', () => {
  test('with front matter says everything it knows', async () => {
    const { pieces, remarks } = await markdown('posts/2021-02-03-old-name.md', `---\ntitle: "The harbour: at dawn"\nslug: the-harbour\ndate: 2021-02-03\ncreated: 2021-02-01T10:00:00Z\nupdated: 2022-01-01\ntags: [Harbour, night, harbour]\ncategories:\n  - News/Local\n  - [Arts]\ndraft: false\ndescription: In short.\ncover: https://pictures.example.test/a.jpg\nauthor: A Writer <Writer@example.test>\nlanguage: pt_BR\ncanonical: https://elsewhere.example.test/x\naliases: [/old, /older]\n---\n# Kept\n\nWords.\n`);
    expect(remarks).toEqual([]);
    expect(pieces[0]).toMatchObject({
      sourceId: 'posts/2021-02-03-old-name.md', title: 'The harbour: at dawn', slug: 'the-harbour', status: 'published', publishedAt: '2021-02-03T00:00:00.000Z', createdAt: '2021-02-01T10:00:00.000Z',
      tags: ['Harbour', 'night'], categories: [['News', 'Local'], ['Arts']], excerpt: 'In short.', coverUrl: 'https://pictures.example.test/a.jpg', author: { name: 'A Writer', email: 'writer@example.test' },
      language: 'pt-BR', seo: { canonical: 'https://elsewhere.example.test/x' }, metadata: { updatedAt: '2022-01-01', redirects: '/old\n/older' }, text: '# Kept\n\nWords.\n',
    });
  });

  test('without it takes the first heading for the title, or the name of the file', async () => {
    expect((await markdown('a.md', '\n# The title #\n\nWords.')).pieces[0]).toMatchObject({ title: 'The title', text: '\n\nWords.', status: 'draft' });
    expect((await markdown('2020-01-02-calm_sea.md', 'Words.')).pieces[0]).toMatchObject({ title: 'calm sea', slug: 'calm-sea', publishedAt: '2020-01-02T00:00:00.000Z' });
  });

  test('in an archive, with what is about it left aside', async () => {
    const zip = await zipOf([{ name: 'a/one.md', input: '# One' }, { name: 'two.markdown', input: '# Two' }, { name: 'a/picture.png', input: 'x' }, { name: '__MACOSX/a/._one.md', input: 'x' }]);
    expect((await markdown('all.zip', zip)).pieces.map(({ sourceId, title }) => [sourceId, title])).toEqual([['a/one.md', 'One'], ['two.markdown', 'Two']]);
    expect((await markdown('packed.zip', craftZip([{ name: 'one.md', bytes: bytes('# Packed') }]))).pieces[0]!.title).toBe('Packed');
  });
});

describe('Ghost', () => {
  test('says everything it knows, in whatever pieces the file comes', async () => {
    const file = ghostExport([{ title: 'A "quoted" {post}', custom_excerpt: 'In short.', canonical_url: 'https://x.example.test/', feature_image: '__GHOST_URL__/content/images/a.png', html: '<p>See <img src="__GHOST_URL__/content/images/b.png"></p>' }, { type: 'page', status: 'draft', published_at: null }]);
    for (const size of [7, 65_536]) {
      const { pieces, troubles } = await ghost(file, size);
      expect(troubles).toEqual([]);
      expect(pieces).toHaveLength(2);
      expect(pieces[0]).toMatchObject({ sourceId: '00000000-0000-4000-8000-000000000001', title: 'A "quoted" {post}', tags: ['Harbour'], author: { name: 'A Writer', email: 'writer@example.test' }, seo: { title: 'For engines', description: 'Said for engines', canonical: 'https://x.example.test/' }, status: 'published', publishedAt: '2021-03-04T05:06:07.000Z' });
      expect(pieces[0]!.coverUrl).toMatch(/^https:\/\/blog\.example\.test\/+content\/images\/a\.png$/);
      expect(pieces[1]).toMatchObject({ status: 'draft', publishedAt: null, metadata: { ghostType: 'page' } });
    }
  });

  test('without HTML says that the text stays behind', async () => {
    expect((await ghost(ghostExport([{ html: null, lexical: '{"root":{}}' }]))).remarks).toEqual([expect.stringContaining('without HTML')]);
  });
});

describe('WordPress', () => {
  test('says everything it knows, the covers and categories that come later too', async () => {
    const file = wxr(
      wxrPost(7, 'First.\n\nSecond\nline [gallery ids="1"].', '<category domain="category" nicename="local"><![CDATA[Local]]></category><category domain="post_tag" nicename="sea"><![CDATA[Sea & shore]]></category><wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value><![CDATA[9]]></wp:meta_value></wp:postmeta><wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content><![CDATA[Hm]]></wp:comment_content></wp:comment>')
      + '<item><title>a</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://site.example.test/a.jpg</wp:attachment_url></item>',
    );
    for (const size of [11, 65_536]) {
      const { pieces, troubles, comments } = await wordpress(file, size);
      expect(troubles).toEqual([]);
      expect(comments).toBe(1);
      expect(pieces).toHaveLength(1);
      expect(pieces[0]).toMatchObject({
        sourceId: 'https://site.example.test#7', title: 'Post 7', slug: 'post-7', status: 'published', publishedAt: '2020-05-06T05:08:09.000Z', categories: [['News', 'Local']], tags: ['Sea & shore'],
        coverUrl: 'https://site.example.test/a.jpg', author: { name: 'A Writer', email: 'writer@example.test' }, language: 'en-US', text: '<p>First.</p>\n<p>Second<br>\nline [gallery ids="1"].</p>',
      });
    }
  });

  test.each([
    ['One.\n\nTwo.', '<p>One.</p>\n<p>Two.</p>'],
    ['<h2>Head</h2>\nText', '<h2>Head</h2>\n<p>Text</p>'],
    ['A\n<pre>x\n\ny</pre>\nB', '<p>A</p>\n<pre>x\n\ny</pre>\n<p>B</p>'],
    ['<!-- wp:paragraph --><p>x</p>\n\n', '<!-- wp:paragraph --><p>x</p>\n\n'],
    ['<strong>a</strong>\nb', '<p><strong>a</strong><br>\nb</p>'],
    ['<pre>never closed\n\nx', '<pre>never closed\n\nx'],
  ])('classic paragraphs: %j', (text, html) => expect(autop(text)).toBe(html));

  test('a ring of categories ends', async () => {
    const ring = ['a', 'b'].map((slug, index, all) => `<wp:category><wp:category_nicename>${slug}</wp:category_nicename><wp:category_parent>${all[1 - index]}</wp:category_parent><wp:cat_name>${slug.toUpperCase()}</wp:cat_name></wp:category>`).join('');
    expect((await wordpress(wxr(wxrPost(1, 'x', '<category domain="category" nicename="a">A</category>'), ring))).pieces[0]!.categories).toEqual([['B', 'A']]);
  });
});

const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index || ''};`.repeat(10)}">`).join('')}]>`;
const bomb = craftZip([{ name: 'bomb.md', bytes: new Uint8Array(60 * 1024 * 1024) }]);

describe('hostile files end with a sentence', () => {
  test.each<[string, 'markdown' | 'ghost' | 'wordpress', string, string | Uint8Array, RegExp]>([
    ['an empty JSON file', 'ghost', 'g.json', '', /no post/],
    ['no JSON at all', 'ghost', 'g.json', '<html>', /no post/],
    ['JSON cut off', 'ghost', 'g.json', ghostExport(3).slice(0, 400), /ends/],
    ['JSON of the wrong types', 'ghost', 'g.json', '{"db":[{"data":{"posts":"all of them"}}]}', /no post/],
    ['brackets that do not match', 'ghost', 'g.json', '{"db":[{"data":{"posts":[}]}', /not JSON/],
    ['JSON nested without end', 'ghost', 'g.json', `{"data":{"posts":[{"id":"1","x":${'['.repeat(100_000)}`, /nested/],
    ['a post without an id', 'ghost', 'g.json', ghostExport([{ id: null }]), /no id/],
    ['a post that is half JSON', 'ghost', 'g.json', '{"data":{"posts":[{"id":tru}]}}', /not JSON/],
    ['billion laughs', 'wordpress', 'w.xml', wxr(wxrPost(1, 'x')).replace('<rss', `${laughs}<rss`), /declares entities/],
    ['an external entity', 'wordpress', 'w.xml', wxr(wxrPost(1, 'x')).replace('<rss', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss'), /declares entities/],
    ['an entity that nobody declared', 'wordpress', 'w.xml', wxr('<item><title>&xxe;</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type></item>'), /not well-formed/],
    ['XML cut off', 'wordpress', 'w.xml', wxr(wxrPost(1, 'x')).slice(0, -300), /not well-formed/],
    ['XML nested without end', 'wordpress', 'w.xml', `<rss>${'<a>'.repeat(50_000)}`, /nested/],
    ['no XML at all', 'wordpress', 'w.xml', 'hello', /not well-formed|no post/],
    ['binary', 'wordpress', 'w.xml', new Uint8Array(1000).fill(0xff), /not well-formed/],
    ['a zip that is none', 'markdown', 'z.zip', bytes('PK\x03\x04 and nothing'), /broken/],
    ['a zip bomb', 'markdown', 'z.zip', bomb, /larger than 5 MB/],
    ['a way out of the archive', 'markdown', 'z.zip', craftZip([{ name: '../../etc/passwd.md', bytes: bytes('x') }]), /leads out/],
    ['an absolute place', 'markdown', 'z.zip', craftZip([{ name: '/etc/x.md', bytes: bytes('x') }]), /leads out/],
    ['a backslash', 'markdown', 'z.zip', craftZip([{ name: '..\\x.md', bytes: bytes('x') }]), /leads out/],
    ['a drive', 'markdown', 'z.zip', craftZip([{ name: 'c:x.md', bytes: bytes('x') }]), /leads out/],
    ['a NUL in a name', 'markdown', 'z.zip', craftZip([{ name: 'a\0.md', bytes: bytes('x') }]), /leads out/],
    ['a locked file', 'markdown', 'z.zip', craftZip([{ name: 'x.md', bytes: bytes('x'), flags: 1 }]), /password/],
    ['a size that is a lie', 'markdown', 'z.zip', craftZip([{ name: 'x.md', bytes: bytes('x'), says: 0xfffffff0 }]), /cannot be unpacked/],
    ['a method nobody knows', 'markdown', 'z.zip', craftZip([{ name: 'x.md', bytes: bytes('x'), method: 12 }]), /cannot be unpacked/],
    ['an archive without Markdown', 'markdown', 'z.zip', craftZip([{ name: 'x.exe', bytes: bytes('x') }]), /no Markdown/],
    ['a picture called .md', 'markdown', 'x.md', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), /not a text file/],
  ])('%s', async (_, source, name, content, sentence) => {
    const { troubles } = await all(readFiles(source, [fileOf(name, content)]));
    expect(troubles.map((trouble) => trouble.sentence).join(' ')).toMatch(sentence);
  });

  test.each([
    ['broken YAML', '---\ntitle: [a\n---\nWords.', /not YAML/],
    ['YAML that laughs', `---\na: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`).join('\n')}\n---\nWords.`, /not YAML/],
    ['YAML nested without end', `---\na: ${'['.repeat(20_000)}\n---\nWords.`, /not YAML/],
    ['a list for fields', '---\n- a\n---\nWords.', /not YAML/],
    ['TOML', '+++\ntitle = "x"\n+++\nWords.', /TOML/],
    ['a date that is none', '---\ntitle: x\ndate: someday\n---\nWords.', /date/],
    ['front matter without an end', `---\n${'a: b\n'.repeat(20_000)}`, /no end/],
  ])('front matter: %s keeps the text', async (_, text, sentence) => {
    const { pieces, remarks } = await markdown('a.md', text);
    expect(remarks.join(' ')).toMatch(sentence);
    expect(pieces).toHaveLength(1);
  });

  test('fields of the wrong types become nothing, and no prototype is touched', async () => {
    const { pieces } = await markdown('a.md', '---\ntitle: {a: 1}\ntags: 7\ncategories: {x: y}\nauthor: [[1]]\nmetadata: {__proto__: {polluted: true}, constructor: x}\nslug: ../../x\nlanguage: 12\ncanonical: "javascript:alert(1)"\n---\nWords.');
    expect(pieces[0]).toMatchObject({ title: '', tags: [], slug: 'x', language: null, seo: {} });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const odd = await ghost(ghostExport([{ title: { a: 1 }, slug: 7, html: ['x'], status: null, published_at: 'x', feature_image: 3 }]));
    expect(odd.pieces[0]).toMatchObject({ title: '', slug: '7', text: '', status: 'draft', publishedAt: null, coverUrl: null });
  });

  test('what Postgres cannot hold is taken out', async () => {
    const { pieces } = await ghost(ghostExport([{ title: 'a\0b\ud800c', html: '<p>\0x</p>' }]));
    expect(pieces[0]).toMatchObject({ title: 'abc', text: '<p>x</p>' });
  });

  test('texts made to be slow are not', async () => {
    const started = performance.now();
    autop('<pre>'.repeat(200_000));
    autop('<p '.repeat(300_000));
    await markdown('a.md', `---\n${'---x\n'.repeat(200_000)}`);
    await markdown('a.md', `# a${' '.repeat(1_000_000)}b`);
    await ghost(`{"data":{"posts":[{"id":"${'\\"'.repeat(500_000)}"}]}}`);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  test('a script in an imported text stays behind', async () => {
    const { pieces } = await wordpress(wxr(wxrPost(1, '<script>alert(1)</script><a href="javascript:alert(1)">x</a><img src=x onerror=alert(1)>')));
    const drawn = await documentOf(pieces[0]!);
    expect(JSON.stringify(drawn)).not.toMatch(/alert|script/i);
  });
});

test('10,000 posts are read in seconds, one at a time', async () => {
  const started = performance.now();
  expect((await ghost(ghostExport(10_000))).pieces).toHaveLength(10_000);
  expect((await wordpress(wxr(Array.from({ length: 10_000 }, (_, index) => wxrPost(index + 1, 'Words.\n\nMore.')).join('')))).pieces).toHaveLength(10_000);
  expect(performance.now() - started).toBeLessThan(10_000);
});
