import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import type { Destination, UploadClient } from '../upload-client.ts';
import { files as filesWords } from './words.ts';

const Panel = lazy(() => import('./upload-panel.tsx'));

interface Uploads {
  /** Puts files into the queue; answers their ids in it. */
  add: (files: readonly File[], destination: Destination) => Promise<string[]>;
  client: UploadClient | null;
}

const UploadsContext = createContext<Uploads>({ add: async () => [], client: null });

export const useUploads = () => useContext(UploadsContext);

/** Fetched with the first file; until then the page carries none of it. */
let loaded: UploadClient | null = null;

export async function loadClient(organizationId: string): Promise<UploadClient> {
  const { uploadClient } = await import('../upload-client.ts');
  loaded = uploadClient(organizationId);
  return loaded;
}

/** Around the pages of the library: takes files from all of them, and shows how far they are. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const { organization, permissions } = useShell();
  const announce = useAnnounce();
  const [client, setClient] = useState<UploadClient | null>(null);
  const mayWrite = permissions.includes('media:write');

  useEffect(() => {
    if (loaded) setClient(loaded);
    else if (mayWrite && localStorage.getItem(`masthead:uploads:${organization.id}`)) void loadClient(organization.id).then(setClient);
  }, [organization.id, mayWrite]);

  const add = useCallback(
    async (files: readonly File[], destination: Destination) => {
      if (files.length === 0 || !mayWrite) return [];
      announce(`${filesWords(files.length)} added to the uploads.`);
      const ready = await loadClient(organization.id);
      setClient(ready);
      return ready.add(files, destination);
    },
    [organization.id, mayWrite, announce],
  );
  const value = useMemo(() => ({ add, client }), [add, client]);
  return (
    <UploadsContext.Provider value={value}>
      {children}
      {client && (
        <Suspense fallback={null}>
          <Panel client={client} />
        </Suspense>
      )}
    </UploadsContext.Provider>
  );
}
