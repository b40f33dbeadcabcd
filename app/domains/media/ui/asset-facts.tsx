import { CircleAlert, TriangleAlert } from 'lucide-react';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import type { LibraryAsset } from './library-asset.ts';
import { durationWords, sizeWords } from './words.ts';

export interface KnownAsset extends LibraryAsset {
  uploader: string | null;
  facts: { animated?: boolean; videoCodec?: string | null; audioCodec?: string | null; frameRate?: number | null; pages?: number | null; suspicious?: string | null; private?: Record<string, string | number> };
}

/** What the file says of itself. Only what there is: a picture has no duration. */
export function AssetFacts({ asset }: { asset: KnownAsset }) {
  const { person, organization } = useShell();
  const { facts } = asset;
  const items = [
    { term: 'Type', value: asset.mimeType },
    { term: 'Size', value: sizeWords(asset.byteSize) },
    ...(asset.width && asset.height ? [{ term: 'Dimensions', value: `${asset.width} × ${asset.height} px${facts.animated ? ', animated' : ''}` }] : []),
    ...(asset.durationSeconds === null ? [] : [{ term: 'Duration', value: durationWords(asset.durationSeconds) }]),
    ...(facts.pages ? [{ term: 'Pages', value: facts.pages }] : []),
    ...(facts.videoCodec || facts.audioCodec ? [{ term: 'Codec', value: [facts.videoCodec, facts.audioCodec].filter(Boolean).join(', ') }] : []),
    ...(facts.frameRate ? [{ term: 'Frames', value: `${Math.round(facts.frameRate * 100) / 100} a second` }] : []),
    { term: 'Uploaded', value: asset.uploadedAt && <Time at={asset.uploadedAt} zone={person.timeZone} otherZone={organization.timeZone} /> },
    { term: 'By', value: asset.uploader ?? 'A program or someone who left' },
  ];
  const hidden = Object.entries(facts.private ?? {});
  return (
    <div className="grid gap-3">
      <DefinitionList items={items} />
      {facts.suspicious && (
        <p className="flex gap-2 rounded-md bg-waiting-wash px-3 py-2 text-sm text-waiting">
          <TriangleAlert size={15} aria-hidden className="mt-0.5" />
          {facts.suspicious}
        </p>
      )}
      {hidden.length > 0 && (
        <details className="group rounded-md border border-rule">
          <summary className="flex min-h-9 items-center px-3 text-ink-soft hover:text-ink pointer-coarse:min-h-11">Only your team sees this</summary>
          <div className="px-3 pb-1">
            <p className="text-sm text-ink-soft">Taken off whatever is served: camera, place and time.</p>
            <DefinitionList items={hidden.map(([name, value]) => ({ term: sentenceCase(name), value: String(value) }))} />
          </div>
        </details>
      )}
    </div>
  );
}

const sentenceCase = (name: string) => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export interface Refusal {
  platform: string;
  why: string;
  certain: boolean;
}

/** Said before anyone plans a post with it. */
export function PlatformRefusals({ refusals }: { refusals: readonly Refusal[] }) {
  if (refusals.length === 0) return <p className="text-ink-soft">Every platform takes it, as far as is known.</p>;
  const sorted = [...refusals].sort((one, other) => Number(other.certain) - Number(one.certain));
  return (
    <ul className="grid gap-2">
      {sorted.map(({ platform, why, certain }) => (
        <li key={platform + why} className="flex gap-2 text-sm">
          {certain ? <CircleAlert size={15} aria-hidden className="mt-0.5 text-failed" /> : <TriangleAlert size={15} aria-hidden className="mt-0.5 text-waiting" />}
          <span>{why}</span>
        </li>
      ))}
    </ul>
  );
}
