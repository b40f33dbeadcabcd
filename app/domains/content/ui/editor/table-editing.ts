import type { Editor } from '@tiptap/core';
import { keymap } from '@tiptap/pm/keymap';
import type { Command } from '@tiptap/pm/state';
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, columnResizing, deleteColumn, deleteRow, deleteTable, goToNextCell, mergeCells, setCellAttr, splitCell, tableEditing, toggleHeaderCell, toggleHeaderColumn, toggleHeaderRow,
} from '@tiptap/pm/tables';

const DEEDS = {
  rowBefore: addRowBefore, rowAfter: addRowAfter, columnBefore: addColumnBefore, columnAfter: addColumnAfter, headerRow: toggleHeaderRow, headerColumn: toggleHeaderColumn,
  headerCell: toggleHeaderCell, merge: mergeCells, split: splitCell, deleteRow, deleteColumn, deleteTable,
  alignStart: setCellAttr('align', null), alignCenter: setCellAttr('align', 'center'), alignRight: setCellAttr('align', 'right'),
} satisfies Record<string, Command>;

export type TableDeed = keyof typeof DEEDS;

export function changeTable(editor: Editor, deed: TableDeed): void {
  DEEDS[deed](editor.state, editor.view.dispatch);
  editor.view.focus();
}

/** Behind the last cell a new row begins. */
const nextCell: Command = (state, dispatch, view) => {
  if (goToNextCell(1)(state, dispatch)) return true;
  if (!addRowAfter(state, dispatch) || !view) return false;
  return goToNextCell(1)(view.state, dispatch);
};

export const tablePlugins = () => [
  columnResizing({ handleWidth: 5, cellMinWidth: 48, defaultCellMinWidth: 80, lastColumnResizable: false }),
  tableEditing(),
  keymap({ Tab: nextCell, 'Shift-Tab': goToNextCell(-1) }),
];
