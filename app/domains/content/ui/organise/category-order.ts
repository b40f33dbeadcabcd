export interface Category {
  id: string;
  parentId: string | null;
  name: string;
  path: string;
  /** The pieces that stand in it, without those further down. */
  count: number;
}

export interface Branch extends Category {
  level: number;
  children: Branch[];
}

export interface Move {
  categoryId: string;
  parentId: string | null;
  /** One of the new siblings; null is the last place. */
  beforeId: string | null;
}

/** The flat list as a tree; siblings stand in the order of the list. */
export function treeOf(categories: readonly Category[]): Branch[] {
  const branches = new Map(categories.map((category) => [category.id, { ...category, level: 1, children: [] as Branch[] }]));
  const roots: Branch[] = [];
  for (const branch of branches.values()) (branch.parentId === null ? roots : (branches.get(branch.parentId)?.children ?? roots)).push(branch);
  const settle = (list: Branch[], level: number) => {
    for (const branch of list) {
      branch.level = level;
      settle(branch.children, level + 1);
    }
  };
  settle(roots, 1);
  return roots;
}

/** As read from top to bottom. */
export const inOrder = (branches: readonly Branch[]): Branch[] => branches.flatMap((branch) => [branch, ...inOrder(branch.children)]);

export const isWithin = (category: Category, other: Category) => category.path.startsWith(other.path);

/** All pieces in it and below. */
export const countWithin = (categories: readonly Category[], category: Category) => categories.reduce((sum, each) => (isWithin(each, category) ? sum + each.count : sum), 0);

export const siblingsOf = (categories: readonly Category[], parentId: string | null) => categories.filter((each) => each.parentId === parentId);

/** The list as it will be once a move has counted: shown while it is on its way. */
export function afterMove(categories: readonly Category[], { categoryId, parentId, beforeId }: Move): Category[] {
  const moving = categories.find(({ id }) => id === categoryId);
  if (!moving) return [...categories];
  const rest = categories.filter(({ id }) => id !== categoryId);
  const at = beforeId === null ? -1 : rest.findIndex(({ id }) => id === beforeId);
  const moved = { ...moving, parentId };
  return at < 0 ? [...rest, moved] : [...rest.slice(0, at), moved, ...rest.slice(at)];
}

export type Step = 'up' | 'down' | 'in' | 'out';

/** One step among the siblings, into the one before, or out to stand after the parent; null where there is no such step. */
export function stepOf(categories: readonly Category[], id: string, step: Step): Move | null {
  const category = categories.find((each) => each.id === id);
  if (!category) return null;
  const siblings = siblingsOf(categories, category.parentId);
  const at = siblings.indexOf(category);
  const parent = categories.find((each) => each.id === category.parentId);
  switch (step) {
    case 'up':
      return at > 0 ? { categoryId: id, parentId: category.parentId, beforeId: siblings[at - 1]!.id } : null;
    case 'down':
      return at < siblings.length - 1 ? { categoryId: id, parentId: category.parentId, beforeId: siblings[at + 2]?.id ?? null } : null;
    case 'in':
      return at > 0 ? { categoryId: id, parentId: siblings[at - 1]!.id, beforeId: null } : null;
    case 'out': {
      if (!parent) return null;
      const aunts = siblingsOf(categories, parent.parentId);
      return { categoryId: id, parentId: parent.parentId, beforeId: aunts[aunts.indexOf(parent) + 1]?.id ?? null };
    }
  }
}

/** Where a move leads, as one hears it: "Ports is in Harbours now, 2 of 3." */
export function tellMove(categories: readonly Category[], move: Move): string {
  const after = afterMove(categories, move);
  const siblings = siblingsOf(after, move.parentId);
  const name = (id: string | null) => categories.find((each) => each.id === id)?.name;
  const place = siblings.findIndex(({ id }) => id === move.categoryId) + 1;
  return `${name(move.categoryId)} is ${move.parentId === null ? 'at the top' : `in ${name(move.parentId)}`} now, ${place} of ${siblings.length}.`;
}
