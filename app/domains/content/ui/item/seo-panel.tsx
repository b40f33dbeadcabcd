import { SwitchField } from '#app/ui/switch-field.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { imageSource } from '#app/domains/media/ui/asset-address.ts';
import { classes } from '#app/ui/class-names.ts';
import { CoverField } from './cover-field.tsx';
import type { RailProps } from './rail.ts';

interface SeoPanelProps extends RailProps {
  /** Where readers will find it: "/o/the-paper". */
  site: string;
  assets: ReadonlyMap<string, LibraryAsset>;
  keepAsset(asset: LibraryAsset): void;
}

/** What search engines and social networks show usually ends there. */
const LENGTHS = { title: [30, 60], description: [70, 160] } as const;

export function SeoPanel({ version, shownAt, change, refused, whyNot, site, assets, keepAsset }: SeoPanelProps) {
  const off = whyNot !== null;
  const { seo, title, excerpt, slug } = version;
  const set = (part: Partial<typeof seo>) => change({ seo: without({ ...seo, ...part }) });
  const shownTitle = seo.title || title || 'Untitled';
  const shownText = seo.description || excerpt || 'The first words of the text stand here when there is neither a description nor an excerpt.';
  const picture = assets.get(seo.imageAssetId ?? version.coverAssetId ?? '');
  return (
    <div key={shownAt} className="grid gap-4">
      <figure className="grid gap-1 rounded-md border border-rule bg-paper p-3">
        <figcaption className="text-xs text-ink-faint">In a search</figcaption>
        <span className="truncate text-sm text-ink-soft">{`${site}/${slug}`}</span>
        <span className="line-clamp-2 text-lg leading-snug text-accent">{cut(shownTitle, LENGTHS.title[1])}</span>
        <span className="line-clamp-3 text-sm text-ink-soft">{cut(shownText, LENGTHS.description[1])}</span>
      </figure>
      <figure className="grid overflow-hidden rounded-md border border-rule bg-paper">
        <figcaption className="px-3 pt-2 pb-1 text-xs text-ink-faint">When it is shared</figcaption>
        {picture ? <img src={imageSource(picture, 640)} alt="" className="aspect-[1.91] w-full bg-well object-cover" /> : <span className="grid aspect-[1.91] place-items-center bg-well text-sm text-ink-faint">No picture</span>}
        <span className="grid gap-0.5 p-3">
          <span className="line-clamp-2 font-medium">{shownTitle}</span>
          <span className="line-clamp-2 text-sm text-ink-soft">{shownText}</span>
        </span>
      </figure>
      <TextField name="seo-title" label="Title" hint={<Length text={seo.title ?? ''} of="title" otherwise="The title of the piece is used." />} defaultValue={seo.title ?? ''} maxLength={200} readOnly={off} error={refused.seo} onChange={(event) => set({ title: event.target.value })} />
      <TextAreaField name="seo-description" label="Description" hint={<Length text={seo.description ?? ''} of="description" otherwise="The excerpt is used." />} defaultValue={seo.description ?? ''} maxLength={500} readOnly={off} onChange={(event) => set({ description: event.target.value })} />
      <TextField name="seo-keywords" label="Keywords" hint="Commas between them. No reader sees them." defaultValue={(seo.keywords ?? []).join(', ')} readOnly={off} onChange={(event) => set({ keywords: event.target.value.split(',').map((word) => word.trim()).filter(Boolean) })} />
      <TextField name="seo-canonical" type="url" label="Canonical address" hint="Where the same text appeared first, if elsewhere." defaultValue={seo.canonical ?? ''} readOnly={off} onChange={(event) => event.target.validity.valid && set({ canonical: event.target.value.trim() })} />
      <CoverField
        label="Picture for sharing"
        hint="Without one, the cover is used."
        assetId={seo.imageAssetId ?? null}
        assets={assets}
        disabled={off}
        error={null}
        onChange={(asset) => {
          if (asset) keepAsset(asset);
          set({ imageAssetId: asset?.id });
        }}
      />
      <SwitchField name="seo-noindex" label="Hide from search engines" defaultChecked={seo.noindex === true} disabled={off} onChange={(noindex) => set({ noindex })} />
    </div>
  );
}

/** What is empty is not set: the piece's own words stand in for it. */
function without<T extends object>(seo: T): T {
  return Object.fromEntries(Object.entries(seo).filter(([, value]) => value !== '' && value !== false && value !== undefined && !(Array.isArray(value) && value.length === 0))) as T;
}

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

function Length({ text, of, otherwise }: { text: string; of: keyof typeof LENGTHS; otherwise: string }) {
  const [least, most] = LENGTHS[of];
  const length = [...text].length;
  if (length === 0) return <>{otherwise}</>;
  const judged = length > most ? 'longer than what is shown' : length < least ? 'short' : 'a good length';
  return (
    <span className={classes('tabular-nums', length > most && 'text-waiting')}>
      {length} of {most} characters, {judged}.
    </span>
  );
}
