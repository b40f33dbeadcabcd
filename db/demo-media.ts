import { PAINTINGS, paint } from './demo-pictures.ts';

/** Puts the bytes of a file where the app will look for them. */
export type Keep = (key: string, bytes: Uint8Array, mimeType: string) => Promise<void>;

type Row = Record<string, unknown>;
type Insert = (table: string, rows: Row[]) => Promise<void>;

interface Demo {
  insert: Insert;
  keep: Keep;
  here: { organization_id: string };
  uploader: string;
  id: (number: number) => string;
  ago: (hours: number) => string;
}

const FOLDERS = ['Harbour', 'Pages and marks'];
const TAGS = ['Summer', 'Print', 'Cover'];
const FERRY = { crop: { left: 0.15, top: 0.2, width: 0.7, height: 0.6 } };

/** Newest last. One waits for its alt text, one is cropped, one lies in the trash. */
const FILES: { name: string; painting: keyof typeof PAINTINGS; alt: string; folder?: number; tags?: number[]; size?: [number, number]; more?: Row }[] = [
  { name: 'demo-old-mark.png', painting: 'mark', alt: 'A paragraph mark in a red disc', size: [400, 400], more: { deleted_at: 'now' } },
  { name: 'demo-mark.png', painting: 'mark', alt: 'A paragraph mark in a red disc', folder: 1, tags: [1], size: [600, 600] },
  { name: 'demo-swatches.png', painting: 'swatches', alt: 'Eight colour fields in two rows', folder: 1, tags: [1], size: [1200, 600] },
  { name: 'demo-front-page.png', painting: 'page', alt: 'A sketch of a front page: a headline, one picture, three columns', folder: 1, tags: [1, 2], size: [800, 1100] },
  { name: 'demo-lighthouse.png', painting: 'lighthouse', alt: 'A striped lighthouse on a green hill by the sea', folder: 0, tags: [0] },
  { name: 'demo-ferry.png', painting: 'ferry', alt: 'A black ferry with a red funnel on calm water', folder: 0, tags: [0], more: FERRY },
  { name: 'demo-harbour-at-dusk.png', painting: 'dusk', alt: '', folder: 0, size: [1200, 900] },
  { name: 'demo-harbour-at-dawn.png', painting: 'harbour', alt: 'The sun over a calm sea', tags: [0, 2], more: { focal_x: 0.68, focal_y: 0.48 } },
];

/** A small library to look around in: every row has its bytes. */
export async function writeDemoMedia({ insert, keep, here, uploader, id, ago }: Demo): Promise<void> {
  const folderIds = FOLDERS.map((_, index) => id(0x60 + index));
  const tagIds = TAGS.map((_, index) => id(0x68 + index));
  await insert('media_folders', FOLDERS.map((name, index) => ({ ...here, id: folderIds[index], name, path: `/${folderIds[index]}/` })));
  await insert('tags', TAGS.map((name, index) => ({ ...here, id: tagIds[index], name, slug: name.toLowerCase() })));
  for (const [index, { name, painting, alt, folder, tags = [], size: [width, height] = [1200, 800], more = {} }] of FILES.entries()) {
    const assetId = id(0x70 + index);
    const storageKey = `o/${here.organization_id}/${assetId}/${id(0x80 + index)}`;
    const { bytes, ...picture } = paint(PAINTINGS[painting], width, height);
    const at = ago(90 - index * 8);
    await keep(storageKey, bytes, 'image/png');
    await insert('media_assets', [
      {
        ...here, ...picture, id: assetId, folder_id: folder === undefined ? null : folderIds[folder], uploaded_by: uploader, name, alt_text: alt, type: 'image',
        description: 'Drawn by a formula for the demo.', storage_key: storageKey, mime_type: 'image/png', byte_size: bytes.length, status: 'ready',
        facts: { animated: false, hasAlpha: false }, uploaded_at: at, created_at: at, ...more, ...('deleted_at' in more ? { deleted_at: ago(2) } : {}),
      },
    ]);
    await insert('asset_tags', tags.map((tag) => ({ ...here, asset_id: assetId, tag_id: tagIds[tag] })));
  }
}
