import type { Folder } from './library-asset.ts';

export interface Branch extends Folder {
  level: number;
  children: Branch[];
}

/** The flat list as a tree, each level in the order of the alphabet. */
export function treeOf(folders: readonly Folder[]): Branch[] {
  const branches = new Map(folders.map((folder) => [folder.id, { ...folder, level: 1, children: [] as Branch[] }]));
  const roots: Branch[] = [];
  for (const branch of branches.values()) {
    const parent = branch.parentId === null ? undefined : branches.get(branch.parentId);
    (parent?.children ?? roots).push(branch);
  }
  const settle = (list: Branch[], level: number): Branch[] => {
    list.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true, sensitivity: 'base' }));
    for (const branch of list) {
      branch.level = level;
      settle(branch.children, level + 1);
    }
    return list;
  };
  return settle(roots, 1);
}

/** As read from top to bottom. */
export const inOrder = (branches: readonly Branch[]): Branch[] => branches.flatMap((branch) => [branch, ...inOrder(branch.children)]);

/** From the top down to the folder itself. */
export function ancestry(folders: readonly Folder[], id: string | null | undefined): Folder[] {
  const found = folders.find((folder) => folder.id === id);
  if (!found) return [];
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  return found.path.split('/').filter(Boolean).flatMap((step) => byId.get(step) ?? []);
}

export const isWithin = (folder: Folder, other: Folder) => folder.path.startsWith(other.path);

/** For a select: indented by depth, without the folder that moves and what is in it. */
export function folderChoices(folders: readonly Folder[], except?: Folder): { value: string; label: string }[] {
  return inOrder(treeOf(folders))
    .filter((branch) => !except || !isWithin(branch, except))
    .map(({ id, name, level }) => ({ value: id, label: `${'\u2003'.repeat(level - 1)}${name}` }));
}
