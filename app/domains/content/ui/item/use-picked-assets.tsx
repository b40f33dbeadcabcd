import { Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { fileSource, imageSource } from '#app/domains/media/ui/asset-address.ts';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { Button } from '#app/ui/button.tsx';
import { late } from '#app/ui/late.tsx';
import type { PickedAsset } from '../editor/doors.ts';

const AssetPicker = late(() => import('#app/domains/media/ui/picker.tsx'));

interface Asked {
  kind: 'image' | 'video';
  many: boolean;
  picked: LibraryAsset[];
  done(assets: PickedAsset[]): void;
}

/** A film is played as it is; only of a picture is there a smaller one. */
export const sourceOf = (asset: LibraryAsset) => (asset.type === 'image' ? imageSource(asset, 1280) : fileSource(asset));

const shownOf = (asset: LibraryAsset): PickedAsset => ({ id: asset.id, altText: asset.altText, name: asset.name, src: sourceOf(asset), width: asset.width, height: asset.height });

/** The files that this page knows, and the library in a dialog for those that it does not know yet. */
export function usePickedAssets(known: readonly LibraryAsset[]) {
  const [picked, setPicked] = useState<readonly LibraryAsset[]>([]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const assets = useMemo(() => new Map([...known, ...picked].map((asset) => [asset.id, asset])), [known, picked]);
  const keepAsset = useCallback((asset: LibraryAsset) => setPicked((before) => [...before, asset]), []);
  const answered = useRef(false);

  const pickAssets = useCallback((kind: 'image' | 'video', many: boolean) => {
    answered.current = false;
    return new Promise<PickedAsset[]>((done) => setAsked({ kind, many, picked: [], done }));
  }, []);
  const end = (chosen: LibraryAsset[]) => {
    if (!asked || answered.current) return;
    answered.current = true;
    setAsked(null);
    asked.done(chosen.map(shownOf));
  };
  const pick = (asset: LibraryAsset) => {
    keepAsset(asset);
    if (!asked?.many) return end([asset]);
    setAsked({ ...asked, picked: asked.picked.some(({ id }) => id === asset.id) ? asked.picked.filter(({ id }) => id !== asset.id) : [...asked.picked, asset] });
  };

  const picker = asked && (
    <Suspense>
      <AssetPicker open onClose={() => end([])} onPick={pick} chosen={asked.picked.map(({ id }) => id)} types={[asked.kind]} title={asked.many ? 'Choose pictures' : asked.kind === 'image' ? 'Choose a picture' : 'Choose a video'}>
        {asked.many && (
          <div className="sticky bottom-0 flex items-center justify-between gap-2 border-t border-rule bg-sheet pt-3">
            <p role="status">{asked.picked.length === 0 ? 'Press the pictures you want.' : `${asked.picked.length} chosen: ${asked.picked.map(({ name }) => name).join(', ')}`}</p>
            <Button tone="primary" whyNot={asked.picked.length === 0 ? 'Choose at least one picture.' : null} onClick={() => end(asked.picked)}>
              Use them
            </Button>
          </div>
        )}
      </AssetPicker>
    </Suspense>
  );
  return { assets, keepAsset, pickAssets, picker };
}
