import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';

interface SendingProps {
  fields: Record<string, string>;
  /** With the refusal's sentence, or null. */
  onDone: (refusal: string | null) => void;
}

/** One move on its way: several can be under way at once, each with its own answer. */
export function Sending({ fields, onDone }: SendingProps) {
  const fetcher = useFetcher<{ problem?: { message: string } | null }>();
  const state = useRef<'new' | 'sent' | 'told'>('new');
  useEffect(() => {
    if (state.current === 'new') {
      state.current = 'sent';
      fetcher.submit(fields, { method: 'post', action: '/calendar', preventScrollReset: true });
    } else if (state.current === 'sent' && fetcher.state === 'idle') {
      state.current = 'told';
      onDone(fetcher.data?.problem?.message ?? null);
    }
  }, [fetcher, fields, onDone]);
  return null;
}
