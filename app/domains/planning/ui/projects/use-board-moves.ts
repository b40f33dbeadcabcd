import { useLocation } from '@remix-run/react';
import { useState } from 'react';
import { STATUS_WORDS, type ContentStatus } from '#app/domains/content/status.ts';
import { titleOf } from '#app/domains/content/ui/words.ts';
import type { Member } from '#app/platform/permission.ts';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { useInTurn } from '#app/ui/use-in-turn.ts';
import { dropOf, whyNotDrop } from '../../board.ts';
import type { BoardCard } from './shown-project.ts';

/** What a drop or a menu sends: content's own step. The board shows it at once, and takes it back if it is refused. */
export function useBoardMoves(cards: readonly BoardCard[], me: Member, onAsk: (card: BoardCard) => void) {
  const announce = useAnnounce();
  const { pathname } = useLocation();
  const { underWay, refusal, send } = useInTurn(pathname);
  const [notSent, setNotSent] = useState<string | null>(null);
  const stepOf = (card: BoardCard) => underWay.find((sent) => sent.get('itemId') === card.id)?.get('to') as ContentStatus | undefined;

  const refuse = (sentence: string) => {
    setNotSent(sentence);
    announce(sentence, 'urgent');
  };
  return {
    refusal: notSent ?? refusal,
    shown: cards.map((card) => ({ ...card, status: stepOf(card) ?? card.status })),
    move(card: BoardCard, target: ContentStatus) {
      // Its next step counts on the answer to this one.
      if (stepOf(card)) return refuse(`${titleOf(card)} is still on its way to ${STATUS_WORDS[card.status].toLowerCase()}. Move it again in a moment.`);
      const why = whyNotDrop(card, target, me);
      if (why) return refuse(`${titleOf(card)} stays where it is. ${why}`);
      if (dropOf(target) === 'ask') {
        // What was refused before is of no use to whoever asks now.
        setNotSent('');
        return onAsk(card);
      }
      setNotSent(null);
      announce(`${titleOf(card)} goes to ${STATUS_WORDS[target].toLowerCase()}.`);
      send(['intent', 'move'], ['itemId', card.id], ['revision', String(card.revision)], ['to', target]);
    },
  };
}
