import { Link, useLocation, useNavigation } from '@remix-run/react';
import { Folder as FolderIcon, Images, SearchX } from 'lucide-react';
import { type DragEvent, type ReactNode, Suspense, useEffect, useRef } from 'react';
import type { FormReply } from '#app/platform/form-reply.ts';
import { AsDrawn } from '#app/ui/as-drawn.tsx';
import { classes } from '#app/ui/class-names.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, isFormReply } from '#app/ui/form.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { late } from '#app/ui/late.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { AssetGrid } from './asset-grid.tsx';
import { AssetTable as DrawnTable } from './asset-table.tsx';
import { carryAssets, type Dragged } from './drag.ts';
import { FolderTree } from './folder-tree.tsx';
import type { Folder, LibraryAsset, Tag } from './library-asset.ts';
import { LibraryChips, LibraryTools } from './library-tools.tsx';
import { PlainBar as DrawnBar } from './plain-bar.tsx';
import type { Whys } from './selection-bar.tsx';
import { useAddFiles } from './uploads.tsx';
import { useMoves } from './use-moves.ts';
import { useSelection } from '#app/ui/use-selection.ts';
import type { AssetType } from './words.ts';

/** Most look at the grid. */
const AssetTable = import.meta.env.SSR ? DrawnTable : late(async () => ({ default: (await import('./asset-table.tsx')).AssetTable }));
const PlainBar = import.meta.env.SSR ? DrawnBar : () => <AsDrawn as="fieldset" />;

const loadBar = async () => ({ default: (await import('./selection-bar.tsx')).SelectionBar });
const SelectionBar = late(loadBar);
const warm = () => void loadBar().catch(() => undefined);

export interface LibraryProps {
  assets: { rows: LibraryAsset[]; next: string | null };
  folders: Folder[];
  tags: Tag[];
  folder: Folder | null;
  shown: { folder: string | null | undefined; type: AssetType | undefined; tag: string | undefined; q: string; view: 'all' | 'needs-alt' | 'unused' | 'trash'; show: 'grid' | 'list' };
  /** Not the first page of the list. */
  later: boolean;
  reply: unknown;
  why: Whys;
  organizationId: string;
}

/** The forms whose refusals stand in their own dialogs, where scripts open dialogs. */
const IN_DIALOGS = ['move', 'tag', 'purge'];
const ABOUT_FILES = [...IN_DIALOGS, 'trash', 'restore'];

/** Tree at the start side, files beside it. */
export function Library({ assets, folders, tags, folder, shown, later, reply, why, organizationId }: LibraryProps) {
  const { rows } = assets;
  const selection = useSelection(rows, isFormReply(reply));
  const hydrated = useHydrated();
  const { pathname, search } = useLocation();
  const moves = useMoves(pathname + search, shown.folder);
  const add = useAddFiles();
  const showAs = shown.show === 'list' ? '&show=list' : '';
  const hrefOf = (id: string | null | undefined, ask?: string) => (id === undefined ? `/media${showAs.replace('&', '?')}` : `/media?folder=${id ?? 'top'}${showAs}${ask ? `&ask=${ask}` : ''}`);
  const inTrash = shown.view === 'trash';

  const drop = (what: Dragged, folderId: string | null) => {
    if (what.kind === 'assets') moves.moveAssets(what.ids, folderId);
    else if (what.kind === 'folder') moves.moveFolder(what.id, folderId);
    else void add(what.files, { folderId });
  };
  const dragStart = (event: DragEvent, asset: LibraryAsset) => {
    if (why.write !== null || inTrash) return event.preventDefault();
    carryAssets(event.dataTransfer, selection.ids.has(asset.id) ? [...selection.ids] : [asset.id]);
  };
  const View = shown.show === 'list' ? AssetTable : AssetGrid;
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <nav aria-label="Folders" className="hidden lg:block">
        <div className="sticky top-17 max-h-[calc(100dvh-6rem)] overflow-y-auto pe-1 pb-2">
          <FolderTree folders={folders} current={inTrash ? '' : shown.folder} hrefOf={hrefOf} mayMove={why.write === null} onDrop={drop} />
          {moves.refusal && <p className="mt-2 px-1 text-sm text-failed">{moves.refusal}</p>}
        </div>
      </nav>
      <div className="min-w-0">
        {!inTrash && <FolderLinks folders={folders} folder={folder} hrefOf={hrefOf} />}
        <div className={classes('z-10 mb-4 bg-paper', selection.ids.size > 0 && 'sticky top-13 py-1')}>
          {selection.ids.size > 0 ? (
            <Suspense fallback={<div className="min-h-12 rounded-md bg-accent-wash" />}>
              <SelectionBar assets={rows} selection={selection} folders={folders} tags={tags} from={shown.folder} inTrash={inTrash} organizationId={organizationId} reply={reply} why={why} />
            </Suspense>
          ) : (
            <LibraryTools shown={shown} tags={tags} />
          )}
          <LibraryChips shown={shown} tags={tags} />
        </div>
        <Waiting choosing={selection.ids.size > 0}>
          {rows.length === 0 ? (
            <Nothing shown={shown} folder={folder} later={later} />
          ) : (
            <Form
              reply={aboutFiles(reply, hydrated)}
              organizationId={organizationId}
              className="grid gap-4"
              onPointerEnter={warm}
              onFocus={warm}
              onSubmit={(event) => hydrated && event.preventDefault()}
            >
              <View assets={rows} selection={selection} onDragStart={dragStart} />
              {!hydrated && <PlainBar folders={folders} inTrash={inTrash} why={why} />}
            </Form>
          )}
        </Waiting>
        <Pager previous={null} next={assets.next} />
      </div>
    </div>
  );
}

