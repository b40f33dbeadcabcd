import { type KeyboardEvent, type RefObject, useEffect } from 'react';

const controls = (bar: HTMLElement) => Array.from(bar.querySelectorAll<HTMLElement>('button, select')).filter((each) => !each.closest('[popover]') && each.checkVisibility());

/** One stop for Tab in the whole bar; the arrows walk it, Escape leads back to the text. */
export function useRoving(bar: RefObject<HTMLElement>, leave: () => void) {
  useEffect(() => {
    if (!bar.current) return;
    const all = controls(bar.current);
    const stop = all.find(({ tabIndex, dataset }) => tabIndex === 0 && dataset.stop) ?? all[0];
    for (const each of all) each.tabIndex = each === stop ? 0 : -1;
  });

  const go = (to: HTMLElement | undefined) => {
    if (!to || !bar.current) return;
    for (const each of controls(bar.current)) {
      each.tabIndex = each === to ? 0 : -1;
      each.toggleAttribute('data-stop', each === to);
    }
    to.focus();
  };

  return (event: KeyboardEvent<HTMLElement>) => {
    if (!bar.current || (event.target instanceof Element && event.target.closest('[popover]'))) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      return leave();
    }
    const all = controls(bar.current);
    const at = all.indexOf(document.activeElement as HTMLElement);
    const forward = getComputedStyle(bar.current).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const step: Record<string, number> = { ArrowRight: forward === 'ArrowRight' ? at + 1 : at - 1, ArrowLeft: forward === 'ArrowLeft' ? at + 1 : at - 1, Home: 0, End: -1 };
    const to = step[event.key];
    if (to === undefined || at === -1) return;
    event.preventDefault();
    go(all.at(to % all.length));
  };
}
