import { Minimize2 } from 'lucide-react';
import { Suspense, useMemo, useRef, useState } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { Button } from '#app/ui/button.tsx';
import { late, Nothing } from '#app/ui/late.tsx';
import type { Doors, EditorProps, Open } from './doors.ts';
import { EditingContext, useEditing, useWhatIs } from './editing.ts';
import { jumpTo, posOfBlock } from './editor-handle.ts';
import { useFocusMode } from './focus-mode.ts';
import { LateCards } from './late-cards.tsx';
import { slashKey } from './slash.ts';
import { Toolbar } from './toolbar.tsx';
import { useEditor } from './use-editor.ts';

export type { EditorHandle, EditorProps } from './doors.ts';

const Floating = late(() => import('./tools.tsx'), Nothing);
const SlashMenu = late(() => import('./slash-menu.tsx'), Nothing);
const LinkPanel = late(() => import('./link-panel.tsx'));
const FindBar = late(() => import('./find-bar.tsx'));
const OutlinePanel = late(() => import('./outline-panel.tsx'));
const EmbedDialog = late(() => import('./embed-dialog.tsx'));

/** The writing surface. Load it by a dynamic import: it is the heaviest thing in the app. */
export function Editor(props: EditorProps) {
  const announce = useAnnounce();
  const frame = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<Open>(null);
  const [approached, setApproached] = useState(false);
  const [outline, setOutline] = useState(false);
  const [focusMode, setFocusMode] = useState(false);
  const page = useRef(props);
  page.current = props;

  const doors = useMemo<Doors>(() => ({
    pickAssets: (kind, many) => page.current.pickAssets(kind, many),
    assetSource: (id) => page.current.assetSource(id),
    findItems: (query) => page.current.findItems(query),
    open: setOpen,
    announce,
    toggleOutline: () => setOutline((on) => !on),
    toggleFocusMode: () => setFocusMode((on) => {
      announce(on ? 'Focus mode is off.' : 'Focus mode is on: only the text is shown. Escape leaves it.');
      return !on;
    }),
  }), [announce]);

  const { editor, cards, facts } = useEditor(surface, props, doors);
  const editing = useMemo(() => editor && { editor, doors }, [editor, doors]);
  useFocusMode(frame, focusMode);

  const approach = () => setApproached(true);
  const leaveFocusMode = (event: React.KeyboardEvent) => event.key === 'Escape' && focusMode && doors.toggleFocusMode();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the focus mode from wherever one is
    <div ref={frame} className="editor" data-editor data-focus-mode={focusMode || undefined} onKeyDown={leaveFocusMode}>
      <EditingContext.Provider value={editing}>
        {props.editable && (editing ? <Toolbar outline={outline} focused={focusMode} /> : <div className="editor-toolbar" />)}
        {focusMode && <Button size="small" tone="quiet" icon={Minimize2} className="editor-leave" onClick={doors.toggleFocusMode}>Leave focus mode</Button>}
        <Suspense fallback={null}>{editing && open === 'find' && <FindBar />}</Suspense>
        <div className="editor-columns">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: it only learns that someone comes */}
          <div ref={sheet} className="editor-sheet" onPointerEnter={approach} onFocus={approach}>
            <div ref={surface} className="editor-surface" />
            <Suspense fallback={null}>{editing && props.editable && approached && <Floating sheet={sheet} isFree={open === null} />}</Suspense>
            <Suspense fallback={null}>
              {editing && <Slash />}
              {editing && open === 'link' && <LinkPanel />}
              {editing && open === 'embed' && <EmbedDialog />}
            </Suspense>
          </div>
          <Suspense fallback={null}>{editing && outline && !focusMode && <OutlinePanel outline={facts.outline} onJump={(index) => jumpTo(editing.editor, posOfBlock(editing.editor, index))} />}</Suspense>
        </div>
        <p className="editor-facts">{facts.words.toLocaleString('en')} {facts.words === 1 ? 'word' : 'words'}{facts.readingTime > 0 && ` · ${facts.readingTime} min to read`}</p>
        {editing && <LateCards cards={cards} />}
      </EditingContext.Provider>
    </div>
  );
}

/** The menu's own chunk is asked for with the first slash. */
function Slash() {
  const { editor } = useEditing();
  const isOpen = useWhatIs(editor, ({ state }) => Boolean(slashKey.getState(state)));
  return isOpen && <SlashMenu />;
}

export default Editor;
