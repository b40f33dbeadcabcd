import { bytesOf, type FileToRead, instantOf, pieceFrom, type Read, type Reading, textOf } from './imported-piece.ts';
import { jsonRows } from './json-rows.ts';

type Fields = Record<string, unknown>;

interface Around {
  site: string | null;
  tags: Map<string, Fields>;
  users: Map<string, Fields>;
  metas: Map<string, Fields>;
  tagsOf: Map<string, Fields[]>;
  authorsOf: Map<string, Fields[]>;
}

const AROUND = new Set(['tags', 'users', 'posts_meta', 'posts_tags', 'posts_authors', 'settings']);

/** The export of Ghost 5: what stands around the posts is read first, for it comes after them in the file. */
export async function* readGhostJson(files: readonly FileToRead[]): Reading {
  for (const file of files) {
    const bytes = await bytesOf(file);
    const around = gather(bytes);
    let count = 0;
    for (const found of jsonRows(bytes, new Set(['posts']))) {
      if ('broken' in found) yield { trouble: { where: file.name, sentence: found.broken } };
      else {
        count += 1;
        yield postOf(found.row as Fields, around, file.name, count);
      }
    }
    if (count === 0) yield { trouble: { where: file.name, sentence: 'There is no post in it. Export from Ghost under Settings, Migration tools, Export, and take the file as it is.' } };
  }
}

function gather(bytes: Uint8Array): Around {
  const around: Around = { site: null, tags: new Map(), users: new Map(), metas: new Map(), tagsOf: new Map(), authorsOf: new Map() };
  for (const found of jsonRows(bytes, AROUND)) {
    if ('broken' in found) continue;
    const row = found.row as Fields;
    if (found.list === 'tags') around.tags.set(textOf(row.id, 60), row);
    else if (found.list === 'users') around.users.set(textOf(row.id, 60), row);
    else if (found.list === 'posts_meta') around.metas.set(textOf(row.post_id, 60), row);
    else if (found.list === 'posts_tags') push(around.tagsOf, textOf(row.post_id, 60), row);
    else if (found.list === 'posts_authors') push(around.authorsOf, textOf(row.post_id, 60), row);
    else if (row.key === 'url') around.site = textOf(row.value, 500) || null;
  }
  return around;
}

const push = (map: Map<string, Fields[]>, key: string, row: Fields) => void map.set(key, [...(map.get(key) ?? []), row]);
const ordered = (rows: Fields[] = []) => rows.toSorted((a, b) => Number(a.sort_order ?? 0) - Number(b.sort_order ?? 0));

function postOf(post: Fields, around: Around, file: string, number: number): Read {
  const id = textOf(post.id, 60);
  if (id === '') return { trouble: { where: `${file}, post ${number}`, sentence: 'It has no id, so it could not be told from others the next time.' } };
  const meta = around.metas.get(id) ?? {};
  const tags = ordered(around.tagsOf.get(id)).map(({ tag_id }) => textOf(around.tags.get(textOf(tag_id, 60))?.name, 60));
  // A tag that begins with # is Ghost's own: readers never see it.
  const shown = tags.filter((name) => name !== '' && !name.startsWith('#'));
  const author = around.users.get(textOf(ordered(around.authorsOf.get(id))[0]?.author_id ?? post.author_id, 60));
  const slug = textOf(post.slug, 200);
  const site = around.site;
  const html = typeof post.html === 'string' ? post.html : '';
  const { piece, troubles } = pieceFrom({
    sourceId: textOf(post.uuid, 60) || id,
    format: 'html',
    title: post.title,
    slug,
    text: html.replaceAll('__GHOST_URL__', site ?? ''),
    excerpt: post.custom_excerpt,
    status: post.status === 'sent' ? 'published' : post.status,
    publishedAt: post.published_at,
    createdAt: post.created_at,
    tags: shown,
    seo: { title: meta.meta_title ?? post.meta_title, description: meta.meta_description ?? post.meta_description, canonical: post.canonical_url },
    coverUrl: withSite(post.feature_image, site),
    language: post.locale,
    author: author && { name: author.name, email: author.email },
    link: site && slug ? `${site.replace(/\/$/, '')}/${slug}/` : undefined,
    metadata: { ghostType: post.type, featured: post.featured === 1 || post.featured === true || undefined, visibility: post.visibility === 'public' ? undefined : post.visibility, updatedAt: instantOf(post.updated_at) },
  });
  if (html === '' && (post.lexical || post.mobiledoc)) troubles.push('Its text stands in the file in Ghost’s own form only, without HTML. It is imported without a text.');
  return { piece, troubles };
}

/** Ghost writes a sign for its own address; an export that does not say the address keeps the rest. */
const withSite = (value: unknown, site: string | null) => (typeof value === 'string' ? value.replace('__GHOST_URL__', site ?? '') : undefined);
