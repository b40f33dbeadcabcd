import { type KeyboardEvent, useEffect, useState } from 'react';

/** In which direction a key leads, in cells: across, down. */
export const STEPS: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const stops = (node: HTMLElement) => Array.from(node.querySelectorAll<HTMLElement>('[data-stop]')).filter((stop) => stop.offsetParent !== null);

/** The cells as they stand: rows from the top, each from its start. */
function rowsOf(board: HTMLElement): HTMLElement[][] {
  const cells = Array.from(board.querySelectorAll<HTMLElement>('[data-cell]')).filter((cell) => cell.offsetParent !== null);
  const rows = new Map<string, HTMLElement[]>();
  for (const cell of cells) rows.set(cell.dataset.row ?? '', [...(rows.get(cell.dataset.row ?? '') ?? []), cell]);
  return [...rows.values()];
}

/** The cell so many steps from this one; null at the edge. */
export function cellBeside(board: HTMLElement, cell: HTMLElement, [across, down]: readonly [number, number]): HTMLElement | null {
  const rows = rowsOf(board);
  const row = rows.findIndex((cells) => cells.includes(cell));
  if (row < 0) return null;
  const flow = getComputedStyle(board).direction === 'rtl' ? -across : across;
  const at = rows[row]!.indexOf(cell) + flow;
  if (down === 0 && at < 0) return rows[row - 1]?.at(-1) ?? null;
  if (down === 0 && at >= rows[row]!.length) return rows[row + 1]?.[0] ?? null;
  return rows[row + down]?.[Math.min(Math.max(at, 0), (rows[row + down]?.length ?? 1) - 1)] ?? null;
}

/** One tab stop for a whole board: arrow keys walk the lines of a cell and go on to the next. */
export function useRoving(board: HTMLElement | null, drawn: unknown) {
  const [current, setCurrent] = useState<HTMLElement | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn anew has new stops
  useEffect(() => {
    if (!board) return;
    const all = stops(board);
    const chosen = current && all.includes(current) ? current : (all.find((stop) => stop.getAttribute('aria-current') === 'date') ?? all[0]);
    for (const stop of all) stop.tabIndex = stop === chosen ? 0 : -1;
  }, [board, current, drawn]);

  const walk = (event: KeyboardEvent<HTMLElement>): boolean => {
    const step = STEPS[event.key];
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
    if (!board || !step || !from || event.ctrlKey || event.metaKey || event.altKey) return false;
    const cell = from.closest<HTMLElement>('[data-cell]')!;
    const own = stops(cell);
    const within = step[1] === 0 ? undefined : own[own.indexOf(from) + step[1]];
    const beside = within ? null : cellBeside(board, cell, step);
    const next = within ?? (beside && (step[1] < 0 ? stops(beside).at(-1) : stops(beside)[0]));
    event.preventDefault();
    next?.focus();
    return true;
  };

  return { walk, onFocus: (event: { target: EventTarget }) => setCurrent((event.target as HTMLElement).closest<HTMLElement>('[data-stop]')) };
}
