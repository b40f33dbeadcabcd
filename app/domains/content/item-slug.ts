/** The address of an item from its title, in whatever script it is written. */
export function itemSlugOf(title: string): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...words].slice(0, 80).join('').replace(/-+$/, '');
}

export const isItemSlug = (text: string): boolean => text !== '' && itemSlugOf(text) === text;
