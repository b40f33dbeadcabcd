/**
 * Puts a popover beside its anchor where CSS anchor positioning is missing; elsewhere the style sheet does it.
 * Written to element.style, which a style-src policy allows, unlike a style attribute in the HTML.
 */
export function placeBeside(anchor: Element, panel: HTMLElement, side: 'above' | 'below'): void {
  if (CSS.supports('position-area: block-end')) return;
  const at = anchor.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const rtl = getComputedStyle(anchor).direction === 'rtl';
  const atEnd = panel.dataset.align === 'end';
  const above = at.top - size.height - 8;
  const below = at.bottom + 4;
  const fitsBelow = below + size.height <= innerHeight;
  const top = side === 'above' ? (above >= 0 ? above : below) : fitsBelow || above < 0 ? below : above;
  let left = rtl !== atEnd ? at.right - size.width : at.left;
  if (side === 'above') left = at.left + at.width / 2 - size.width / 2;
  panel.style.top = `${Math.max(8, top)}px`;
  panel.style.left = `${Math.min(Math.max(8, left), innerWidth - size.width - 8)}px`;
}
