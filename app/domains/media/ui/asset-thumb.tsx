import { classes } from '#app/ui/class-names.ts';
import { focalWithin, shownSize } from '../crop.ts';
import { imageSource, imageSources } from './asset-address.ts';
import type { LibraryAsset } from './library-asset.ts';
import { TYPES } from './words.ts';

type Pictured = Pick<LibraryAsset, 'id' | 'name' | 'sha256' | 'type' | 'mimeType' | 'altText' | 'width' | 'height' | 'color' | 'preview' | 'focalX' | 'focalY' | 'crop' | 'deletedAt' | 'signature'>;

interface AssetThumbProps {
  asset: Pictured;
  /** How wide it stands on the page, for the browser's choice among the sizes. */
  sizes: string;
  /** The whole picture instead of what fills the frame. */
  whole?: boolean;
  eager?: boolean;
  className?: string;
}

/**
 * A picture of a file in a frame that has its size before anything is loaded: its colour, then its preview, then itself.
 * Colours stand in SVG and positions are set by script, because the style-src policy allows no style attributes.
 */
export function AssetThumb({ asset, sizes, whole = false, eager = false, className }: AssetThumbProps) {
  const { word, icon: Icon } = TYPES[asset.type];
  const frame = classes('relative block overflow-hidden bg-well', className);
  const fit = classes('absolute inset-0 size-full', whole ? 'object-contain' : 'object-cover');
  const { width, height } = shownSize(asset);
  const focal = focalWithin(asset);
  const aim = (node: HTMLImageElement | null) => node?.style.setProperty('object-position', `${focal.x * 100}% ${focal.y * 100}%`);
  // What lies in the trash is not served.
  const shown = asset.type === 'image' && asset.sha256 !== null && asset.deletedAt === null;
  if (!shown && !asset.preview) {
    return (
      <span className={classes(frame, 'grid place-items-center text-ink-faint')}>
        <span className="grid justify-items-center gap-1.5 text-xs">
          <Icon size={22} aria-hidden />
          {extensionOf(asset.name) ?? word}
        </span>
      </span>
    );
  }
  return (
    <span className={frame}>
      {asset.color && !whole && (
        <svg aria-hidden className="absolute inset-0 size-full">
          <rect width="100%" height="100%" fill={asset.color} />
        </svg>
      )}
      {asset.preview && <img src={asset.preview} alt="" aria-hidden className={fit} ref={aim} />}
      {shown && (
        <img
          src={imageSource(asset, 320)}
          srcSet={imageSources(asset, width)}
          sizes={sizes}
          width={width ?? undefined}
          height={height ?? undefined}
          alt={asset.altText}
          loading={eager ? undefined : 'lazy'}
          decoding="async"
          className={fit}
          ref={aim}
        />
      )}
    </span>
  );
}

export function extensionOf(name: string): string | null {
  const found = /\.([a-z0-9]{1,5})$/i.exec(name);
  return found ? found[1]!.toUpperCase() : null;
}
