import { type RefObject, useEffect } from 'react';
import { isTyping, singleKeysOn } from './single-keys.ts';

/**
 * j and k walk the rows of a list, x ticks the one in hand; enter follows its link, as anywhere.
 * A row is what holds a [data-row-link].
 */
export function useRowKeys(list: RefObject<HTMLElement>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !singleKeysOn()) return;
      const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
      if (links.length === 0 || document.querySelector('dialog[open], [popover]:popover-open:not([role="tooltip"])')) return;
      const row = document.activeElement?.closest('tr, li');
      const at = links.findIndex((link) => row?.contains(link));
      if (event.key === 'j' || event.key === 'k') {
        const next = event.key === 'j' ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0);
        event.preventDefault();
        links[next]?.focus();
        links[next]?.scrollIntoView({ block: 'nearest' });
      }
      if (event.key === 'x' && at >= 0) row?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [list]);
}
