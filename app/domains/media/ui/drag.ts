/** What is dragged within the library, named in the drag itself so that a drop elsewhere means nothing. */
const ASSETS = 'application/x-masthead-assets';
const FOLDER = 'application/x-masthead-folder';

export type Dragged = { kind: 'assets'; ids: string[] } | { kind: 'folder'; id: string } | { kind: 'files'; files: File[] };

export function carryAssets(data: DataTransfer, ids: readonly string[]): void {
  data.effectAllowed = 'move';
  data.setData(ASSETS, ids.join(','));
}

export function carryFolder(data: DataTransfer, id: string): void {
  data.effectAllowed = 'move';
  data.setData(FOLDER, id);
}

/** Only the kinds can be read while something is still being dragged. */
export function carried({ types }: DataTransfer): Dragged['kind'] | null {
  if (types.includes(ASSETS)) return 'assets';
  if (types.includes(FOLDER)) return 'folder';
  return types.includes('Files') ? 'files' : null;
}

export function dropped(data: DataTransfer): Dragged | null {
  const kind = carried(data);
  if (kind === 'assets') return { kind, ids: data.getData(ASSETS).split(',') };
  if (kind === 'folder') return { kind, id: data.getData(FOLDER) };
  return kind === 'files' ? { kind, files: [...data.files] } : null;
}
