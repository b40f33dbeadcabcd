import type { DocumentFacts } from '../../document/facts.ts';
import { useEditing, useWhatIs } from './editing.ts';

interface OutlinePanelProps {
  outline: DocumentFacts['outline'];
  onJump: (index: number) => void;
}

/** The headings; the one that the cursor stands under is marked. */
export default function OutlinePanel({ outline, onJump }: OutlinePanelProps) {
  const { editor } = useEditing();
  const block = useWhatIs(editor, ({ state }) => state.selection.$from.index(0));
  const current = outline.findLastIndex(({ at }) => at <= block);
  return (
    <nav aria-label="Outline" className="editor-outline">
      <p className="text-xs font-medium text-ink-faint">Outline</p>
      {outline.length === 0 && <p className="pt-1 text-sm text-ink-soft">Headings appear here.</p>}
      <ol>
        {outline.map(({ id, text, level, at }, index) => (
          <li key={id} data-level={level}>
            <button type="button" dir="auto" aria-current={index === current ? 'location' : undefined} onClick={() => onJump(at)}>
              {text || 'Heading without words'}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
