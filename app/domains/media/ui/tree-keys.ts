/** The arrows of a tree, as the ARIA practices have them. True when the key meant something here. */
export function walkTree(tree: HTMLElement, item: HTMLElement, key: string, fold: (id: string, on: boolean) => void): boolean {
  const items = [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')].filter((each) => each.offsetParent !== null);
  const at = items.indexOf(item);
  const rtl = getComputedStyle(tree).direction === 'rtl';
  const [inward, outward] = rtl ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  const expanded = item.getAttribute('aria-expanded');
  const id = item.dataset.folder;
  const go = (to: HTMLElement | null | undefined) => {
    if (!to) return true;
    // One stop for the Tab key: wherever the arrows went.
    for (const each of items) each.tabIndex = each === to ? 0 : -1;
    to.focus();
    return true;
  };
  switch (key) {
    case 'ArrowDown':
      return go(items[at + 1]);
    case 'ArrowUp':
      return go(items[at - 1]);
    case 'Home':
      return go(items[0]);
    case 'End':
      return go(items.at(-1));
    case inward:
      if (expanded === 'false' && id) fold(id, true);
      else if (expanded === 'true') go(items[at + 1]);
      return true;
    case outward:
      if (expanded === 'true' && id) fold(id, false);
      else go(item.closest('[role="group"]')?.parentElement?.querySelector<HTMLElement>('[role="treeitem"]'));
      return true;
    case ' ':
      item.click();
      return true;
    default:
      return false;
  }
}
