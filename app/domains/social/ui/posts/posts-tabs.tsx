import { useLocation } from '@remix-run/react';
import { TabsNav } from '#app/ui/tabs-nav.tsx';

const NEEDS_YOU = '/social/needs-you';

/** What everyone looks for among the posts. Filters stay while one goes from view to view. */
export function PostsTabs({ needs }: { needs: number }) {
  const { pathname, search } = useLocation();
  const filters = new URLSearchParams(search);
  const view = pathname === NEEDS_YOU ? NEEDS_YOU : (filters.get('view') ?? 'all');
  const to = (name: string) => {
    const params = new URLSearchParams(search);
    for (const left of ['after', 'before', 'view', 'status', 'target', 'why']) params.delete(left);
    if (name !== 'all') params.set('view', name);
    return params.size > 0 ? `/social?${params}` : '/social';
  };
  const tabs = [
    { name: 'all', label: 'All' },
    { name: 'scheduled', label: 'Scheduled' },
    { name: 'published', label: 'Published' },
    { name: 'drafts', label: 'Drafts' },
    { name: 'trash', label: 'Trash' },
  ].map(({ name, label }) => ({ to: to(name), label, current: view === name }));
  const asking = { to: NEEDS_YOU, label: 'Needs you', current: view === NEEDS_YOU, ...(needs > 0 ? { count: needs } : {}) };
  return <TabsNav label="Views" tabs={[...tabs.slice(0, 2), asking, ...tabs.slice(2)]} />;
}
