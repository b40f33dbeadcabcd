import { PICTURE, pictureFinder } from './archive-pictures.ts';
import { readFrontMatter } from './front-matter.ts';
import { bytesOf, type FileToRead, namesOf, pieceFrom, type Read, type Reading, textOf } from './imported-piece.ts';
import { isZip, zipEntries, zipNames } from './zip-entries.ts';

const MARKDOWN = /\.(md|markdown|mdown|mdx)$/i;

/** Markdown with front matter: one file, many, or an archive of them. */
export async function* readMarkdownFiles(files: readonly FileToRead[]): Reading {
  let seen = 0;
  for (const file of files) {
    const bytes = await bytesOf(file);
    if (!isZip(bytes)) {
      seen += 1;
      yield await readOne(file.name, bytes);
      continue;
    }
    const inArchive = pictureFinder(file.name, zipNames(bytes, PICTURE));
    for await (const entry of zipEntries(bytes, file.name, MARKDOWN)) {
      seen += 1;
      yield 'trouble' in entry ? entry : { ...(await readOne(entry.name, entry.bytes)), inArchive };
    }
  }
  if (seen === 0) yield { trouble: { where: files[0]?.name ?? '', sentence: 'There is no Markdown file in it.' } };
}

async function readOne(path: string, bytes: Uint8Array): Promise<Read> {
  if (bytes.includes(0)) return { trouble: { where: path.slice(0, 300), sentence: 'This is not a text file.' } };
  const { fields, body, trouble } = await readFrontMatter(new TextDecoder().decode(bytes));
  const first = (...names: string[]) => names.map((name) => fields[name]).find((value) => value !== undefined && value !== null && value !== '');
  const heading = /^\s*#[ \t]+(\S.*)/.exec(body.slice(0, 2000));
  const isTitled = fields.title !== undefined && fields.title !== null;
  // A heading that is taken for the title stands in the text no more.
  const opens = !isTitled && heading !== null;
  const name = path.split('/').at(-1)!.replace(MARKDOWN, '');
  const date = [fields.date, fields.published_at, fields.publishDate, fields.published].find((value) => value !== undefined && value !== null && typeof value !== 'boolean');
  const { piece, troubles } = pieceFrom({
    sourceId: path.toLowerCase(),
    format: 'markdown',
    title: isTitled ? fields.title : opens ? heading[1]!.replace(/[ #]+$/, '') : name.replace(/^\d{4}-\d{2}-\d{2}-/, '').replace(/[-_]+/g, ' '),
    slug: first('slug') ?? (textOf(first('permalink', 'url'), 300).split('/').filter(Boolean).at(-1) || name.replace(/^\d{4}-\d{2}-\d{2}-/, '')),
    text: opens ? body.slice(heading[0].length) : body,
    excerpt: first('excerpt', 'description', 'summary'),
    status: statusOf(fields),
    publishedAt: date ?? /^(\d{4}-\d{2}-\d{2})-/.exec(name)?.[1],
    createdAt: first('created', 'created_at') ?? date,
    tags: namesOf(listed(first('tags', 'keywords'))),
    categories: pathsOf(first('categories', 'category')),
    seo: { title: first('seo_title', 'meta_title'), description: first('seo_description', 'meta_description'), canonical: first('canonical', 'canonical_url', 'canonicalUrl'), noindex: fields.noindex },
    coverUrl: coverOf(first('cover', 'image', 'feature_image', 'thumbnail')),
    language: first('language', 'lang', 'locale'),
    author: authorOf(first('author', 'authors')),
    link: first('link', 'url', 'permalink'),
    metadata: { ...metadataOf(fields.metadata), type: fields.type, updatedAt: instantText(first('updated', 'lastmod', 'updated_at', 'modified')), redirects: listed(first('redirects', 'aliases', 'redirect_from'), '\n').map((each) => textOf(each, 300)).join('\n') },
  });
  return { piece, troubles: trouble ? [trouble, ...troubles] : troubles };
}

const metadataOf = (value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});
const instantText = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

/** "a, b" and [a, b] are the same list to whoever wrote it. */
const listed = (value: unknown, by = ','): unknown[] => (typeof value === 'string' ? value.split(by).map((each) => each.trim()) : Array.isArray(value) ? value : []);

const pathsOf = (value: unknown) => listed(value).map((each) => (Array.isArray(each) ? each : textOf(each, 1000).split(/\s*(?:\/|>)\s*/)));

function statusOf({ draft, published, status }: Record<string, unknown>): string {
  if (typeof status === 'string' && status.trim() !== '') return status;
  if (draft === true || published === false) return 'draft';
  return draft === false || published === true ? 'published' : 'draft';
}

const coverOf = (value: unknown): unknown => (typeof value === 'object' && value !== null ? ((value as Record<string, unknown>).url ?? (value as Record<string, unknown>).src ?? (value as Record<string, unknown>).image) : value);

function authorOf(value: unknown): { name: unknown; email?: unknown } {
  const [one = value] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof one === 'object' && one !== null) return one as { name: unknown };
  const [, name, email] = /^(.*?)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(textOf(one)) ?? [];
  return email === undefined ? { name: one } : { name, email };
}
