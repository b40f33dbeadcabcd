import { categories } from '#db/queries/content.ts';
import { type Org, readFor } from '#app/platform/org.server.ts';
import { createCategory } from '../change-category.server.ts';
import { itemSlugOf } from '../item-slug.ts';

export type Place = (path: readonly string[]) => string | null;

const keyOf = (parentId: string | null, name: string) => `${parentId ?? ''}/${name.toLowerCase()}`;

/** The categories that the pieces stand in, those that are missing made on the way; a path that cannot be made ends where it can. */
export async function placeCategories(org: Org, paths: readonly (readonly string[])[]): Promise<Place> {
  const found = await readFor(org, { categories: categories() });
  if (!found.ok) throw new Error(found.problem.message);
  const known = new Map<string, string | null>(found.value.categories.map(({ id, parentId, name }) => [keyOf(parentId, name), id]));
  for (const path of paths) {
    let parentId: string | null = null;
    for (const name of path) {
      const key = keyOf(parentId, name);
      const id: string | null = known.get(key) ?? (known.has(key) ? null : await make(org, name, parentId, path));
      known.set(key, id);
      if (id === null) break;
      parentId = id;
    }
  }
  return (path) => {
    let at: string | null = null;
    for (const name of path) {
      const next: string | null = known.get(keyOf(at, name)) ?? null;
      if (next === null) return at;
      at = next;
    }
    return at;
  };
}

async function make(org: Org, name: string, parentId: string | null, path: readonly string[]): Promise<string | null> {
  const fields = { name, parentId, description: '', seoTitle: '', seoDescription: '', noindex: false };
  const made = await createCategory(org, { ...fields, slug: itemSlugOf(name) });
  if (made.ok) return made.value.id;
  if (made.problem.kind === 'upstream') throw new Error(made.problem.message);
  // The same name stands elsewhere in the tree: the way to it tells the two apart.
  const again = made.problem.kind === 'conflict' ? await createCategory(org, { ...fields, slug: itemSlugOf(`${path.slice(0, path.indexOf(name)).join(' ')} ${name} ${parentId?.slice(-4) ?? ''}`) }) : made;
  return again.ok ? again.value.id : null;
}
