import { useSearchParams } from '@remix-run/react';
import { late } from '#app/ui/late.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TabsNav } from '#app/ui/tabs-nav.tsx';
import { FolderActions as DrawnActions } from './folder-actions.tsx';
import { FolderPath as DrawnPath } from './folder-path.tsx';
import { Library, type LibraryProps } from './library.tsx';
import { NewFolder } from './new-folder.tsx';
import { UploadMenu } from './upload-menu.tsx';
import { UploadsCorner } from './uploads.tsx';

/** Of use in a folder only: they come with the first that is opened. */
const FolderActions = import.meta.env.SSR ? DrawnActions : late(async () => ({ default: (await import('./folder-actions.tsx')).FolderActions }));
const FolderPath = import.meta.env.SSR ? DrawnPath : late(async () => ({ default: (await import('./folder-path.tsx')).FolderPath }));

type LibraryPageProps = Omit<LibraryProps, 'organizationId'> & { title: string };

export function LibraryPage({ title, ...data }: LibraryPageProps) {
  const { folder, folders, shown, why, reply } = data;
  const { organization } = useShell();
  const [search] = useSearchParams();
  const common = { organizationId: organization.id, reply, whyNot: why.write, ask: search.get('ask') };
  const show = shown.show === 'list' ? '&show=list' : '';
  const tab = (view: string) => (view === '' ? `/media${show.replace('&', '?')}` : `/media?view=${view}${show}`);
  return (
    <>
      <PageHeader
        above={folder && <FolderPath folder={folder} folders={folders} show={show} />}
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
          <FolderActions key={folder.id} {...common} folder={folder} folders={folders} />
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
      <Library {...data} organizationId={organization.id} />
      <UploadsCorner />
    </>
  );
}
