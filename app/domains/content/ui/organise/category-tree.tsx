// biome-ignore-all lint/a11y/useSemanticElements: a fieldset is no branch of a tree
// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA practices build a tree from lists
import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, memo, type MouseEvent, useEffect, useRef, useState } from 'react';
import { walkTree } from '#app/domains/media/ui/tree-keys.ts';
import { classes } from '#app/ui/class-names.ts';
import { useHydrated } from '#app/ui/hydrated.ts';
import { type Branch, type Category, isWithin, type Move, siblingsOf, type Step, stepOf, treeOf } from './category-order.ts';

interface CategoryTreeProps {
  categories: readonly Category[];
  current: string | null;
  mayMove: boolean;
  onMove: (move: Move) => void;
  /** F2 and Delete, on the line that has the focus. */
  onAsk: (id: string, ask: 'rename' | 'delete') => void;
}

const DRAGGED = 'application/x-masthead-category';
/** Up to here a tree is shown unfolded. */
const FEW = 60;
const INDENT = ['ps-1', 'ps-5', 'ps-9', 'ps-13', 'ps-16', 'ps-19', 'ps-22'];

/** Said once for all lines: two thousand of them would say it in a megabyte. */
const LINES = classes(
  '[&_a]:flex [&_a]:min-h-8 [&_a]:items-center [&_a]:gap-1.5 [&_a]:rounded-md [&_a]:border-y-2 [&_a]:border-transparent [&_a]:pe-2 [&_a]:-outline-offset-2 [&_a]:hover:bg-hover pointer-coarse:[&_a]:min-h-11',
  '[&_b]:min-w-0 [&_b]:flex-1 [&_b]:truncate [&_b]:[font-weight:inherit] [&_small]:text-sm [&_small]:text-ink-faint [&_small]:tabular-nums',
  '[&_i]:grid [&_i]:h-6 [&_i]:w-5 [&_i]:shrink-0 [&_i]:place-items-center [&_i]:rounded-sm [&_i]:text-ink-soft [&_i]:unscripted:invisible [&_i[data-twist]]:hover:bg-rule',
);

type Place = 'before' | 'into' | 'after';

