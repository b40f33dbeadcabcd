import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { itemKind, loadCheck } from '../../saving/changes.ts';
import type { Changes } from '../../saving/kind.ts';
import { postSave } from '../../saving/post-save.ts';
import { useSaving } from '../../saving/use-saving.ts';
import type { Version } from '../../version.ts';
import type { EditorHandle } from '../editor/doors.ts';
import type { KnownItem } from './known-item.ts';

/** After so long without a key the panels read the text anew. */
const READ_MS = 800;

const KIND = itemKind();

interface DeskProps {
  person: string;
  organization: string;
  item: KnownItem;
  version: Version;
}

/** What is on the desk: the version as the page shows it, where it is saved, and the hands that change it. */
export function useDesk({ person, organization, item, version }: DeskProps) {
  const [changed, setChanged] = useState<Changes>({});
  const [shownAt, setShownAt] = useState(0);
  const [live, setLive] = useState(() => standingOf(item, version));
  const editor = useRef<EditorHandle | null>(null);
  const reading = useRef<ReturnType<typeof setTimeout>>();

  const onShow = useCallback((changes: Changes) => {
    if (changes.body) editor.current?.setDocument(changes.body);
    setChanged((before) => ({ ...before, ...changes }));
    setShownAt((at) => at + 1);
  }, []);
  const saving = useSaving({
    person,
    organization,
    item: item.id,
    version,
    kind: KIND,
    send: (request) => postSave({ path: `/content/${item.id}/save`, fields: { itemId: item.id, _org: organization } }, request),
    onShow,
    onSaved: ({ revision, contentHash, status }) => setLive({ publishedRevision: item.publishedRevision, revision, contentHash, status: status as KnownItem['status'], editedBy: person }),
  });
  const { client } = saving;
  // Not what the loader read: a page that was left in the middle of a save goes on where it was.
  const first = useMemo(() => client.shown(), [client]);
  const shown = useMemo(() => ({ ...first, ...changed }), [first, changed]);

  useEffect(() => setLive(standingOf(item, version)), [item, version]);
  useEffect(() => () => clearTimeout(reading.current), []);

  const change = useCallback(
    (changes: Changes) => {
      setChanged((before) => ({ ...before, ...changes }));
      client.change(changes);
    },
    [client],
  );
  const touchBody = useCallback(() => {
    const read = () => editor.current!.getDocument();
    void loadCheck();
    client.touch(() => ({ body: read() }));
    clearTimeout(reading.current);
    reading.current = setTimeout(() => editor.current && setChanged((before) => ({ ...before, body: read() })), READ_MS);
  }, [client]);
  const onReady = useCallback((handle: EditorHandle) => {
    editor.current = handle;
  }, []);

  return { ...saving, shown, shownAt, live, change, touchBody, onReady, editor };
}

const standingOf = ({ status, publishedRevision, contentHash, editedBy }: KnownItem, { revision }: Version) => ({ status, publishedRevision, contentHash, editedBy, revision });
