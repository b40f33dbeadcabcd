import { fileSource } from './asset-address.ts';
import type { LibraryAsset } from './library-asset.ts';

/** One after the other: browsers drop downloads that begin in the same moment. */
export async function download(assets: readonly LibraryAsset[]): Promise<void> {
  for (const asset of assets) {
    const link = document.createElement('a');
    link.href = fileSource(asset);
    link.download = asset.name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}
