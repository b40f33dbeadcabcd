import { ExternalLink } from 'lucide-react';
import { buttonLook } from '#app/ui/button.tsx';
import { fileSource } from './asset-address.ts';
import { AssetThumb } from './asset-thumb.tsx';
import { ImageStage } from './image-stage.tsx';
import type { LibraryAsset } from './library-asset.ts';

interface AssetPreviewProps {
  asset: LibraryAsset;
  organizationId: string;
  reply: unknown;
  whyNot: string | null;
}

/** The file itself, as far as a browser can show it. */
export function AssetPreview({ asset, organizationId, reply, whyNot }: AssetPreviewProps) {
  if (asset.deletedAt !== null || asset.sha256 === null) return <AssetThumb asset={asset} sizes="0px" whole className="aspect-4/3 max-w-80 rounded-lg border border-rule" />;
  const address = fileSource(asset);
  switch (asset.type) {
    case 'image':
      return <ImageStage key={`${asset.sha256}${asset.focalX}${asset.focalY}${JSON.stringify(asset.crop)}`} asset={asset} organizationId={organizationId} reply={reply} whyNot={whyNot} />;
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: it is a file of the library, played for those who keep it
        <video src={address} controls preload="metadata" poster={asset.preview ?? undefined} width={asset.width ?? undefined} height={asset.height ?? undefined} className="h-auto max-h-[62dvh] w-full rounded-lg bg-well">
          <a href={address}>{asset.name}</a>
        </video>
      );
    case 'audio':
      return (
        <div className="rounded-lg border border-rule bg-sheet p-4">
          {/* biome-ignore lint/a11y/useMediaCaption: it is a file of the library, played for those who keep it */}
          <audio src={address} controls preload="metadata" className="w-full">
            <a href={address}>{asset.name}</a>
          </audio>
        </div>
      );
    default:
      return (
        <div className="grid justify-items-start gap-4">
          <AssetThumb asset={asset} sizes="320px" whole className="aspect-4/3 w-full max-w-80 rounded-lg border border-rule" />
          {asset.mimeType === 'application/pdf' && (
            <a href={address} target="_blank" rel="noreferrer" className={buttonLook()}>
              <ExternalLink size={16} aria-hidden />
              Open the document
            </a>
          )}
        </div>
      );
  }
}
