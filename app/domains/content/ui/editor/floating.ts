import type { Editor } from '@tiptap/core';

/** Puts a panel at a place in the text, inside the frame both stand in, kept within its edges. Written to element.style, which the page's policy allows. */
export function placeAt(panel: HTMLElement, { view }: Editor, from: number, to: number, side: 'above' | 'below'): void {
  const frame = panel.offsetParent?.getBoundingClientRect();
  if (!frame || view.isDestroyed) return;
  const size = view.state.doc.content.size;
  const [start, end] = [view.coordsAtPos(Math.min(from, size)), view.coordsAtPos(Math.min(to, size), -1)];
  const { offsetWidth: width, offsetHeight: height } = panel;
  const oneLine = Math.abs(start.top - end.top) < 4;
  const middle = oneLine ? (start.left + end.left) / 2 - width / 2 : start.left;
  const left = side === 'above' ? middle : start.left;
  const above = start.top - height - 8;
  const fitsBelow = end.bottom + 8 + height < innerHeight;
  const top = side === 'above' ? (above > 60 ? above : end.bottom + 8) : fitsBelow || above < 60 ? end.bottom + 6 : above;
  panel.style.left = `${Math.max(4, Math.min(left - frame.left, frame.width - width - 4))}px`;
  panel.style.top = `${top - frame.top}px`;
}
