import { compareDocuments, type ComparedBlock, type Piece } from '../../document/compare.ts';
import { renderText } from '../../document/render-text.ts';
import { textOf } from '../../document/walk.ts';
import { FIELDS, same } from '../../saving/changes.ts';
import { FIELD_WORDS } from '../../saving/save-state.ts';
import type { Version } from '../../version.ts';
import { valueWords } from './field-value.ts';

/** What one version has and the other has not, to be read only. */
export function VersionDifferences({ before, after }: { before: Version; after: Version }) {
  const changed = FIELDS.filter((field) => field !== 'body' && !same(field, before[field], after[field]));
  const blocks = compareDocuments(before.body, after.body).filter(({ kind }) => kind !== 'same');
  if (changed.length + blocks.length === 0) return <p>Both are the same.</p>;
  return (
    <section aria-label="Differences" className="grid gap-4">
      {changed.map((field) => (
        <div key={field} className="grid gap-1">
          <h3 className="font-sans text-sm font-semibold">{FIELD_WORDS[field]}</h3>
          <p className="whitespace-pre-wrap wrap-anywhere">
            <Removed>{valueWords(field, before[field])}</Removed> <Added>{valueWords(field, after[field])}</Added>
          </p>
        </div>
      ))}
      {blocks.length > 0 && (
        <div className="grid gap-2">
          <h3 className="font-sans text-sm font-semibold">Text</h3>
          {blocks.map((block, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is made once and never reordered
            <ComparedText key={index} block={block} />
          ))}
        </div>
      )}
    </section>
  );
}

function ComparedText({ block: { kind, a, b, pieces } }: { block: ComparedBlock }) {
  const words = (block: ComparedBlock['a']) => (block ? renderText({ type: 'doc', content: [block] }) || `(${block.type})` : '');
  return (
    <p className="whitespace-pre-wrap wrap-anywhere">
      {kind === 'removed' && <Removed>{words(a)}</Removed>}
      {kind === 'added' && <Added>{words(b)}</Added>}
      {kind === 'changed' && (pieces ? pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is made once and never reordered
        <PieceText key={index} piece={piece} />
      )) : <><Removed>{words(a)}</Removed> <Added>{words(b)}</Added></>)}
    </p>
  );
}

function PieceText({ piece: { kind, content } }: { piece: Piece }) {
  const text = content.map(textOf).join('');
  if (kind === 'removed') return <Removed>{text}</Removed>;
  return kind === 'added' ? <Added>{text}</Added> : <span>{text}</span>;
}

const Removed = ({ children }: { children: string }) => (
  <del className="bg-failed-wash text-failed">
    <span className="sr-only">Removed: </span>
    {children}
  </del>
);

const Added = ({ children }: { children: string }) => (
  <ins className="bg-done-wash text-done">
    <span className="sr-only">Added: </span>
    {children}
  </ins>
);
