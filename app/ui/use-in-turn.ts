import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useAnnounce } from './announcer.tsx';
import { isFormReply } from './form.tsx';
import { useShell } from './shell/shell-data.ts';

/** A press is drawn as sent with the next frame or two; an answer that came before even that is not waited for any longer. */
const PATIENCE_MS = 500;

/**
 * Moves by hand or key, sent one after another. A fetcher that is asked again before it has its answer gives the first request
 * up, and that move may be lost on the way; here the second waits for its turn, and what is under way can be shown as done.
 */
export function useInTurn(action: string) {
  const { state, data, submit } = useFetcher<unknown>();
  const announce = useAnnounce();
  const { organization } = useShell();
  const [underWay, setUnderWay] = useState<readonly FormData[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  const sent = useRef<FormData | null>(null);
  const seen = useRef(false);
  const first = underWay[0];

  useEffect(() => {
    if (!first) return;
    if (sent.current !== first) {
      sent.current = first;
      seen.current = false;
      submit(first, { method: 'post', action, preventScrollReset: true });
      return;
    }
    if (state !== 'idle') {
      seen.current = true;
      return;
    }
    const answered = () => {
      if (isFormReply(data)) {
        const sentence = `${data.problem?.message ?? ''} Nothing was moved.`;
        setRefusal(sentence);
        announce(sentence, 'urgent');
      }
      setUnderWay(([, ...rest]) => rest);
    };
    const patience = setTimeout(answered, seen.current ? 0 : PATIENCE_MS);
    return () => clearTimeout(patience);
  }, [first, state, data, submit, action, announce]);

  const unanswered = useRef(underWay);
  unanswered.current = underWay;
  useEffect(() => () => void sendOnLeaving(action, unanswered.current), [action]);

  return {
    underWay,
    refusal,
    send(...fields: [name: string, value: string][]) {
      const form = new FormData();
      for (const [name, value] of [...fields, ['_org', organization.id], ['_once', crypto.randomUUID()]] as const) form.append(name, value);
      setRefusal(null);
      setUnderWay((before) => [...before, form]);
    },
  };
}

/**
 * Who leaves the page meanwhile still meant it. The first is on its way already, and goes again all the same: by its key it
 * counts once, and is answered when it has counted, so that none of those behind it overtakes it.
 */
async function sendOnLeaving(action: string, forms: readonly FormData[]) {
  if (forms.length < 2) return;
  for (const form of forms) {
    form.set('_left', 'yes');
    await fetch(action, { method: 'POST', body: form, redirect: 'manual', keepalive: true }).catch(() => {});
  }
}
