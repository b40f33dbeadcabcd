import { Link } from '@remix-run/react';
import { type DragEvent, type MouseEvent, useRef } from 'react';
import { classes } from '#app/ui/class-names.ts';
import { useHydrated } from '#app/ui/hydrated.ts';
import { useRowKeys } from '#app/ui/row-keys.ts';
import { AssetMarks, AssetTick, shortFacts } from './asset-marks.tsx';
import { AssetThumb } from './asset-thumb.tsx';
import type { LibraryAsset } from './library-asset.ts';
import type { Selection } from '#app/ui/use-selection.ts';
import { durationWords } from './words.ts';

export interface AssetListProps {
  assets: readonly LibraryAsset[];
  selection: Selection;
  onDragStart: (event: DragEvent, asset: LibraryAsset) => void;
}

const SIZES = '(width >= 68rem) 180px, (width >= 40rem) 30vw, 45vw';

export function AssetGrid({ assets, selection, onDragStart }: AssetListProps) {
  const list = useRef<HTMLUListElement>(null);
  const hydrated = useHydrated();
  useRowKeys(list);
  const choosing = selection.ids.size > 0;
  return (
    <ul ref={list} aria-label="Files" className="grid grid-cols-[repeat(auto-fill,minmax(min(7.5rem,100%),1fr))] gap-x-3 gap-y-5 sm:gap-x-4 sm:grid-cols-[repeat(auto-fill,minmax(10rem,1fr))]">
      {assets.map((asset, index) => {
        const chosen = selection.ids.has(asset.id);
        const pressLink = (event: MouseEvent) => {
          if (!event.shiftKey) return;
          event.preventDefault();
          selection.toggle(asset.id, true);
        };
        return (
          <li
            key={asset.id}
            draggable={hydrated && asset.deletedAt === null}
            onDragStart={(event) => onDragStart(event, asset)}
            className={classes('group relative grid content-start gap-2 rounded-md has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-3 has-[a:focus-visible]:outline-accent', chosen && 'outline-2 outline-offset-3 outline-accent')}
          >
            <AssetThumb asset={asset} sizes={SIZES} eager={index < 8} className="aspect-4/3 rounded-md border border-rule" />
            {asset.durationSeconds !== null && (
              <span className="absolute end-1.5 top-1.5 rounded-sm bg-ink px-1 text-xs text-on-ink tabular-nums">
                <span className="sr-only">Runs </span>
                {durationWords(asset.durationSeconds)}
              </span>
            )}
            <span className="grid min-w-0 gap-0.5">
              <Link
                to={`/media/${asset.id}`}
                data-row-link
                prefetch="intent"
                draggable={false}
                onClick={pressLink}
                className="truncate font-medium outline-none after:absolute after:inset-0"
                title={asset.name}
              >
                {asset.name}
              </Link>
              <span className="truncate text-sm text-ink-soft tabular-nums">{shortFacts(asset)}</span>
              <AssetMarks asset={asset} />
            </span>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the tick inside names itself */}
            <label
              className={classes(
                'absolute start-1.5 top-1.5 grid size-7 place-items-center rounded-md border border-rule bg-sheet pointer-coarse:size-9',
                !choosing && 'opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 pointer-coarse:opacity-100 unscripted:opacity-100',
              )}
            >
              <AssetTick asset={asset} selection={selection} />
            </label>
          </li>
        );
      })}
    </ul>
  );
}
