import type { LucideIcon } from 'lucide-react';
import { Suspense } from 'react';
import { late } from '#app/ui/late.tsx';
import { Menu, MenuButton } from '#app/ui/menu.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { useEditing, useWhatIs } from './editing.ts';
import { SLASH_ITEMS } from './slash-items.ts';

const TableDeeds = late(() => import('./table-deeds.tsx'));

/** In a table what can be done to it; elsewhere a new one. Its place in the bar stays the same. */
export function TableMenu({ icon }: { icon: LucideIcon }) {
  const { editor, doors } = useEditing();
  const inTable = useWhatIs(editor, (now) => now.isActive('table'));
  return (
    <Menu label="Table" icon={icon} trigger={<span className="sr-only">Table</span>} tone="quiet" size="small" className={inTable ? 'editor-tool' : 'editor-tool editor-fold-late'} panelClassName="w-60">
      {!inTable && <MenuButton onSelect={() => SLASH_ITEMS.find(({ name }) => name === 'table')!.run(editor, doors)}>Insert a table</MenuButton>}
      {inTable && <Suspense fallback={<Skeleton className="m-2 h-40" />}><TableDeeds /></Suspense>}
    </Menu>
  );
}
