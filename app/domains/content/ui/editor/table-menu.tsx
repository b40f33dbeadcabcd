import type { LucideIcon } from 'lucide-react';
import { Menu, MenuButton, MenuRule } from '#app/ui/menu.tsx';
import { useEditing, useWhatIs } from './editing.ts';
import { SLASH_ITEMS } from './slash-items.ts';
import type { TableDeed } from './table-editing.ts';

const GROUPS: readonly (readonly [TableDeed, string])[][] = [
  [['rowBefore', 'Add a row above'], ['rowAfter', 'Add a row below'], ['columnBefore', 'Add a column before'], ['columnAfter', 'Add a column after']],
  [['headerRow', 'Header row on or off'], ['headerColumn', 'Header column on or off'], ['headerCell', 'Header cell on or off']],
  [['alignStart', 'Align the cells to the start'], ['alignCenter', 'Centre the cells'], ['alignRight', 'Align the cells right']],
  [['merge', 'Merge the chosen cells'], ['split', 'Split the cell']],
  [['deleteRow', 'Delete the row'], ['deleteColumn', 'Delete the column'], ['deleteTable', 'Delete the table']],
];

/** In a table what can be done to it; elsewhere a new one. Its place in the bar stays the same. */
export function TableMenu({ icon }: { icon: LucideIcon }) {
  const { editor, doors } = useEditing();
  const inTable = useWhatIs(editor, (now) => now.isActive('table'));
  const run = async (deed: TableDeed) => (await import('./table-editing.ts')).changeTable(editor, deed);
  return (
    <Menu label="Table" icon={icon} trigger={<span className="sr-only">Table</span>} tone="quiet" size="small" className={inTable ? 'editor-tool' : 'editor-tool editor-fold-late'} panelClassName="w-60">
      {!inTable && <MenuButton onSelect={() => SLASH_ITEMS.find(({ name }) => name === 'table')!.run(editor, doors)}>Insert a table</MenuButton>}
      {inTable && GROUPS.map((deeds, index) => (
        <div key={deeds[0]![0]}>
          {index > 0 && <MenuRule />}
          {deeds.map(([deed, label]) => <MenuButton key={deed} tone={index === GROUPS.length - 1 ? 'danger' : 'plain'} onSelect={() => void run(deed)}>{label}</MenuButton>)}
        </div>
      ))}
    </Menu>
  );
}
