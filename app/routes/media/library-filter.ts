import type { AssetFilter } from '#db/queries/media.ts';
import { assetFilterInput } from '#app/domains/media/inputs.ts';
import type { AssetType } from '#app/domains/media/ui/words.ts';

export interface Shown {
  folder: string | null | undefined;
  type: AssetType | undefined;
  tag: string | undefined;
  q: string;
  view: 'all' | 'needs-alt' | 'unused' | 'trash';
  show: 'grid' | 'list';
}

/** What the address asks for. Whatever cannot be read is as if it were not there. */
export function shownOf(request: Request): Shown {
  const search = new URL(request.url).searchParams;
  const { folder, type, tag, q, view } = assetFilterInput.parse(Object.fromEntries(search));
  return { folder, type, tag, q: (q ?? '').replace(/\p{Cc}+/gu, ' ').trim(), view: view ?? 'all', show: search.get('show') === 'list' ? 'list' : 'grid' };
}

/** The trash is one heap, without folders. */
export function filterOf({ folder, type, tag, q, view }: Shown): AssetFilter {
  return { view, type, tagId: tag, ...(view === 'trash' ? {} : { folderId: folder }), ...(q ? { search: q } : {}) };
}
