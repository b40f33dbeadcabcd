import { ArrowDown, ArrowUp, CircleAlert, ImagePlus, TriangleAlert, X } from 'lucide-react';
import { Suspense, useState } from 'react';
import { AssetThumb } from '#app/domains/media/ui/asset-thumb.tsx';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { Button, IconButton } from '#app/ui/button.tsx';
import { late, Nothing } from '#app/ui/late.tsx';
import type { Hindrance } from '../../composing/why-not-published.ts';
import type { Library, Outlook } from './composition.ts';
import { WordsField } from './words-field.tsx';

const AssetPicker = late(() => import('#app/domains/media/ui/picker.tsx'), Nothing);

interface MediaFieldProps {
  id: string;
  ids: readonly string[];
  altOf: (assetId: string) => string;
  library: Library;
  /** Where these files go; what a platform refuses is said at the file. */
  outlooks: readonly Outlook[];
  /** The field that the hindrances name: "media" or "thread.0.media". */
  field: string;
  readOnly: boolean;
  onPick: (asset: LibraryAsset) => void;
  onChange: (ids: string[]) => void;
  onAlt: (assetId: string, alt: string) => void;
}

/** Files of the library in their order, each with the words that stand for it and what the platforms say of it. */
export function MediaField({ id, ids, altOf, library, outlooks, field, readOnly, onPick, onChange, onAlt }: MediaFieldProps) {
  // Once opened it stays, closed: the focus goes back only from a dialog that closes.
  const [open, setOpen] = useState<boolean | null>(null);
  const own = outlooks.flatMap(({ account, hindrances }) => hindrances.filter((each) => each.field === field).map((each) => ({ ...each, account: account.name })));
  const move = (at: number, by: number) => {
    const next = [...ids];
    const [moved] = next.splice(at, 1);
    next.splice(at + by, 0, moved!);
    onChange(next);
  };
  return (
    <div className="grid min-w-0 gap-3">
      {ids.length > 0 && (
        <ol aria-label="Files" className="grid gap-3">
          {ids.map((assetId, at) => {
            const file = library.get(assetId);
            const said = saidOf(outlooks, `${field}.${at}`);
            return (
              <li key={assetId} className="grid grid-cols-[5rem_minmax(0,1fr)_auto] gap-3 max-[26rem]:grid-cols-[minmax(0,1fr)_auto]">
                {file ? <AssetThumb asset={file} sizes="80px" className="aspect-square rounded-md max-[26rem]:col-span-2 max-[26rem]:w-20" /> : <span className="grid aspect-square place-items-center rounded-md bg-well text-xs text-ink-faint">Gone</span>}
                <div className="grid min-w-0 content-start gap-1.5">
                  <p className="truncate text-sm font-medium">{file?.name ?? 'A file that is not in the library any more'}</p>
                  {file?.type === 'image' && <WordsField id={`${id}-alt-${assetId}`} label={`What ${file.name} shows`} hideLabel value={altOf(assetId)} onChange={(alt) => onAlt(assetId, alt)} readOnly={readOnly} rows={1} placeholder="Describe it for those who do not see it" />}
                  <Said said={said} />
                </div>
                {!readOnly && (
                  <div className="flex content-start items-start max-[26rem]:flex-col unscripted:hidden">
                    <IconButton size="small" icon={ArrowUp} label={`Move ${file?.name ?? 'it'} up`} disabled={at === 0} onClick={() => move(at, -1)} />
                    <IconButton size="small" icon={ArrowDown} label={`Move ${file?.name ?? 'it'} down`} disabled={at === ids.length - 1} onClick={() => move(at, 1)} />
                    <IconButton size="small" icon={X} label={`Take ${file?.name ?? 'it'} out`} onClick={() => onChange(ids.filter((each) => each !== assetId))} />
                  </div>
                )}
              </li>
            );
          })}
        </ol>
      )}
      <Said said={own} />
      {!readOnly && (
        <div className="unscripted:hidden">
          <Button size="small" icon={ImagePlus} onClick={() => setOpen(true)}>
            {ids.length === 0 ? 'Add a picture or a video' : 'Add another'}
          </Button>
        </div>
      )}
      {open !== null && (
        <Suspense fallback={null}>
          <AssetPicker
            open={open}
            onClose={() => setOpen(false)}
            types={['image', 'video', 'document']}
            chosen={ids}
            onPick={(asset) => {
              onPick(asset);
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

const saidOf = (outlooks: readonly Outlook[], field: string) => {
  const all = outlooks.flatMap(({ account, hindrances }) => hindrances.filter((each) => each.field === field).map((each) => ({ ...each, account: account.name })));
  return all.filter(({ sentence }, at) => all.findIndex((other) => other.sentence === sentence) === at);
};

/** A refusal stops; what only others report warns. */
function Said({ said }: { said: readonly (Hindrance & { account: string })[] }) {
  if (said.length === 0) return null;
  return (
    <ul className="grid gap-0.5 text-sm">
      {said.map(({ sentence, certain, account }) => (
        <li key={`${account}${sentence}`} className={certain ? 'flex gap-1.5 text-failed' : 'flex gap-1.5 text-waiting'}>
          {certain ? <CircleAlert size={14} aria-hidden className="mt-[3px] shrink-0" /> : <TriangleAlert size={14} aria-hidden className="mt-[3px] shrink-0" />}
          {sentence}
        </li>
      ))}
    </ul>
  );
}
