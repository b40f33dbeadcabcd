// biome-ignore-all lint/a11y/useSemanticElements: a fieldset is no branch of a tree
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA practices build a tree from lists
import { Link, useNavigate } from '@remix-run/react';
import { ChevronRight, Folder as FolderIcon, FolderOpen, Images, Inbox, type LucideIcon } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { classes } from '#app/ui/class-names.ts';
import { useHydrated } from '#app/ui/hydrated.ts';
import { carried, carryFolder, type Dragged, dropped } from './drag.ts';
import { ancestry, type Branch, treeOf } from './folder-order.ts';
import type { Folder } from './library-asset.ts';
import { walkTree } from './tree-keys.ts';

interface FolderTreeProps {
  folders: readonly Folder[];
  /** undefined: everywhere; null: what lies in no folder; no folder's id: somewhere else, such as the trash. */
  current: string | null | undefined;
  /** Where a folder is looked at. */
  hrefOf: (folder: string | null | undefined, ask?: string) => string;
  mayMove: boolean;
  onDrop: (what: Dragged, folderId: string | null) => void;
}

const above = (folders: readonly Folder[], current: string | null | undefined) => ancestry(folders, current).slice(0, -1).map(({ id }) => id);

/** What stood open when the reader was last here, for as long as the visit lasts. */
let remembered: ReadonlySet<string> = new Set();

/** A tree of links: arrows walk and fold it, enter opens, F2 renames; files and folders can be dropped on any line. */
export function FolderTree({ folders, current, hrefOf, mayMove, onDrop }: FolderTreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(above(folders, current)));
  const tree = useRef<HTMLUListElement>(null);
  const navigate = useNavigate();
  const hydrated = useHydrated();
  const [over, setOver] = useState<string | null>(null);
  const unfolding = useRef(0);

  useEffect(() => setOpen((before) => new Set([...remembered, ...before, ...above(folders, current)])), [folders, current]);
  useEffect(() => {
    remembered = open;
  }, [open]);

  const fold = (id: string, on: boolean) =>
    setOpen((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });

  const press = (event: KeyboardEvent<HTMLUListElement>) => {
    const item = (event.target as Element).closest<HTMLElement>('[role="treeitem"]');
    if (!item || !tree.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = item.dataset.folder;
    if (mayMove && id && (event.key === 'F2' || event.key === 'Delete')) {
      event.preventDefault();
      navigate(hrefOf(id, event.key === 'F2' ? 'rename' : 'delete'));
      return;
    }
    if (walkTree(tree.current, item, event.key, fold)) event.preventDefault();
  };

  const dragOver = (event: DragEvent, key: string, id: string | null) => {
    const kind = carried(event.dataTransfer);
    if (!kind || !mayMove) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = kind === 'files' ? 'copy' : 'move';
    if (over === key) return;
    setOver(key);
    clearTimeout(unfolding.current);
    if (id) unfolding.current = window.setTimeout(() => fold(id, true), 700);
  };
  const drop = (event: DragEvent, id: string | null) => {
    const what = dropped(event.dataTransfer);
    clearTimeout(unfolding.current);
    setOver(null);
    if (!what || !mayMove) return;
    event.preventDefault();
    event.stopPropagation();
    if (what.kind === 'folder' && what.id === id) return;
    if (what.kind === 'folder' && id) fold(id, true);
    onDrop(what, id);
  };

  // One stop for the Tab key: the folder that is open, or the first line.
  const stop = current === undefined || (current !== null && !folders.some(({ id }) => id === current)) ? 'all' : (current ?? 'top');
  const line = (key: string, { label, icon, to, here, level, branch, target }: Line) => (
    <Link
      to={to}
      role="treeitem"
      prefetch="intent"
      aria-level={level}
      aria-current={here ? 'page' : undefined}
      aria-selected={here}
      aria-expanded={branch && branch.children.length > 0 ? open.has(branch.id) : undefined}
      aria-owns={branch && branch.children.length > 0 ? `in-${branch.id}` : undefined}
      data-folder={branch?.id}
      tabIndex={!hydrated || key === stop ? 0 : -1}
      draggable={Boolean(branch) && mayMove && hydrated}
      onDragStart={(event) => branch && carryFolder(event.dataTransfer, branch.id)}
      {...(target === undefined
        ? {}
        : { onDragOver: (event: DragEvent) => dragOver(event, key, branch?.id ?? null), onDragLeave: () => setOver(null), onDrop: (event: DragEvent) => drop(event, target) })}
      className={classes(
        'flex min-h-8 items-center gap-1.5 rounded-md pe-2 -outline-offset-2 pointer-coarse:min-h-11',
        INDENT[Math.min(level, INDENT.length) - 1],
        here ? 'bg-sheet font-medium shadow-raised' : 'text-ink-soft hover:bg-hover hover:text-ink',
        over === key && 'bg-accent-wash! text-accent-strong outline-2 outline-accent',
      )}
    >
      <Twist branch={branch} open={branch ? open.has(branch.id) : false} onPress={(on) => branch && fold(branch.id, on)} />
      {iconOf(icon)}
      <span className="min-w-0 truncate">{label}</span>
    </Link>
  );

  const branches = (list: readonly Branch[]) =>
    list.map((branch) => {
      const unfolded = open.has(branch.id);
      const here = current === branch.id;
      return (
        <li key={branch.id} role="none">
          {line(branch.id, { label: branch.name, icon: unfolded && branch.children.length > 0 ? FolderOpen : FolderIcon, to: hrefOf(branch.id), here, level: branch.level, branch, target: branch.id })}
          {branch.children.length > 0 && (
            <ul id={`in-${branch.id}`} role="group" className={unfolded ? undefined : 'scripted:hidden'}>
              {branches(branch.children)}
            </ul>
          )}
        </li>
      );
    });

  return (
    <ul ref={tree} role="tree" aria-label="Folders" onKeyDown={press} className="grid gap-px">
      <li role="none">{line('all', { label: 'All files', icon: Images, to: hrefOf(undefined), here: current === undefined, level: 1 })}</li>
      <li role="none">{line('top', { label: 'In no folder', icon: Inbox, to: hrefOf(null), here: current === null, level: 1, target: null })}</li>
      {branches(treeOf(folders))}
    </ul>
  );
}

interface Line {
  label: string;
  icon: LucideIcon;
  to: string;
  here: boolean;
  level: number;
  branch?: Branch;
  /** Where a drop goes; without one nothing can be dropped. */
  target?: string | null;
}

const INDENT = ['ps-1', 'ps-5', 'ps-9', 'ps-13', 'ps-16', 'ps-19', 'ps-22'];
const iconOf = (Icon: LucideIcon) => <Icon size={15} aria-hidden />;

/** Folds with the pointer; keys have their arrows. */
function Twist({ branch, open, onPress }: { branch: Branch | undefined; open: boolean; onPress: (on: boolean) => void }) {
  if (!branch || branch.children.length === 0) return <span className="w-4 shrink-0" />;
  const press = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onPress(!open);
  };
  return (
    // biome-ignore lint/a11y: a part of the tree item, which says itself whether it is unfolded
    <span onClick={press} className="grid h-6 w-4 shrink-0 place-items-center rounded-sm hover:bg-rule unscripted:invisible">
      <ChevronRight size={14} aria-hidden className={classes('transition-transform', open ? 'rotate-90' : 'rtl:-scale-x-100')} />
    </span>
  );
}
