import { useFetcher, useLocation } from '@remix-run/react';
import { useEffect } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { isFormReply } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { afterMove, type Category, type Move, tellMove } from './category-order.ts';

/** What a drop or a key sends: the same form that the buttons send. The tree shows it at once. */
export function useCategoryMoves(categories: readonly Category[]) {
  const fetcher = useFetcher<unknown>();
  const announce = useAnnounce();
  const { organization } = useShell();
  const { pathname, search } = useLocation();
  const sent = fetcher.formData;
  const refusal = fetcher.state === 'idle' && isFormReply(fetcher.data) ? (fetcher.data.problem?.message ?? 'This did not work. Nothing was moved.') : null;

  useEffect(() => {
    if (refusal) announce(refusal, 'urgent');
  }, [refusal, announce]);

  const under = (name: string) => String(sent?.get(name) ?? '') || null;
  return {
    shown: sent ? afterMove(categories, { categoryId: under('categoryId') ?? '', parentId: under('parentId'), beforeId: under('beforeId') }) : categories,
    refusal,
    move({ categoryId, parentId, beforeId }: Move) {
      const form = new FormData();
      const fields = { intent: 'move', categoryId, parentId: parentId ?? '', beforeId: beforeId ?? '', _org: organization.id, _once: crypto.randomUUID() };
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      announce(tellMove(categories, { categoryId, parentId, beforeId }));
      fetcher.submit(form, { method: 'post', action: pathname + search, preventScrollReset: true });
    },
  };
}
