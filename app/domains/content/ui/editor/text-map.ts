import type { Node as PmNode } from '@tiptap/pm/model';

interface Piece {
  index: number;
  pos: number;
  length: number;
}

/** The words of a document as one string, one line for each line of text, and the way from there to positions and back. */
export interface TextMap {
  text: string;
  /** The position before the character at this index. */
  posAt(index: number): number;
  /** How much of the text stands before this position. */
  indexAt(pos: number): number;
}

export function textMap(doc: PmNode): TextMap {
  const pieces: Piece[] = [];
  let text = '';
  doc.descendants((node, pos) => {
    if (node.isTextblock && pieces.length > 0) text += '\n';
    if (node.isTextblock) pieces.push({ index: text.length, pos: pos + 1, length: 0 });
    const said = node.isText ? node.text! : node.type.name === 'hardBreak' ? '\n' : '';
    if (said) pieces.push({ index: text.length, pos, length: said.length });
    text += said;
  });
  const last = (isBefore: (piece: Piece) => boolean) => {
    let [low, high] = [0, pieces.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (isBefore(pieces[middle]!)) low = middle;
      else high = middle - 1;
    }
    return pieces[low] ?? { index: 0, pos: 0, length: 0 };
  };
  return {
    text,
    posAt: (index) => {
      const piece = last((each) => each.index <= index);
      return piece.pos + Math.min(index - piece.index, piece.length);
    },
    indexAt: (pos) => {
      const piece = last((each) => each.pos <= pos);
      return piece.index + Math.max(0, Math.min(pos - piece.pos, piece.length));
    },
  };
}
