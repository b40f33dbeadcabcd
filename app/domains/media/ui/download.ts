import { fileSource } from './asset-address.ts';
import type { LibraryAsset } from './library-asset.ts';

export function download(asset: LibraryAsset): void {
  const link = document.createElement('a');
  link.href = fileSource(asset);
  link.download = asset.name;
  document.body.appendChild(link);
  link.click();
  link.remove();
}
