import { fileSource, imageSource, imageSources } from '#app/domains/media/ui/asset-address.ts';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { renderHtml } from '../../document/render-html.ts';
import { directionOf } from '../direction.ts';
import type { Version } from '../../version.ts';

interface DrawnTextProps {
  version: Version;
  assets: ReadonlyMap<string, LibraryAsset>;
}

/**
 * The text as readers will have it, before the editor is there and where no script runs; made by the allow-list of
 * render-html.ts. The server alone draws it: in the browser React leaves what stands there, until the editor takes its place.
 */
export function DrawnText({ version, assets }: DrawnTextProps) {
  const html = import.meta.env.SSR ? drawn(version, assets) : '';
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <div lang={version.language} dir={directionOf(version.language)} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html }} />;
}

const drawn = (version: Version, assets: DrawnTextProps['assets']) =>
  renderHtml(version.body, {
    frames: false,
    prefix: 'drawn-',
    asset: (id) => {
      const asset = assets.get(id);
      if (!asset) return null;
      const srcset = asset.type === 'image' ? imageSources(asset, asset.width) : undefined;
      return { src: asset.type === 'image' ? imageSource(asset, 1280) : fileSource(asset), ...(srcset ? { srcset } : {}), width: asset.width, height: asset.height, alt: asset.altText, mime: asset.mimeType };
    },
    item: (id) => `/content/${id}`,
  });
