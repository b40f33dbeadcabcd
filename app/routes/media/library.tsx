import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { allTags, assets, folders } from '#db/queries/media.ts';
import { LibraryPage as DrawnPage } from '#app/domains/media/ui/library-page.tsx';
import { answer, here, intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { PageSkeleton } from '#app/ui/shell/page-skeleton.tsx';
import { move, purge, restore, tag, trash } from './asset-writes.server.ts';
import { newFolder, relocate, remove, rename } from './folder-writes.server.ts';
import { filterOf, shownOf } from './library-filter.ts';
import { signed } from './signed.server.ts';

/**
 * The server draws the page at once; in the browser its code follows the shell's, so that what was drawn can be read and
 * its links and forms used before any of it has arrived. The build drops the import above from what the browser gets.
 */
const load = () => import('#app/domains/media/ui/library-page.tsx').then(({ LibraryPage: page }) => ({ default: page }));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? 'Media'} · Masthead` }];

export async function loader(args: LoaderFunctionArgs) {
  const shown = shownOf(args.request);
  const page = pageOf(args.request, 'uuid', 60);
  const { viewer, ...found } = await read(args, 'media:read', { assets: assets(filterOf(shown), page), folders: folders(), tags: allTags() });
  const folder = found.folders.find(({ id }) => id === shown.folder) ?? null;
  if (shown.folder && !folder) throw answer(notFound('folder'));
  return {
    ...found,
    assets: { ...found.assets, rows: await Promise.all(found.assets.rows.map((asset) => signed(args.context.env, asset))) },
    shown,
    folder,
    later: page.after !== undefined,
    title: folder?.name ?? 'Media',
    why: { write: whyNot(viewer, 'media:write'), remove: whyNot(viewer, 'media:delete'), purge: whyNot(viewer, 'media:purge') },
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'new-folder':
      return newFolder(args);
    case 'rename-folder':
      return rename(args);
    case 'move-folder':
      return relocate(args);
    case 'delete-folder':
      return remove(args);
    case 'move':
      return move(args);
    case 'tag':
      return tag(args);
    case 'trash':
      return trash(args, here(args.request));
    case 'restore':
      return restore(args);
    case 'purge':
      return purge(args, here(args.request));
    default:
      throw unknownIntent();
  }
}

const LibraryPage = import.meta.env.SSR ? DrawnPage : lazy(load);

export default function LibraryRoute() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <Suspense fallback={<PageSkeleton path="/media" />}>
      <LibraryPage {...data} reply={reply} />
    </Suspense>
  );
}
