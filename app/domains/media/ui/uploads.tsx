import { Suspense, useCallback, useEffect, useSyncExternalStore } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { late } from '#app/ui/late.tsx';
import type { Destination, UploadClient } from '../upload-client.ts';
import { files as filesWords } from './words.ts';

const Panel = late(() => import('./upload-panel.tsx'));

/** Fetched with the first file, and kept beside the pages: uploads go on wherever the reader goes. */
let loaded: UploadClient | null = null;
const listeners = new Set<() => void>();

export async function loadClient(organizationId: string): Promise<UploadClient> {
  if (loaded) return loaded;
  const { uploadClient } = await import('../upload-client.ts');
  loaded = uploadClient(organizationId);
  for (const listener of listeners) listener();
  return loaded;
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export type AddFiles = (files: readonly File[], destination: Destination) => Promise<string[]>;

/** Puts files into the queue; answers their ids in it. */
export function useAddFiles(): AddFiles {
  const { organization, permissions } = useShell();
  const announce = useAnnounce();
  const mayWrite = permissions.includes('media:write');
  return useCallback(
    async (files, destination) => {
      if (files.length === 0 || !mayWrite) return [];
      announce(`${filesWords(files.length)} added to the uploads.`);
      return (await loadClient(organization.id)).add(files, destination);
    },
    [organization.id, mayWrite, announce],
  );
}

/** On each page of the library: how far the uploads are, and what an earlier visit left unfinished. */
export function UploadsCorner() {
  const { organization, permissions } = useShell();
  const client = useSyncExternalStore(subscribe, () => loaded, () => null);
  const mayWrite = permissions.includes('media:write');

  useEffect(() => {
    try {
      if (mayWrite && localStorage.getItem(`masthead:uploads:${organization.id}`)) void loadClient(organization.id);
    } catch {
      // No storage, nothing unfinished.
    }
  }, [organization.id, mayWrite]);

  if (!client) return null;
  return (
    <Suspense fallback={null}>
      <Panel client={client} />
    </Suspense>
  );
}
