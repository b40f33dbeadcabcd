import type { Crop } from '../crop.ts';
import type { AssetType } from './words.ts';

/** A file as the lists show it: what db/queries/media.ts reads for each. */
export interface LibraryAsset {
  id: string;
  folderId: string | null;
  name: string;
  altText: string;
  type: AssetType;
  mimeType: string;
  visibility: 'public' | 'private';
  byteSize: number;
  sha256: string | null;
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  focalX: number;
  focalY: number;
  crop: Crop | null;
  color: string | null;
  preview: string | null;
  usageCount: number;
  uploadedAt: string | null;
  deletedAt: string | null;
  /** What a private file's address needs besides itself. */
  signature: string | null;
}

export interface Folder {
  id: string;
  parentId: string | null;
  name: string;
  path: string;
}

export interface Tag {
  id: string;
  name: string;
  usageCount: number;
}

export const needsAltText = (asset: Pick<LibraryAsset, 'type' | 'altText'>) => asset.type === 'image' && asset.altText === '';
