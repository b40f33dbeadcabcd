import { useAnnounce } from '#app/ui/announcer.tsx';
import { useInTurn } from '#app/ui/use-in-turn.ts';
import { afterPlacing, type Placing, tellPlacing } from './content-order.ts';
import type { LinkedPiece } from './shown-campaign.ts';

/** What a drop or a key sends: the same form that the buttons send. The list shows it at once, and takes it back if it is refused. */
export function useContentOrder(campaignId: string, content: readonly LinkedPiece[]) {
  const announce = useAnnounce();
  const { underWay, refusal, send } = useInTurn(`/campaigns/${campaignId}?show=content`);
  const shown = underWay.reduce((pieces, sent) => afterPlacing(pieces, { itemId: String(sent.get('itemId')), before: String(sent.get('before')) || null }), [...content]);
  return {
    shown,
    refusal,
    place(placing: Placing | null) {
      if (!placing) return;
      announce(tellPlacing(shown, placing));
      send(['intent', 'place'], ['campaignId', campaignId], ['itemId', placing.itemId], ['before', placing.before ?? '']);
    },
  };
}
