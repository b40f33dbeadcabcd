import { Columns2 } from 'lucide-react';
import { Menu, MenuButton } from '#app/ui/menu.tsx';
import { arrangeColumns, columnsAround } from './columns.ts';
import { useEditing, useWhatIs } from './editing.ts';

const CHOICES = [[2, 'Two columns'], [3, 'Three columns'], [1, 'One below the other']] as const;

/** Only where the cursor stands in columns: how many there are. */
export default function ColumnsMenu() {
  const { editor, doors } = useEditing();
  const count = useWhatIs(editor, ({ state }) => columnsAround(state)?.node.childCount ?? 0);
  if (count === 0) return null;
  const arrange = (next: number, label: string) => {
    editor.view.dispatch(arrangeColumns(editor.state, next));
    editor.view.focus();
    doors.announce(`${label}.`);
  };
  return (
    <Menu label="Columns" icon={Columns2} trigger={<span className="sr-only">Columns</span>} tone="quiet" size="small" className="editor-tool" panelClassName="w-56">
      {CHOICES.filter(([next]) => next !== count).map(([next, label]) => <MenuButton key={next} onSelect={() => arrange(next, label)}>{label}</MenuButton>)}
    </Menu>
  );
}
