import { RefreshCw } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '#app/ui/button.tsx';
import type { LibraryAsset } from './library-asset.ts';
import { useAddFiles } from './uploads.tsx';

/** Another file in the same place: everything that uses it shows the new one. */
export function ReplaceFile({ asset, whyNot }: { asset: LibraryAsset; whyNot: string | null }) {
  const input = useRef<HTMLInputElement>(null);
  const add = useAddFiles();
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={(event) => {
          void add([...(event.target.files ?? [])].slice(0, 1), { folderId: asset.folderId, replaces: asset.id });
          event.target.value = '';
        }}
      />
      <Button tone="quiet" size="small" icon={RefreshCw} whyNot={whyNot} onClick={() => input.current?.click()} className="unscripted:hidden">
        Replace the file
      </Button>
    </>
  );
}