/** Arrows walk and fold, Alt and an arrow moves; a line can be dropped before, into or after another. */
export function CategoryTree({ categories, current, mayMove, onMove, onAsk }: CategoryTreeProps) {
  const above = () => categories.find(({ id }) => id === current)?.path.split('/').filter((step) => step && step !== current) ?? [];
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(categories.length <= FEW ? categories.map(({ id }) => id) : above()));
  const [over, setOver] = useState<{ id: string; place: Place } | null>(null);
  const tree = useRef<HTMLUListElement>(null);
  const dragged = useRef<string | null>(null);
  const focused = useRef<string | null>(null);
  const hydrated = useHydrated();

  const fold = (id: string, on: boolean) =>
    setOpen((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a line that moved is a new one, and the focus goes with it
  useEffect(() => {
    if (!focused.current || document.activeElement !== document.body) return;
    tree.current?.querySelector<HTMLElement>(`[data-folder="${focused.current}"]`)?.focus();
  }, [categories]);

  const lineAt = (event: { target: EventTarget }) => (event.target as Element).closest<HTMLElement>('[role="treeitem"]');
  const send = (move: Move | null) => {
    if (!move) return;
    if (move.parentId) fold(move.parentId, true);
    onMove(move);
  };

  const press = (event: KeyboardEvent) => {
    const line = lineAt(event);
    const id = line?.dataset.folder;
    if (!line || !id || !tree.current || event.ctrlKey || event.metaKey) return;
    focused.current = id;
    if (event.altKey) {
      const step = mayMove ? stepFor(event.key, getComputedStyle(tree.current).direction === 'rtl') : null;
      if (!step) return;
      event.preventDefault();
      return send(stepOf(categories, id, step));
    }
    if (mayMove && (event.key === 'F2' || event.key === 'Delete')) {
      event.preventDefault();
      return onAsk(id, event.key === 'F2' ? 'rename' : 'delete');
    }
    if (walkTree(tree.current, line, event.key, fold)) event.preventDefault();
  };

  const twist = (event: MouseEvent) => {
    const line = lineAt(event);
    if (!line?.dataset.folder || !(event.target as Element).closest('[data-twist]')) return;
    event.preventDefault();
    fold(line.dataset.folder, line.ariaExpanded === 'false');
  };

  const placeOf = (event: DragEvent): { id: string; place: Place } | null => {
    const line = lineAt(event);
    const [target, moving] = [line?.dataset.folder, dragged.current].map((id) => categories.find((each) => each.id === id));
    if (!line || !target || !moving || isWithin(target, moving)) return null;
    const { top, height } = line.getBoundingClientRect();
    const at = (event.clientY - top) / height;
    return { id: target.id, place: at < 0.25 ? 'before' : at > 0.75 ? 'after' : 'into' };
  };
  const dragOver = (event: DragEvent) => {
    const place = event.dataTransfer.types.includes(DRAGGED) ? placeOf(event) : null;
    if (place) event.preventDefault();
    if (place?.id !== over?.id || place?.place !== over?.place) setOver(place);
  };
  const drop = (event: DragEvent) => {
    const place = placeOf(event);
    setOver(null);
    if (!place || !dragged.current) return;
    event.preventDefault();
    const target = categories.find(({ id }) => id === place.id)!;
    const siblings = siblingsOf(categories, target.parentId).filter(({ id }) => id !== dragged.current);
    const beforeId = place.place === 'before' ? target.id : (siblings[siblings.indexOf(target) + 1]?.id ?? null);
    send(place.place === 'into' ? { categoryId: dragged.current, parentId: target.id, beforeId: null } : { categoryId: dragged.current, parentId: target.parentId, beforeId });
  };

  const roots = treeOf(categories);
  const stop = categories.some(({ id }) => id === current) ? current : (roots[0]?.id ?? null);
  const branches = (list: readonly Branch[]) =>
    list.map(({ id, name, count, level, children }) => (
      <li key={id} role="none">
        <Line
          id={id}
          name={name}
          count={count}
          level={level}
          here={id === current}
          expanded={children.length > 0 ? open.has(id) : null}
          tabbed={!hydrated || id === stop}
          drags={mayMove && hydrated}
          over={over?.id === id ? over.place : null}
        />
        {children.length > 0 && (
          <ul id={`in-${id}`} role="group" className={open.has(id) ? undefined : 'scripted:hidden'}>
            {branches(children)}
          </ul>
        )}
      </li>
    ));

  return (
    <ul
      ref={tree}
      role="tree"
      aria-label="Categories"
      className={classes('grid gap-px', LINES)}
      onKeyDown={press}
      onClick={twist}
      onDragStart={(event) => {
        dragged.current = lineAt(event)?.dataset.folder ?? null;
        if (!dragged.current) return;
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData(DRAGGED, dragged.current);
      }}
      onDragEnd={() => setOver(null)}
      onDragOver={dragOver}
      onDrop={drop}
    >
      {branches(roots)}
    </ul>
  );
}

function stepFor(key: string, rtl: boolean): Step | null {
  const steps: Record<string, Step> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: rtl ? 'out' : 'in', ArrowLeft: rtl ? 'in' : 'out' };
  return steps[key] ?? null;
}

interface LineProps {
  id: string;
  name: string;
  count: number;
  level: number;
  here: boolean;
  expanded: boolean | null;
  tabbed: boolean;
  drags: boolean;
  over: Place | null;
}

const OVER: Record<Place, string> = { before: 'border-t-accent!', into: 'bg-accent-wash! outline-2 outline-accent', after: 'border-b-accent!' };

/** One of perhaps two thousand: it is drawn again only when something about it changes. */
const Line = memo(function Line({ id, name, count, level, here, expanded, tabbed, drags, over }: LineProps) {
  return (
    <Link
      to={`/content/categories?category=${id}`}
      preventScrollReset
      role="treeitem"
      aria-level={level}
      aria-current={here ? 'page' : undefined}
      aria-selected={here}
      aria-expanded={expanded ?? undefined}
      aria-owns={expanded === null ? undefined : `in-${id}`}
      data-folder={id}
      tabIndex={tabbed ? 0 : -1}
      draggable={drags}
      className={classes(
        INDENT[Math.min(level, INDENT.length) - 1],
        here && 'bg-sheet! font-medium shadow-raised',
        over && OVER[over],
      )}
    >
      {expanded === null ? (
        <i />
      ) : (
        <i data-twist="">
          <ChevronRight size={14} aria-hidden className={classes('transition-transform', expanded ? 'rotate-90' : 'rtl:-scale-x-100')} />
        </i>
      )}
      <b dir="auto">{name}</b>
      <small>
        {count}
        <span className="sr-only">{count === 1 ? ' piece' : ' pieces'}</span>
      </small>
    </Link>
  );
});
