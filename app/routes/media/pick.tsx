import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { type AssetFilter, assets, assetsByIds } from '#db/queries/media.ts';
import { ASSET_TYPES } from '#db/schema/choices.ts';
import type { Pickable } from '#app/domains/media/ui/picker.tsx';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { read, type Viewer } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { shownOf } from './library-filter.ts';
import { signed } from './signed.server.ts';

const LIMIT = 40;

/** What the picker lists. Several types are several lists of one batch, laid together newest first. */
export async function loader(args: LoaderFunctionArgs) {
  const { q } = shownOf(args.request);
  const search = new URL(args.request.url).searchParams;
  const only = search.get('only');
  if (isUuid(only)) {
    const { viewer, rows } = await read(args, 'media:read', { rows: assetsByIds([only]) });
    return pickable(args, rows, null, viewer);
  }
  const asked = search.getAll('type');
  const types = ASSET_TYPES.filter((type) => asked.includes(type));
  const page = pageOf(args.request, 'uuid', LIMIT);
  const filters: AssetFilter[] = types.length === 0 ? [{}] : types.map((type) => ({ type }));
  const { viewer, ...lists } = await read(args, 'media:read', Object.fromEntries(filters.map((filter, index) => [`list${index}`, assets({ ...filter, ...(q ? { search: q } : {}) }, page)])));
  const found = Object.values(lists);
  const rows = found.flatMap((list) => list.rows);
  if (!q && found.length > 1) rows.sort((one, other) => (one.id < other.id ? 1 : -1));
  const kept = rows.slice(0, LIMIT);
  const more = rows.length > kept.length || found.some((list) => list.next !== null);
  return pickable(args, kept, !q && more ? (kept.at(-1)?.id ?? null) : null, viewer);
}

async function pickable(args: LoaderFunctionArgs, rows: Omit<LibraryAsset, 'signature'>[], next: string | null, viewer: Viewer) {
  const answer: Pickable = { rows: await Promise.all(rows.map((asset) => signed(args.context.env, asset))), next, whyNotUpload: whyNot(viewer, 'media:write') };
  return Response.json(answer);
}
