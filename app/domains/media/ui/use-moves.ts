import { useInTurn } from '#app/ui/use-in-turn.ts';

export interface Moves {
  moveAssets: (ids: readonly string[], folderId: string | null) => void;
  moveFolder: (folderId: string, parentId: string | null) => void;
  /** Why the last drop changed nothing. */
  refusal: string | null;
}

/** What a drop sends: the same two forms that the dialogs send. The answer's toast tells where things landed. */
export function useMoves(here: string, from: string | null | undefined): Moves {
  const { refusal, send } = useInTurn(here);
  return {
    moveAssets: (ids, folderId) =>
      send(['intent', 'move'], ['folderId', folderId ?? ''], ...(from === undefined ? [] : [['from', from ?? 'top'] as [string, string]]), ...ids.map((id): [string, string] => ['ids[]', id])),
    moveFolder: (folderId, parentId) => send(['intent', 'move-folder'], ['folderId', folderId], ['parentId', parentId ?? '']),
    refusal,
  };
}
