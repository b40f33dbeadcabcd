import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { isFormReply } from '#app/ui/form.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';

export interface Moves {
  moveAssets: (ids: readonly string[], folderId: string | null) => void;
  moveFolder: (folderId: string, parentId: string | null) => void;
  /** Why the last drop changed nothing. */
  refusal: string | null;
  busy: boolean;
}

/** What a drop sends: the same two forms that the dialogs send. The answer's toast tells where things landed. */
export function useMoves(here: string, from: string | null | undefined): Moves {
  const fetcher = useFetcher<unknown>();
  const announce = useAnnounce();
  const { organization } = useShell();
  const refusal = fetcher.state === 'idle' && isFormReply(fetcher.data) ? (fetcher.data.problem?.message ?? 'This did not work. Nothing was moved.') : null;

  useEffect(() => {
    if (refusal) announce(refusal, 'urgent');
  }, [refusal, announce]);

  const send = (fields: [string, string][]) => {
    const form = new FormData();
    for (const [name, value] of [...fields, ['_org', organization.id], ['_once', crypto.randomUUID()]] as const) form.append(name, value);
    fetcher.submit(form, { method: 'post', action: here, preventScrollReset: true });
  };
  return {
    moveAssets: (ids, folderId) =>
      send([['intent', 'move'], ['folderId', folderId ?? ''], ...(from === undefined ? [] : [['from', from ?? 'top'] as [string, string]]), ...ids.map((id): [string, string] => ['ids[]', id])]),
    moveFolder: (folderId, parentId) => send([['intent', 'move-folder'], ['folderId', folderId], ['parentId', parentId ?? '']]),
    refusal,
    busy: fetcher.state !== 'idle',
  };
}
