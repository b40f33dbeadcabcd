import { useFetcher } from '@remix-run/react';
import { Check, Images, SearchX, Upload } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { AssetThumb } from './asset-thumb.tsx';
import type { LibraryAsset } from './library-asset.ts';
import { PickerUpload } from './picker-upload.tsx';
import { type AssetType, durationWords, TYPES } from './words.ts';

/** What `/media/pick` answers. */
export interface Pickable {
  rows: LibraryAsset[];
  next: string | null;
  whyNotUpload: string | null;
}

interface AssetPickerProps {
  open: boolean;
  onClose: () => void;
  onPick: (asset: LibraryAsset) => void;
  /** Without them, everything. */
  types?: readonly AssetType[];
  title?: string;
  /** Those that are chosen already, where several can be. */
  chosen?: readonly string[];
  /** Under the files: for whoever picks several. */
  children?: ReactNode;
}

const SEARCH_MS = 250;

/** The library in a dialog: search, arrows, enter; what is missing can be uploaded on the spot. Load it lazily. */
export function AssetPicker({ open, onClose, onPick, types = [], title = 'Choose from the library', chosen, children }: AssetPickerProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title} wide>
      <Picking types={types} onPick={onPick} chosen={chosen} />
      {children}
    </Dialog>
  );
}

export default AssetPicker;

function Picking({ types, onPick, chosen }: { types: readonly AssetType[]; onPick: (asset: LibraryAsset) => void; chosen: readonly string[] | undefined }) {
  const fetcher = useFetcher<Pickable>();
  const [q, setQ] = useState('');
  const [rows, setRows] = useState<LibraryAsset[] | null>(null);
  const timer = useRef(0);
  const appending = useRef(false);
  const grid = useRef<HTMLUListElement>(null);
  const wanted = types.join(',');

  const ask = (words: string, after: string | null = null) => {
    const search = new URLSearchParams(wanted ? wanted.split(',').map((type) => ['type', type]) : []);
    if (words) search.set('q', words);
    if (after) search.set('after', after);
    appending.current = after !== null;
    fetcher.load(`/media/pick?${search}`);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each set of types
  useEffect(() => ask(''), [wanted]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const found = fetcher.data?.rows;
    if (found) setRows((before) => (appending.current && before ? [...before, ...found] : found));
  }, [fetcher.data]);

  const type = (words: string) => {
    setQ(words);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => ask(words.trim()), SEARCH_MS);
  };
  const walk = (event: KeyboardEvent) => {
    const buttons = [...(grid.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = buttons.indexOf(event.target as HTMLElement);
    const top = buttons[0]?.offsetTop;
    const inRow = Math.max(1, buttons.filter((button) => button.offsetTop === top).length);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: inRow, ArrowUp: -inRow }[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  };

  const next = fetcher.data?.next ?? null;
  const whyNotUpload = fetcher.data?.whyNotUpload ?? null;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          name="picker-search"
          type="search"
          label="Search"
          hideLabel
          placeholder="Search names, alt texts, tags"
          autoComplete="off"
          frameClassName="min-w-32 flex-1"
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            grid.current?.querySelector('button')?.focus();
          }}
        />
        <PickerUpload types={types} whyNot={whyNotUpload} onUploaded={onPick} label={<Upload size={16} aria-hidden />} />
      </div>
      {rows === null ? (
        <div role="status" className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-3">
          <span className="sr-only">Loading</span>
          {Array.from({ length: 10 }, (_, index) => index).map((index) => (
            <Skeleton key={index} className="aspect-4/3" />
          ))}
        </div>
      ) : rows.length === 0 ? (
        <EmptyState icon={q ? SearchX : Images} title={q ? 'Nothing matches' : 'Nothing here yet'}>
          {q ? 'Try the beginning of a word, or upload the file.' : 'Upload the first file here; it is kept in the library for later.'}
        </EmptyState>
      ) : (
        <ul ref={grid} aria-label="Files" onKeyDown={walk} className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-3">
          {rows.map((asset) => (
            <li key={asset.id}>
              <button type="button" aria-pressed={chosen?.includes(asset.id)} onClick={() => onPick(asset)} className="group relative grid w-full gap-1 rounded-md p-1 text-start hover:bg-hover aria-pressed:outline-2 aria-pressed:outline-accent">
                {chosen?.includes(asset.id) && <Check size={16} aria-hidden className="absolute end-2 top-2 z-10 rounded-full bg-accent p-0.5 text-paper" />}
                <AssetThumb asset={asset} sizes="140px" className="aspect-4/3 rounded-sm border border-rule" />
                <span className="truncate text-sm">{asset.name}</span>
                <span className="sr-only">{TYPES[asset.type].word}</span>
                {asset.durationSeconds !== null && <span className="text-xs text-ink-soft tabular-nums">{durationWords(asset.durationSeconds)}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {next && rows && (
        <Button onClick={() => ask(q.trim(), next)} busy={fetcher.state !== 'idle'} className="justify-self-center">
          Show more
        </Button>
      )}
    </div>
  );
}
