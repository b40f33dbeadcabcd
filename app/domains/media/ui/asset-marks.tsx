import { EyeOff, Lock } from 'lucide-react';
import { Badge } from '#app/ui/badge.tsx';
import { Tick } from '#app/ui/tick.tsx';
import { extensionOf } from './asset-thumb.tsx';
import { type LibraryAsset, needsAltText } from './library-asset.ts';
import type { Selection } from '#app/ui/use-selection.ts';
import { sizeWords, TYPES } from './words.ts';

/** "JPG · 2.4 MB" */
export const shortFacts = (asset: LibraryAsset) => `${extensionOf(asset.name) ?? TYPES[asset.type].word} · ${sizeWords(asset.byteSize)}`;

/** What an editor has to know before using it. */
export function AssetMarks({ asset }: { asset: LibraryAsset }) {
  if (!needsAltText(asset) && asset.visibility === 'public') return null;
  return (
    <span className="flex flex-wrap gap-1">
      {needsAltText(asset) && (
        <Badge tone="waiting" icon={EyeOff}>
          Needs alt text
        </Badge>
      )}
      {asset.visibility === 'private' && (
        <Badge tone="idle" icon={Lock}>
          Private
        </Badge>
      )}
    </span>
  );
}

/** Ticks by press, by x, and with shift all between; without scripts it is a plain field of the form around it. */
export function AssetTick({ asset, selection }: { asset: LibraryAsset; selection: Selection }) {
  return (
    <Tick
      type="checkbox"
      name="ids[]"
      value={asset.id}
      aria-label={`Choose ${asset.name}`}
      checked={selection.ids.has(asset.id)}
      onChange={(event) => selection.toggle(asset.id, (event.nativeEvent as MouseEvent).shiftKey)}
    />
  );
}
