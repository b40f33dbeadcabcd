import type { Edition, PublishedPicture } from '#db/schema/publishing.ts';
import type { DocumentJson } from '#app/domains/content/document/document.ts';
import { renderHtml } from '#app/domains/content/document/render-html.ts';
import { renderMarkdown } from '#app/domains/content/document/render-markdown.ts';
import { renderText } from '#app/domains/content/document/render-text.ts';
import { fileAddress, imageAddress, type Pictured, WIDTHS } from '#app/domains/media/address.ts';
import { slugOf } from '#app/platform/slug.ts';
import { addressOfItem } from './address.ts';

export interface Material extends Omit<Edition, 'html' | 'markdown' | 'text' | 'cover' | 'shareImage' | 'author'> {
  id: string;
  coverAssetId: string | null;
  authorId: string | null;
  author: string | null;
}

export interface PublishableAsset extends Pictured {
  altText: string;
  mimeType: string;
  visibility: 'public' | 'private';
  width: number | null;
  height: number | null;
}

/** What the words of a piece point at. */
export interface Surroundings {
  organization: string;
  assets: ReadonlyMap<string, PublishableAsset>;
  /** The addresses of the live pieces among those that it links to. */
  targets: ReadonlyMap<string, string>;
}

const SHOWN_WIDTH = 1280;

export function pictureOf(asset: PublishableAsset, alt = asset.altText): PublishedPicture {
  const widths = WIDTHS.filter((width) => asset.width === null || width <= asset.width);
  const srcset = widths.map((width) => `${imageAddress(asset, { width })} ${width}w`).join(', ');
  return { assetId: asset.id, src: imageAddress(asset, { width: SHOWN_WIDTH }), ...(srcset ? { srcset } : {}), width: asset.width, height: asset.height, alt };
}

/** Two people can have one name; the end of an id keeps them apart. */
export const authorSlug = (id: string, name: string) => `${slugOf(name) || 'author'}-${id.slice(-4)}`;

/** What readers will get, in every form in which it is served. Addresses are without a host: that is added where it is read. */
export function editionOf(item: Material, { organization, assets, targets }: Surroundings): Edition {
  const { id: _id, coverAssetId, authorId, author, ...kept } = item;
  const document = item.body as DocumentJson;
  const link = (id: string) => {
    const slug = targets.get(id);
    return slug === undefined ? null : addressOfItem(organization, slug);
  };
  const picture = (id: string | null | undefined) => {
    const asset = id ? assets.get(id) : undefined;
    return asset?.mimeType.startsWith('image/') ? pictureOf(asset) : null;
  };
  return {
    ...kept,
    html: renderHtml(document, { asset: (id) => shown(assets.get(id)), item: link }),
    markdown: renderMarkdown(document, { asset: (id) => source(assets.get(id)), item: link }),
    text: renderText(document),
    cover: picture(coverAssetId),
    shareImage: picture(item.seo.imageAssetId) ?? picture(coverAssetId),
    author: authorId && author ? { id: authorId, name: author, slug: authorSlug(authorId, author) } : null,
  };
}

const source = (asset: PublishableAsset | undefined) => asset && (asset.mimeType.startsWith('image/') ? imageAddress(asset, { width: SHOWN_WIDTH }) : fileAddress(asset)) || null;

function shown(asset: PublishableAsset | undefined) {
  if (!asset) return null;
  const { srcset, width, height, alt } = pictureOf(asset);
  return { src: source(asset)!, ...(srcset && asset.mimeType.startsWith('image/') ? { srcset, sizes: '(min-width: 48rem) 42rem, 100vw' } : {}), width, height, alt, mime: asset.mimeType };
}
