import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { allTags, assets, folders } from '#db/queries/media.ts';
import { FolderActions, NewFolder } from '#app/domains/media/ui/folder-actions.tsx';
import { FolderPath } from '#app/domains/media/ui/folder-path.tsx';
import { Library } from '#app/domains/media/ui/library.tsx';
import { UploadMenu } from '#app/domains/media/ui/upload-menu.tsx';
import { answer, intentOf, read, unknownIntent } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { here, move, purge, restore, tag, trash } from './asset-writes.server.ts';
import { newFolder, relocate, remove, rename } from './folder-writes.server.ts';
import { filterOf, shownOf } from './library-filter.ts';
import { signed } from './signed.server.ts';

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

export default function LibraryPage() {
  const data = useLoaderData<typeof loader>();
  const { folder, folders: all, shown, why, title } = data;
  const reply = useActionData<typeof action>();
  const { organization } = useShell();
  const [search] = useSearchParams();
  const common = { organizationId: organization.id, reply, whyNot: why.write, ask: search.get('ask') };
  const show = shown.show === 'list' ? '&show=list' : '';
  const tab = (view: string) => (view === '' ? `/media${show.replace('&', '?')}` : `/media?view=${view}${show}`);
  return (
    <>
      <PageHeader
        above={folder && <FolderPath folder={folder} folders={all} show={show} />}
        title={title}
        action={
          <>
            <NewFolder {...common} parent={folder} />
            <UploadMenu folderId={folder?.id ?? null} folderName={folder?.name ?? null} whyNot={why.write} />
          </>
        }
      />
      {folder ? (
        <div className="-mt-3 mb-4 flex flex-wrap gap-1">
          <FolderActions key={folder.id} {...common} folder={folder} folders={all} />
        </div>
      ) : (
        <TabsNav
          label="Views"
          tabs={[
            { to: tab(''), label: 'All', current: shown.view === 'all' },
            { to: tab('needs-alt'), label: 'Needs alt text', current: shown.view === 'needs-alt' },
            { to: tab('unused'), label: 'Unused', current: shown.view === 'unused' },
            { to: tab('trash'), label: 'Trash', current: shown.view === 'trash' },
          ]}
        />
      )}
      <Library {...data} reply={reply} organizationId={organization.id} />
    </>
  );
}
