import { Bold, ChevronDown, Code, Highlighter, ImagePlus, Italic, Link2, List, ListOrdered, ListTodo, ListTree, Maximize2, MoreHorizontal, Plus, Redo2, Search, Strikethrough, Table2, Underline, Undo2 } from 'lucide-react';
import { type MouseEvent, Suspense, useRef } from 'react';
import { IconButton } from '#app/ui/button.tsx';
import { late, Nothing } from '#app/ui/late.tsx';
import { Menu, MenuButton, MenuHeading, MenuRule } from '#app/ui/menu.tsx';
import { DeedButton, type DeedState } from './deed-button.tsx';
import { ALIGN_DEEDS, type Deed, HISTORY_DEEDS, KIND_DEEDS, kindOf, MARK_DEEDS, move } from './deeds.ts';
import { useEditing, useWhatIs } from './editing.ts';
import { useRoving } from './roving.ts';
import { keysAsWritten, withKeys } from './shortcut.ts';
import { insertImages, SLASH_ITEMS } from './slash-items.ts';
import { TableMenu } from './table-menu.tsx';

/** Most texts have no columns. */
const ColumnsMenu = late(() => import('./columns-menu.tsx'), Nothing);

const { bold, italic, underline, strike, code, highlight, link, subscript, superscript } = MARK_DEEDS;
const LISTS = KIND_DEEDS.filter(({ name }) => name.endsWith('List'));
const BUTTONS = [
  [bold, Bold], [italic, Italic], [underline, Underline], [strike, Strikethrough], [code, Code], [highlight, Highlighter], [link, Link2],
] as const;
const LIST_BUTTONS = [[LISTS[0]!, List], [LISTS[1]!, ListOrdered], [LISTS[2]!, ListTodo]] as const;
const HISTORY = [[HISTORY_DEEDS[0]!, Undo2], [HISTORY_DEEDS[1]!, Redo2]] as const;
/** What goes into "More" first where the bar is short, and what goes where it is very short; see editor.css. */
const FOLDS: Record<string, string> = {
  ...Object.fromEntries([underline, strike, code, highlight, LISTS[2]!].map(({ name }) => [name, 'editor-fold-early'])),
  ...Object.fromEntries([LISTS[1]!, ...HISTORY_DEEDS].map(({ name }) => [name, 'editor-fold-late'])),
};
const folded = (fold: string) => [...BUTTONS, ...LIST_BUTTONS, ...HISTORY].flatMap(([deed]) => (FOLDS[deed.name] === fold ? [deed] : []));
const SHOWN: Deed[] = [...BUTTONS, ...LIST_BUTTONS, ...HISTORY].map(([deed]) => deed);

/** A press on a tool leaves the selection where it is. */
export const keepSelection = (event: MouseEvent) => {
  if (!(event.target instanceof Element && event.target.closest('input, select, textarea'))) event.preventDefault();
};

export function Toolbar({ outline, focused }: { outline: boolean; focused: boolean }) {
  const { editor, doors } = useEditing();
  const bar = useRef<HTMLDivElement>(null);
  const walk = useRoving(bar, () => editor.view.focus());
  const states = useWhatIs(editor, (now): Record<string, DeedState> => Object.fromEntries(SHOWN.map((deed) => [deed.name, { on: deed.isOn?.(now) ?? false, can: deed.can?.(now) ?? true }])));
  const kind = useWhatIs(editor, kindOf);
  const inColumns = useWhatIs(editor, (now) => now.isActive('columns'));
  const group = (deeds: readonly (readonly [Deed, typeof Bold])[]) => deeds.map(([deed, icon]) => <DeedButton key={deed.name} deed={deed} icon={icon} state={states[deed.name]!} className={FOLDS[deed.name]} />);
  const item = (deed: Deed) => (
    <MenuButton key={deed.name} onSelect={() => deed.run(editor, doors)} {...(deed.keys ? { keys: keysAsWritten(deed.keys) } : {})}>
      {deed.label}
    </MenuButton>
  );
  return (
    <div ref={bar} role="toolbar" aria-label="Formatting" aria-orientation="horizontal" tabIndex={-1} className="editor-toolbar" data-editor-toolbar onKeyDown={walk} onMouseDown={keepSelection}>
      <Menu label={`${kind}: kind of block`} trigger={<span className="editor-kind flex items-center"><span className="truncate">{kind}</span><ChevronDown size={14} aria-hidden /></span>} tone="quiet" size="small" panelClassName="w-64">
        {KIND_DEEDS.map(item)}
        <MenuRule />
        <MenuButton keys={keysAsWritten('Alt-Shift-Up')} onSelect={() => move(editor, 'up', doors)}>Move up</MenuButton>
        <MenuButton keys={keysAsWritten('Alt-Shift-Down')} onSelect={() => move(editor, 'down', doors)}>Move down</MenuButton>
      </Menu>
      <span className="editor-toolbar-rule" />
      {group(BUTTONS)}
      <span className="editor-toolbar-rule" />
      {group(LIST_BUTTONS)}
      <span className="editor-toolbar-rule" />
      <IconButton label="Image from the library" icon={ImagePlus} size="small" className="editor-tool editor-fold-late" onClick={() => void insertImages(editor, doors)} />
      <TableMenu icon={Table2} />
      {inColumns && <Suspense fallback={null}><ColumnsMenu /></Suspense>}
      <Menu label="Insert" icon={Plus} trigger={<span className="sr-only">Insert</span>} tone="quiet" size="small" className="editor-tool" panelClassName="w-56">
        {SLASH_ITEMS.filter(({ group: of }) => !['Text', 'Lists'].includes(of)).map(({ name, label, run }) => <MenuButton key={name} onSelect={() => run(editor, doors)}>{label}</MenuButton>)}
      </Menu>
      <Menu label="More" icon={MoreHorizontal} trigger={<span className="sr-only">More</span>} tone="quiet" size="small" className="editor-tool" panelClassName="w-60">
        <div className="editor-folded-late">
          {folded('editor-fold-late').map(item)}
          <MenuButton keys={keysAsWritten('Mod-f')} onSelect={() => doors.open('find')}>Find and replace</MenuButton>
          <MenuButton keys={keysAsWritten('Mod-Shift-f')} onSelect={doors.toggleFocusMode}>Focus mode</MenuButton>
        </div>
        <div className="editor-folded-early">
          <MenuButton onSelect={doors.toggleOutline}>Outline</MenuButton>
          <MenuRule />
          {folded('editor-fold-early').map(item)}
        </div>
        {[subscript, superscript].map(item)}
        <MenuButton onSelect={() => editor.chain().focus().unsetAllMarks().run()}>Clear the formatting</MenuButton>
        <MenuHeading>Alignment</MenuHeading>
        {ALIGN_DEEDS.map(item)}
      </Menu>
      <span className="editor-toolbar-rule" />
      {group(HISTORY)}
      <span className="editor-toolbar-gap" />
      <IconButton label={withKeys('Find and replace', 'Mod-f')} icon={Search} size="small" className="editor-tool editor-fold-late" onClick={() => doors.open('find')} />
      <IconButton label="Outline" icon={ListTree} size="small" className="editor-tool editor-fold-early" aria-pressed={outline} onClick={doors.toggleOutline} />
      <IconButton label={withKeys('Focus mode', 'Mod-Shift-f')} icon={Maximize2} size="small" className="editor-tool editor-fold-late" aria-pressed={focused} onClick={doors.toggleFocusMode} />
    </div>
  );
}
