import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type DocumentFacts, factsOf } from '../../document/facts.ts';
import { anchorsKey } from './anchor-marks.ts';
import { Cards } from './card-view.ts';
import type { Doors, EditorProps } from './doors.ts';
import { makeHandle } from './editor-handle.ts';
import { latePlugins } from './late-plugins.ts';
import { documentOf, makeEditor } from './make-editor.ts';

/** A breath after the last key; what is asked for in between is answered from the text itself. */
const TOLD_MS = 120;

/** Makes the editor once, keeps it in step with its page, and tells of every change. */
export function useEditor(surface: RefObject<HTMLElement>, props: EditorProps, doors: Doors) {
  const latest = useRef({ props, doors });
  latest.current = { props, doors };
  const [cards] = useState(() => new Cards());
  const [editor, setEditor] = useState<Editor | null>(null);
  const [facts, setFacts] = useState<DocumentFacts>(() => factsOf(props.document, props.language));

  // Before the page is painted, so that text and cards appear in one step and nothing moves.
  useLayoutEffect(() => {
    if (!surface.current) return;
    const made = makeEditor(surface.current, { get props() { return latest.current.props; }, get doors() { return latest.current.doors; } }, cards);
    const addLate = latePlugins(made);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let untold = false;
    const tell = () => {
      clearTimeout(timer);
      timer = undefined;
      const document = documentOf(made);
      if (untold) latest.current.props.onChange(document);
      untold = false;
      setFacts(factsOf(document, latest.current.props.language));
      addLate();
    };
    made.on('update', ({ transaction }) => {
      if (!transaction.docChanged) return;
      untold ||= !transaction.getMeta('fromOutside');
      timer ??= setTimeout(tell, TOLD_MS);
    });
    const tellNow = () => timer !== undefined && tell();
    made.on('blur', tellNow);
    addEventListener('pagehide', tellNow);
    addLate();
    setEditor(made);
    latest.current.props.onReady?.(makeHandle(made, () => latest.current.doors));
    return () => {
      tellNow();
      removeEventListener('pagehide', tellNow);
      made.destroy();
    };
  }, [surface, cards]);

  useEffect(() => {
    if (editor && !editor.isDestroyed && editor.isEditable !== props.editable) editor.setEditable(props.editable, false);
  }, [editor, props.editable]);

  const { anchors, language } = props;
  useEffect(() => {
    // Its attributes say the language and the direction, and are read anew with the state.
    if (editor && language !== undefined && !editor.isDestroyed) editor.view.updateState(editor.state);
  }, [editor, language]);

  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(anchorsKey, anchors ?? []));
  }, [editor, anchors]);

  return { editor: editor?.isDestroyed ? null : editor, cards, facts };
}
