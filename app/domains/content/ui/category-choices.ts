import type { Choices } from './listed-item.ts';

/** "The harbour / Ships", each right below the one it belongs to, siblings in their order. */
export function categoryChoices(categories: Choices['categories']) {
  const below = new Map<string, Choices['categories']>();
  for (const category of categories) {
    const within = category.path.slice(0, -category.id.length - 1);
    below.set(within, [...(below.get(within) ?? []), category]);
  }
  const under = (path: string, trail: string): { value: string; label: string }[] =>
    (below.get(path) ?? []).flatMap(({ id, name, path: own }) => [{ value: id, label: `${trail}${name}` }, ...under(own, `${trail}${name} / `)]);
  return under('/', '');
}
