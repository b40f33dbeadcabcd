import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import type { UploadClient } from '../upload-client.ts';
import { type Queue, sentBytes } from '../upload-queue.ts';
import type { LibraryAsset } from './library-asset.ts';
import type { Pickable } from './picker.tsx';
import { UploadLine } from './upload-line.tsx';
import { loadClient } from './uploads.tsx';
import type { AssetType } from './words.ts';

interface PickerUploadProps {
  types: readonly AssetType[];
  whyNot: string | null;
  label: ReactNode;
  onUploaded: (asset: LibraryAsset) => void;
}

const ACCEPT: Partial<Record<AssetType, string>> = { image: 'image/*', video: 'video/*', audio: 'audio/*' };
const EMPTY: Queue = [];
const silent = () => () => {};

/** One file, uploaded where it is needed, and picked as soon as it is there. */
export function PickerUpload({ types, whyNot, label, onUploaded }: PickerUploadProps) {
  const input = useRef<HTMLInputElement>(null);
  const { organization } = useShell();
  const [client, setClient] = useState<UploadClient | null>(null);
  const [id, setId] = useState<string | null>(null);
  const queue = useSyncExternalStore(client?.subscribe ?? silent, client?.queue ?? (() => EMPTY), () => EMPTY);
  const upload = queue.find((each) => each.id === id);
  const arrived = upload?.phase === 'done' ? upload.asset : null;
  const pick = useRef(onUploaded);
  pick.current = onUploaded;

  useEffect(() => {
    if (!arrived) return;
    const leaving = new AbortController();
    // The list tells all that a picked file carries; the newest are first in it.
    const found = fetch(`/media/pick?only=${arrived.id}`, { signal: leaving.signal, headers: { Accept: 'application/json' } }).then((answer) => answer.json() as Promise<Pickable>);
    found.then(({ rows }) => rows[0] && pick.current(rows[0])).catch(() => undefined);
    return () => leaving.abort();
  }, [arrived]);

  const choose = async (file: File | undefined) => {
    if (!file) return;
    const ready = await loadClient(organization.id);
    setClient(ready);
    setId(ready.add([file], { folderId: null })[0] ?? null);
  };
  const accept = types.every((type) => ACCEPT[type]) ? types.map((type) => ACCEPT[type]).join(',') : undefined;
  return (
    <>
      <input ref={input} type="file" hidden aria-hidden tabIndex={-1} accept={accept || undefined} onChange={(event) => void choose(event.target.files?.[0])} />
      <Button whyNot={whyNot} onClick={() => input.current?.click()}>
        {label} Upload
      </Button>
      {upload && upload.phase !== 'cancelled' && (
        <div className="w-full">
          {upload.phase === 'asking' || upload.phase === 'failed' ? (
            <ul>
              <UploadLine upload={upload} tell={(event) => client?.tell(event)} />
            </ul>
          ) : (
            <Progress label={`Uploading ${upload.name}`} done={Math.round((sentBytes(upload) / (upload.size || 1)) * 100)} total={100} />
          )}
        </div>
      )}
    </>
  );
}
