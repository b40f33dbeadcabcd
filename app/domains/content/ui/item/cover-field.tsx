import { ImagePlus } from 'lucide-react';
import { Suspense, useState } from 'react';
import { imageSource } from '#app/domains/media/ui/asset-address.ts';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { Button } from '#app/ui/button.tsx';
import { late } from '#app/ui/late.tsx';

const AssetPicker = late(() => import('#app/domains/media/ui/picker.tsx'));

interface CoverFieldProps {
  label?: string;
  hint?: string;
  assetId: string | null;
  assets: ReadonlyMap<string, LibraryAsset>;
  onChange(asset: LibraryAsset | null): void;
  disabled: boolean;
  error: string | null;
}

/** One picture of the library, beside the text. */
export function CoverField({ label = 'Cover', hint, assetId, assets, onChange, disabled, error }: CoverFieldProps) {
  const [choosing, setChoosing] = useState(false);
  const asset = assetId ? assets.get(assetId) : undefined;
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {asset && <img src={imageSource(asset, 640)} alt={asset.altText} className="aspect-video w-full rounded-md border border-rule bg-well object-cover" />}
      {assetId && !asset && <p className="text-sm text-ink-soft">The picture is not in the library any more.</p>}
      {asset && asset.altText === '' && <p className="text-sm text-waiting">It has no alternative text yet: add one in the library.</p>}
      {disabled && !assetId && <p className="text-sm text-ink-soft">None.</p>}
      <span className={disabled ? 'hidden' : 'flex flex-wrap gap-2'}>
        <Button size="small" icon={ImagePlus} onClick={() => setChoosing(true)}>
          {assetId ? 'Choose another' : 'Choose a picture'}
        </Button>
        {assetId && (
          <Button size="small" tone="quiet" onClick={() => onChange(null)}>
            Remove
          </Button>
        )}
      </span>
      {(error || hint) && <p className={error ? 'text-sm text-failed' : 'text-sm text-ink-soft'}>{error ?? hint}</p>}
      {choosing && (
        <Suspense>
          <AssetPicker
            open
            onClose={() => setChoosing(false)}
            onPick={(picked) => {
              setChoosing(false);
              onChange(picked);
            }}
            types={['image']}
            title={`Choose the ${label.toLowerCase()}`}
          />
        </Suspense>
      )}
    </fieldset>
  );
}
