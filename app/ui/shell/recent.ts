export interface RecentPage {
  href: string;
  title: string;
}

const LIMIT = 6;
const place = (owner: string) => `masthead:recent:${owner}`;

/** Pages of this tab, per person and organization; gone when the tab closes, so nobody finds them on a shared machine. */
export function recentPages(owner: string): RecentPage[] {
  try {
    return JSON.parse(sessionStorage.getItem(place(owner)) ?? '[]') as RecentPage[];
  } catch {
    return [];
  }
}

export function remember(owner: string, page: RecentPage): void {
  if (!page.title) return;
  const others = recentPages(owner).filter((known) => known.href !== page.href);
  try {
    sessionStorage.setItem(place(owner), JSON.stringify([page, ...others].slice(0, LIMIT)));
  } catch {
    // Storage is refused: the palette then has no recent pages.
  }
}
