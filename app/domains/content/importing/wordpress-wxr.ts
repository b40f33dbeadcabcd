import { autop } from './autop.ts';
import { type FileToRead, pieceFrom, type Read, type Reading, textOf, type Trouble } from './imported-piece.ts';
import { type Item, wxrItems } from './wxr-items.ts';

const MOST_BYTES = 100 * 1024 ** 2;
const READ = new Set(['post', 'page']);

interface Around {
  site: string;
  language: string;
  authors: Map<string, { name: string; email: string }>;
  categories: Map<string, { name: string; parent: string }>;
  /** The address of each attachment, for covers name them by id. */
  files: Map<string, string>;
}

/** The export of WordPress, twice through: what a post names may come after it. */
export async function* readWordpressWxr(files: readonly FileToRead[]): Reading {
  for (const file of files) {
    if (file.byteSize > MOST_BYTES) {
      yield { trouble: { where: file.name, sentence: 'This file is larger than 100 MB. Export from WordPress by year or by author, and import the files one by one.' } };
      continue;
    }
    const around: Around = { site: '', language: '', authors: new Map(), categories: new Map(), files: new Map() };
    let comments = 0;
    for await (const found of wxrItems(file)) comments += gather(found, around);
    let count = 0;
    for await (const found of wxrItems(file)) {
      if ('sentence' in found) yield { trouble: { ...found, where: `${file.name}, ${found.where}` } };
      else if ('item' in found && READ.has(found.item.fields.post_type ?? '')) {
        count += 1;
        yield postOf(found.item, around);
      }
    }
    if (comments > 0) yield { comments };
    if (count === 0) yield { trouble: { where: file.name, sentence: 'There is no post in it. Export from WordPress under Tools, Export, All content.' } };
  }
}

type Found = { item: Item } | { head: string; fields: Record<string, string> } | Trouble;

/** Returns how many comments it saw. */
function gather(found: Found, around: Around): number {
  if ('sentence' in found) return 0;
  if ('item' in found) {
    const { fields } = found.item;
    if (fields.post_type === 'attachment') around.files.set(fields.post_id ?? '', fields.attachment_url || fields.guid || '');
    return found.item.comments;
  }
  const { head, fields } = found;
  if (head === 'author') around.authors.set(fields.author_login ?? '', { name: fields.author_display_name || fields.author_login || '', email: fields.author_email ?? '' });
  else if (head === 'category') around.categories.set(fields.category_nicename ?? '', { name: fields.cat_name ?? '', parent: fields.category_parent ?? '' });
  else if (head === 'base_blog_url' || head === 'link') around.site ||= fields.text ?? '';
  else if (head === 'language') around.language ||= fields.text ?? '';
  return 0;
}

/** From the root down; a ring of parents ends where it began. */
function pathOf(slug: string, name: string, { categories }: Around): string[] {
  const path: string[] = [];
  const seen = new Set<string>();
  for (let at = slug; at !== '' && !seen.has(at) && path.length < 12; ) {
    seen.add(at);
    const category = categories.get(at);
    path.unshift(category?.name || (at === slug ? name : at));
    at = category?.parent ?? '';
  }
  return path;
}

const STATUSES: Record<string, string> = { publish: 'published', future: 'scheduled', pending: 'in_review' };

function postOf({ fields, terms, meta, where }: Item, around: Around): Read {
  const id = fields.post_id || fields.guid;
  if (!id) return { trouble: { where, sentence: 'It has no id, so it could not be told from others the next time.' } };
  const zoned = (gmt: string | undefined, local: string | undefined) => (gmt && !gmt.startsWith('0000') ? gmt : local && !local.startsWith('0000') ? local : undefined);
  const date = zoned(fields.post_date_gmt, fields.post_date);
  const status = textOf(fields.status, 40).toLowerCase();
  const { piece, troubles } = pieceFrom({
    sourceId: `${around.site}#${id}`,
    format: 'html',
    title: fields.title,
    slug: decoded(fields.post_name ?? ''),
    text: autop(fields.content ?? ''),
    excerpt: (fields.excerpt ?? '').replace(/<[^>]{0,500}>/g, ' ').replace(/\s+/g, ' '),
    status: STATUSES[status] ?? status,
    publishedAt: status === 'publish' || status === 'future' ? date : undefined,
    createdAt: date,
    tags: terms.filter(({ domain }) => domain === 'post_tag').map(({ name }) => name),
    categories: terms.filter(({ domain, slug }) => domain === 'category' && slug !== 'uncategorized').map(({ slug, name }) => pathOf(slug, name, around)),
    seo: { title: meta._yoast_wpseo_title, description: meta._yoast_wpseo_metadesc, canonical: meta._yoast_wpseo_canonical },
    coverUrl: around.files.get(meta._thumbnail_id ?? ''),
    language: around.language,
    author: around.authors.get(fields.creator ?? '') ?? { name: fields.creator },
    link: fields.link,
    metadata: { wordpressType: fields.post_type, updatedAt: zoned(fields.post_modified_gmt, fields.post_modified), redirects: meta._wp_old_slug },
  });
  if (fields.post_password) troubles.push('It is locked with a password there. Here everyone in the organization can read it.');
  return { piece, troubles };
}

/** WordPress writes the addresses of other scripts in per cents. */
function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
