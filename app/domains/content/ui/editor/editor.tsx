import { Minimize2 } from 'lucide-react';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { Button } from '#app/ui/button.tsx';
import { CardPortals } from './cards.tsx';
import type { Doors, EditorProps, Open } from './doors.ts';
import { EditingContext, useEditing, useWhatIs } from './editing.ts';
import { jumpTo, posOfBlock } from './editor-handle.ts';
import { useFocusMode } from './focus-mode.ts';
import { OutlinePanel } from './outline-panel.tsx';
import { slashKey } from './slash.ts';
import { useEditor } from './use-editor.ts';

export type { EditorHandle, EditorProps } from './doors.ts';

const tools = () => import('./tools.tsx');
const Toolbar = lazy(async () => ({ default: (await tools()).Toolbar }));
const Floating = lazy(async () => ({ default: (await tools()).Floating }));
const SlashMenu = lazy(() => import('./slash-menu.tsx'));
const LinkPanel = lazy(() => import('./link-panel.tsx'));
const FindBar = lazy(() => import('./find-bar.tsx'));
const EmbedDialog = lazy(() => import('./embed-dialog.tsx'));

/** The writing surface. Load it by a dynamic import: it is the heaviest thing in the app. */
export function Editor(props: EditorProps) {
  const announce = useAnnounce();
  const frame = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<Open>(null);
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

  const leaveFocusMode = (event: React.KeyboardEvent) => event.key === 'Escape' && focusMode && doors.toggleFocusMode();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the focus mode from wherever one is
    <div ref={frame} className="editor" data-editor data-focus-mode={focusMode || undefined} onKeyDown={leaveFocusMode}>
      <EditingContext.Provider value={editing}>
        {props.editable && <Suspense fallback={<div className="editor-toolbar" />}>{editing ? <Toolbar outline={outline} focused={focusMode} /> : <div className="editor-toolbar" />}</Suspense>}
        {focusMode && <Button size="small" tone="quiet" icon={Minimize2} className="editor-leave" onClick={doors.toggleFocusMode}>Leave focus mode</Button>}
        <Suspense fallback={null}>{editing && open === 'find' && <FindBar />}</Suspense>
        <div className="editor-columns">
          <div ref={sheet} className="editor-sheet">
            <div ref={surface} className="editor-surface" />
            <Suspense fallback={null}>{editing && props.editable && <Floating sheet={sheet} isFree={open === null} />}</Suspense>
            <Suspense fallback={null}>
              {editing && <Slash />}
              {editing && open === 'link' && <LinkPanel />}
              {editing && open === 'embed' && <EmbedDialog />}
            </Suspense>
          </div>
          {editing && outline && !focusMode && <OutlinePanel outline={facts.outline} onJump={(index) => jumpTo(editing.editor, posOfBlock(editing.editor, index))} />}
        </div>
        <p className="editor-facts">{facts.words.toLocaleString('en')} {facts.words === 1 ? 'word' : 'words'}{facts.readingTime > 0 && ` · ${facts.readingTime} min to read`}</p>
        {editing && <CardPortals cards={cards} />}
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
