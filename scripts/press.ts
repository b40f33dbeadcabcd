import type { Press } from '#db/demo-live.ts';
import { editionOf, type Material, type PublishableAsset } from '#app/domains/publishing/edition.ts';

/** The app's own renderers, for the demo's published pieces. */
export const press: Press = (piece, { organization, assets, targets }) =>
  editionOf(piece as unknown as Material, { organization, assets: new Map((assets as unknown as PublishableAsset[]).map((asset) => [asset.id, asset])), targets: new Map(targets) });
