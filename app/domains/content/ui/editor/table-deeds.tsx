import { MenuButton, MenuRule } from '#app/ui/menu.tsx';
import { useEditing } from './editing.ts';
import { changeTable, type TableDeed } from './table-editing.ts';

const GROUPS: readonly (readonly [TableDeed, string])[][] = [
  [['rowBefore', 'Add a row above'], ['rowAfter', 'Add a row below'], ['columnBefore', 'Add a column before'], ['columnAfter', 'Add a column after']],
  [['headerRow', 'Header row on or off'], ['headerColumn', 'Header column on or off'], ['headerCell', 'Header cell on or off']],
  [['alignStart', 'Align the cells to the start'], ['alignCenter', 'Centre the cells'], ['alignRight', 'Align the cells right']],
  [['merge', 'Merge the chosen cells'], ['split', 'Split the cell']],
  [['deleteRow', 'Delete the row'], ['deleteColumn', 'Delete the column'], ['deleteTable', 'Delete the table']],
];

/** What can be done to the table that the cursor stands in. */
export default function TableDeeds() {
  const { editor } = useEditing();
  return GROUPS.map((deeds, index) => (
    <div key={deeds[0]![0]}>
      {index > 0 && <MenuRule />}
      {deeds.map(([deed, label]) => <MenuButton key={deed} tone={index === GROUPS.length - 1 ? 'danger' : 'plain'} onSelect={() => changeTable(editor, deed)}>{label}</MenuButton>)}
    </div>
  ));
}
