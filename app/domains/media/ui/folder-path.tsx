import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import { ancestry } from './folder-order.ts';
import type { Folder } from './library-asset.ts';

/** From the library down to the folder that is open. */
export function FolderPath({ folder, folders, show }: { folder: Folder; folders: readonly Folder[]; show: string }) {
  const steps = ancestry(folders, folder.parentId);
  return (
    <nav aria-label="Where this folder is">
      <ol className="flex flex-wrap items-center gap-x-1">
        <li>
          <Link to={`/media${show.replace('&', '?')}`} className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
            Media
          </Link>
        </li>
        {steps.map(({ id, name }) => (
          <li key={id} className="inline-flex min-w-0 items-center gap-1">
            <ChevronRight size={13} aria-hidden className="mirror text-ink-faint" />
            <Link to={`/media?folder=${id}${show}`} className="inline-flex min-h-6 min-w-0 items-center truncate underline-offset-2 hover:underline">
              {name}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
