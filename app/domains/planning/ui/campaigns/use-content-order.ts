import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { isFormReply } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { afterPlacing, type Placing, tellPlacing } from './content-order.ts';
import type { LinkedPiece } from './shown-campaign.ts';

/** What a drop or a key sends: the same form that the buttons send. The list shows it at once, and takes it back if it is refused. */
export function useContentOrder(campaignId: string, content: readonly LinkedPiece[]) {
  const fetcher = useFetcher<unknown>();
  const announce = useAnnounce();
  const { organization } = useShell();
  const sent = fetcher.formData;
  const refusal = fetcher.state === 'idle' && isFormReply(fetcher.data) ? `${fetcher.data.problem?.message ?? 'This did not work.'} Nothing was moved.` : null;

  useEffect(() => {
    if (refusal) announce(refusal, 'urgent');
  }, [refusal, announce]);

  return {
    shown: sent ? afterPlacing(content, { itemId: String(sent.get('itemId')), before: String(sent.get('before') ?? '') || null }) : content,
    refusal,
    place(placing: Placing | null) {
      if (!placing) return;
      announce(tellPlacing(content, placing));
      fetcher.submit({ intent: 'place', campaignId, itemId: placing.itemId, before: placing.before ?? '', _org: organization.id, _once: crypto.randomUUID() }, { method: 'post', action: `/campaigns/${campaignId}?show=content`, preventScrollReset: true });
    },
  };
}
