import { dropCursor } from '@tiptap/pm/dropcursor';
import { gapCursor } from '@tiptap/pm/gapcursor';

/** The line where a drop would land, and the cursor between two blocks that hold no text. */
export const cursors = () => [gapCursor(), dropCursor({ color: false, class: 'editor-drop', width: 2 })];
