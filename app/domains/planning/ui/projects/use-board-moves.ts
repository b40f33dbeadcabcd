import { useFetcher, useLocation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { STATUS_WORDS, type ContentStatus } from '#app/domains/content/status.ts';
import { titleOf } from '#app/domains/content/ui/words.ts';
import type { Member } from '#app/platform/permission.ts';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { isFormReply } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { dropOf, whyNotDrop } from '../../board.ts';
import type { BoardCard } from './shown-project.ts';

/** What a drop or a menu sends: content's own step. The board shows it at once, and takes it back if it is refused. */
export function useBoardMoves(cards: readonly BoardCard[], me: Member, onAsk: (card: BoardCard) => void) {
  const fetcher = useFetcher<unknown>();
  const announce = useAnnounce();
  const { organization } = useShell();
  const { pathname } = useLocation();
  const [refusal, setRefusal] = useState<string | null>(null);
  const sent = fetcher.formData;
  const [itemId, to] = [sent?.get('itemId'), sent?.get('to') as ContentStatus | null | undefined];

  const refuse = (sentence: string) => {
    setRefusal(sentence);
    announce(sentence, 'urgent');
  };
  const answer = fetcher.state === 'idle' && isFormReply(fetcher.data) ? fetcher.data : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once for each answer
  useEffect(() => {
    if (answer) refuse(`${answer.problem?.message ?? 'This did not work.'} Nothing was moved.`);
  }, [answer]);

  return {
    refusal,
    shown: itemId && to ? cards.map((card) => (card.id === itemId ? { ...card, status: to } : card)) : cards,
    move(card: BoardCard, target: ContentStatus) {
      const why = whyNotDrop(card, target, me);
      if (why) return refuse(`${titleOf(card)} stays where it is. ${why}`);
      setRefusal(null);
      if (dropOf(target) === 'ask') return onAsk(card);
      announce(`${titleOf(card)} goes to ${STATUS_WORDS[target].toLowerCase()}.`);
      const fields = { intent: 'move', itemId: card.id, revision: String(card.revision), to: target, _org: organization.id, _once: crypto.randomUUID() };
      fetcher.submit(fields, { method: 'post', action: pathname, preventScrollReset: true });
    },
  };
}
