import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useRevalidator } from '@remix-run/react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { Button, IconButton } from '#app/ui/button.tsx';
import type { UploadClient } from '../upload-client.ts';
import { isOver, type Phase, type Queue, sentBytes } from '../upload-queue.ts';
import { UploadLine } from './upload-line.tsx';
import { files, sizeWords } from './words.ts';

const EMPTY: Queue = [];
const AT_MOST_EVERY_MS = 2_000;
/** What asks for something stands first, what is over last. */
const RANK: Record<Phase, number> = { asking: 0, failed: 1, resting: 2, closing: 2, sending: 2, opening: 3, waiting: 3, done: 4, cancelled: 5 };

/** How far the uploads are, in a corner of the page; gone when there is nothing left to tell. */
export default function UploadPanel({ client }: { client: UploadClient }) {
  const queue = useSyncExternalStore(client.subscribe, client.queue, () => EMPTY);
  const [folded, setFolded] = useState(false);
  const announce = useAnnounce();
  const arrived = queue.filter(({ phase }) => phase === 'done' || phase === 'asking').length;
  const asking = queue.filter(({ phase }) => phase === 'asking').length;
  const open = queue.filter((upload) => !isOver(upload)).length - asking;
  const failed = queue.filter(({ phase }) => phase === 'failed').length;
  const seen = useRef({ arrived, open });
  useFreshList(arrived);
  const interrupted = client.interrupted();

  useEffect(() => {
    const before = seen.current;
    seen.current = { arrived, open };
    if (open === 0 && before.open > 0) announce(asking > 0 ? `${files(asking)} may be here already. Decide in the uploads.` : failed > 0 ? `${files(failed)} could not be uploaded.` : 'All files are uploaded.');
  }, [arrived, open, failed, asking, announce]);

  if (queue.length === 0 && interrupted.length === 0) return null;
  const counted = queue.filter(({ phase }) => phase !== 'cancelled' && phase !== 'failed');
  const total = counted.reduce((sum, { size }) => sum + size, 0);
  const sent = counted.reduce((sum, upload) => sum + sentBytes(upload), 0);
  const title = open > 0 ? `Uploading ${files(open)}` : asking > 0 ? `${files(asking)} to decide about` : queue.length === 0 ? 'Not finished' : failed > 0 ? `${files(failed)} not uploaded` : `${files(arrived)} uploaded`;
  return (
    <section aria-label="Uploads" className="fixed inset-x-3 bottom-3 z-20 grid grid-cols-1 rounded-lg bg-sheet shadow-floating sm:start-auto sm:w-96 print:hidden">
      <header className="flex items-center gap-2 py-1.5 ps-4 pe-1.5">
        <h2 className="min-w-0 flex-1 truncate font-sans text-base font-semibold">{title}</h2>
        {open > 0 && <span className="text-sm text-ink-soft tabular-nums">{`${sizeWords(sent)} of ${sizeWords(total)}`}</span>}
        <IconButton label={folded ? 'Show the files' : 'Fold'} icon={folded ? ChevronUp : ChevronDown} size="small" aria-expanded={!folded} onClick={() => setFolded(!folded)} />
        {open === 0 && asking === 0 && queue.length > 0 && <IconButton label="Close" icon={X} size="small" onClick={() => client.tell({ type: 'clear' })} />}
      </header>
      {open > 0 && <progress className="bar" aria-label="All files" value={sent} max={total || 1} />}
      {!folded && (
        <ul className="grid grid-cols-1 max-h-[min(20rem,50dvh)] overflow-y-auto">
          {[...queue].sort((one, other) => RANK[one.phase] - RANK[other.phase]).map((upload) => (
            <UploadLine key={upload.id} upload={upload} tell={(event) => client.tell(event)} />
          ))}
          {interrupted.map(({ assetId, name, size }) => (
            <li key={assetId} className="grid grid-cols-1 gap-1 border-t border-rule px-4 py-2.5">
              <p className="truncate font-medium">{name}</p>
              <p className="text-sm text-ink-soft">{`Interrupted (${sizeWords(size)}). Upload the same file again, and it goes on where it stopped.`}</p>
              <Button size="small" tone="quiet" className="justify-self-start" onClick={() => client.forget(assetId)}>
                Forget it<span className="sr-only">: {name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The page under the panel shows what has arrived, a few at a time, and never while it is on its way already. */
function useFreshList(arrived: number) {
  const { revalidate, state } = useRevalidator();
  const shown = useRef(arrived);
  const free = useRef(true);
  free.current = state === 'idle';

  useEffect(() => {
    if (arrived === shown.current) return;
    const timer = setInterval(() => {
      if (!free.current) return;
      clearInterval(timer);
      shown.current = arrived;
      revalidate();
    }, AT_MOST_EVERY_MS);
    return () => clearInterval(timer);
  }, [arrived, revalidate]);
}
