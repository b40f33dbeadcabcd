import { type RefObject, useEffect } from 'react';

/** While only the text is shown, nothing else can be reached either. */
export function useFocusMode(frame: RefObject<HTMLElement>, on: boolean): void {
  useEffect(() => {
    if (!on || !frame.current) return;
    const stilled: HTMLElement[] = [];
    for (let at: HTMLElement | null = frame.current; at && at !== document.body; at = at.parentElement) {
      for (const beside of at.parentElement?.children ?? []) {
        if (beside === at || !(beside instanceof HTMLElement) || beside.inert || beside.matches('script, [aria-live]')) continue;
        beside.inert = true;
        stilled.push(beside);
      }
    }
    document.documentElement.toggleAttribute('data-focus-mode', true);
    return () => {
      for (const each of stilled) each.inert = false;
      document.documentElement.toggleAttribute('data-focus-mode', false);
    };
  }, [frame, on]);
}