function aboutFiles(reply: unknown, hydrated: boolean): FormReply | undefined {
  if (!isFormReply(reply)) return undefined;
  const intent = String(reply.values.intent);
  return ABOUT_FILES.includes(intent) && !(hydrated && IN_DIALOGS.includes(intent)) ? reply : undefined;
}

/** The list pales while the next one is on its way: an answer to the press, in the list's own place. */
function Waiting({ choosing, children }: { choosing: boolean; children: ReactNode }) {
  const { state, location } = useNavigation();
  const { pathname } = useLocation();
  const waiting = state === 'loading' && location.pathname === pathname;
  const frame = useRef<HTMLDivElement>(null);
  const before = useRef(choosing);
  useEffect(() => {
    // The bar that was pressed is gone with what was chosen: reading goes on at the list.
    if (before.current && !choosing && document.activeElement === document.body) frame.current?.focus({ preventScroll: true });
    before.current = choosing;
  }, [choosing]);
  return (
    <div ref={frame} tabIndex={-1} aria-busy={waiting || undefined} className={classes('outline-none! transition-opacity', waiting && 'opacity-50')}>
      {children}
    </div>
  );
}

/** On a narrow page the tree gives way to the folders in this one. */
function FolderLinks({ folders, folder, hrefOf }: { folders: readonly Folder[]; folder: Folder | null; hrefOf: (id: string) => string }) {
  const inside = folders.filter(({ parentId }) => parentId === (folder?.id ?? null));
  if (inside.length === 0) return null;
  return (
    <ul aria-label="Folders in here" className="mb-3 flex flex-wrap gap-1.5 lg:hidden">
      {inside.map(({ id, name }) => (
        <li key={id}>
          <Link to={hrefOf(id)} className="inline-flex min-h-8 items-center gap-1.5 rounded-md border border-rule-strong bg-sheet px-2.5 hover:bg-hover pointer-coarse:min-h-11">
            <FolderIcon size={15} aria-hidden className="text-ink-soft" />
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

const EMPTY: Record<string, [string, string]> = {
  'needs-alt': ['Every image has its alt text', 'Images without one gather here, so that nobody who listens to a page misses what it shows.'],
  unused: ['Everything is in use', 'Files that stand nowhere gather here.'],
  trash: ['The trash is empty', 'What you move to the trash waits here and can be restored.'],
};

function Nothing({ shown, folder, later }: { shown: LibraryProps['shown']; folder: Folder | null; later: boolean }) {
  const { search } = useLocation();
  if (later) return <EmptyState title="No more files" action={<LinkButton to={`?${without(search, ['after'])}`}>Back to the first page</LinkButton>}>The list ended on the page before.</EmptyState>;
  if (shown.q || shown.type || shown.tag) {
    return (
      <EmptyState icon={SearchX} title="Nothing matches" action={<LinkButton to={`?${without(search, ['q', 'type', 'tag', 'after'])}`}>Show all</LinkButton>}>
        Search looks at names, alt texts, descriptions and tags. Remove a filter or try the beginning of a word.
      </EmptyState>
    );
  }
  const words = EMPTY[shown.view];
  if (words) return <EmptyState title={words[0]}>{words[1]}</EmptyState>;
  return (
    <EmptyState icon={Images} title={folder ? 'This folder is empty' : shown.folder === null ? 'Every file lies in a folder' : 'No files yet'}>
      {folder ? 'Drop files here, or drag them in from elsewhere in the library.' : 'Drop pictures, films, sound or documents anywhere on this page, paste them, or press Upload.'}
    </EmptyState>
  );
}

function without(search: string, names: string[]): string {
  const params = new URLSearchParams(search);
  for (const name of names) params.delete(name);
  return params.toString();
}
