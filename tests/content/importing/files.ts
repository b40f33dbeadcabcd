import { makeZip } from 'client-zip';
import { deflateRawSync } from 'node:zlib';
import type { FileToRead, ImportedPiece, Reading, Trouble } from '#app/domains/content/importing/imported-piece.ts';

/** A file that comes in pieces of a few bytes, as from a network that means no good. */
export function fileOf(name: string, content: string | Uint8Array, size = 64 * 1024): FileToRead {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    byteSize: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
    },
  };
}

export async function all(reading: Reading): Promise<{ pieces: ImportedPiece[]; remarks: string[]; troubles: Trouble[]; comments: number }> {
  const out = { pieces: [] as ImportedPiece[], remarks: [] as string[], troubles: [] as Trouble[], comments: 0 };
  for await (const read of reading) {
    if ('piece' in read) {
      out.pieces.push(read.piece);
      out.remarks.push(...read.troubles);
    } else if ('trouble' in read) out.troubles.push(read.trouble);
    else out.comments += read.comments;
  }
  return out;
}

export const zipOf = async (files: { name: string; input: string }[]) => new Uint8Array(await new Response(makeZip(files)).arrayBuffer());

/** An archive by hand: names that no packer writes, sizes that are not true. */
export function craftZip(files: { name: string; bytes: Uint8Array; method?: number; flags?: number; says?: number }[]): Uint8Array {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, bytes, method = 8, flags = 0, says } of files) {
    const packed = method === 8 ? deflateRawSync(bytes) : Buffer.from(bytes);
    const called = Buffer.from(name, 'latin1');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(called.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(says ?? packed.length, 20);
    entry.writeUInt16LE(called.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, called, packed);
    list.push(entry, called);
    at += 30 + called.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, directory, end]));
}

const ghostPost = (number: number, more: object = {}) => ({
  id: `post-${number}`, uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`, title: `Post ${number}`, slug: `post-${number}`, html: `<p>Words of ${number}.</p>`, status: 'published', type: 'post',
  published_at: '2021-03-04T05:06:07.000Z', created_at: '2021-03-01T00:00:00.000Z', ...more,
});

export const ghostExport = (posts: object[] | number, more: object = {}) =>
  JSON.stringify({
    db: [{
      meta: { version: '5.82.0' },
      data: {
        posts: typeof posts === 'number' ? Array.from({ length: posts }, (_, index) => ghostPost(index + 1)) : posts.map((post, index) => ghostPost(index + 1, post)),
        tags: [{ id: 't1', name: 'Harbour' }, { id: 't2', name: '#internal' }], posts_tags: [{ post_id: 'post-1', tag_id: 't2', sort_order: 0 }, { post_id: 'post-1', tag_id: 't1', sort_order: 1 }],
        users: [{ id: 'u1', name: 'A Writer', email: 'writer@example.test' }], posts_authors: [{ post_id: 'post-1', author_id: 'u1', sort_order: 0 }],
        posts_meta: [{ post_id: 'post-1', meta_title: 'For engines', meta_description: 'Said for engines' }], settings: [{ key: 'url', value: 'https://blog.example.test/' }], ...more,
      },
    }],
  });

export const wxr = (items: string, head = '') => `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The site</title><link>https://site.example.test</link><language>en-US</language><wp:base_blog_url>https://site.example.test</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[writer]]></wp:author_login><wp:author_email><![CDATA[writer@example.test]]></wp:author_email><wp:author_display_name><![CDATA[A Writer]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>news</wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[News]]></wp:cat_name></wp:category>
<wp:category><wp:category_nicename>local</wp:category_nicename><wp:category_parent>news</wp:category_parent><wp:cat_name><![CDATA[Local]]></wp:cat_name></wp:category>
${head}${items}</channel></rss>`;

export const wxrPost = (id: number, content: string, more = '') => `<item><title>Post ${id}</title><link>https://site.example.test/post-${id}/</link><dc:creator><![CDATA[writer]]></dc:creator>
<content:encoded><![CDATA[${content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>${id}</wp:post_id><wp:post_date>2020-05-06 07:08:09</wp:post_date><wp:post_date_gmt>2020-05-06 05:08:09</wp:post_date_gmt>
<wp:post_name>post-${id}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>${more}</item>`;
