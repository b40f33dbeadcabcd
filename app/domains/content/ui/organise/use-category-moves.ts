import { useLocation } from '@remix-run/react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { useInTurn } from '#app/ui/use-in-turn.ts';
import { afterMove, type Category, type Move, tellMove } from './category-order.ts';

/** What a drop or a key sends: the same form that the buttons send. The tree shows it at once. */
export function useCategoryMoves(categories: readonly Category[]) {
  const announce = useAnnounce();
  const { pathname, search } = useLocation();
  const { underWay, refusal, send } = useInTurn(pathname + search);
  const shown = underWay.reduce((tree, sent) => {
    const under = (name: string) => String(sent.get(name)) || null;
    return afterMove(tree, { categoryId: String(sent.get('categoryId')), parentId: under('parentId'), beforeId: under('beforeId') });
  }, [...categories]);
  return {
    shown,
    refusal,
    move(move: Move) {
      announce(tellMove(shown, move));
      send(['intent', 'move'], ['categoryId', move.categoryId], ['parentId', move.parentId ?? ''], ['beforeId', move.beforeId ?? '']);
    },
  };
}
