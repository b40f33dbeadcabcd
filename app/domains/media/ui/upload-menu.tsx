import { Link2, Upload } from 'lucide-react';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { isTyping } from '#app/ui/single-keys.ts';
import { late } from '#app/ui/late.tsx';
import { useAddFiles } from './uploads.tsx';

const FromAddress = late(() => import('./from-address.tsx'));

interface UploadMenuProps {
  folderId: string | null;
  folderName: string | null;
  whyNot: string | null;
}

/** Every way in: the button, a drop anywhere on the page, a paste, an address. */
export function UploadMenu({ folderId, folderName, whyNot }: UploadMenuProps) {
  const input = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const add = useAddFiles();
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={(event) => {
          void add([...(event.target.files ?? [])], { folderId });
          event.target.value = '';
        }}
      />
      <Button icon={Link2} whyNot={whyNot} onClick={() => setAsking(true)} className="unscripted:hidden">
        <span className="max-sm:sr-only">From a link</span>
      </Button>
      <Button tone="primary" icon={Upload} whyNot={whyNot} onClick={() => input.current?.click()} className="unscripted:hidden">
        Upload
      </Button>
      <noscript>
        <span className="text-ink-soft">Uploading needs scripts.</span>
      </noscript>
      {asking && (
        <Suspense fallback={null}>
          <FromAddress folderId={folderId} onClose={() => setAsking(false)} />
        </Suspense>
      )}
      {whyNot === null && <DropAnywhere folderName={folderName} onFiles={(files) => void add(files, { folderId })} />}
    </>
  );
}

/** The whole page takes files while they are over it; a folder of the tree that takes them first keeps them. */
function DropAnywhere({ folderName, onFiles }: { folderName: string | null; onFiles: (files: File[]) => void }) {
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;

  useEffect(() => {
    let left = 0;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') && !document.querySelector('dialog[open]');
    const drag = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
      // A drag that ends outside the window tells nobody; it is over when it has not been heard of for a moment.
      clearTimeout(left);
      left = window.setTimeout(() => setOver(false), 400);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (event.defaultPrevented || !holdsFiles(event)) return;
      event.preventDefault();
      void import('./dropped-files.ts').then(({ droppedFiles }) => droppedFiles(items)).then((files) => take.current(files));
      const items = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      take.current(files);
    };
    document.addEventListener('dragover', drag);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      clearTimeout(left);
      document.removeEventListener('dragover', drag);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);

  if (!over) return null;
  return (
    <div aria-hidden className="pointer-events-none fixed inset-3 z-30 grid place-items-end justify-center rounded-lg border-2 border-dashed border-accent bg-accent-wash/60 pb-8">
      <p className="rounded-md bg-ink px-4 py-2 font-medium text-on-ink shadow-floating">Drop to upload {folderName ? `into ${folderName}` : 'here'}</p>
    </div>
  );
}
