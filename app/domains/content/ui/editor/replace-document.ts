import type { Node as PmNode } from '@tiptap/pm/model';
import { Selection, type Transaction } from '@tiptap/pm/state';

/** Another version of the document takes the place of this one. Only what differs is touched, so the cursor stays elsewhere. */
export function replaceDocument(tr: Transaction, next: PmNode): Transaction {
  const before = tr.doc;
  let [first, lastA, lastB] = [0, before.childCount, next.childCount];
  while (first < Math.min(lastA, lastB) && before.child(first).eq(next.child(first))) first += 1;
  while (lastA > first && lastB > first && before.child(lastA - 1).eq(next.child(lastB - 1))) [lastA, lastB] = [lastA - 1, lastB - 1];
  if (first === lastA && first === lastB) return tr;
  const from = before.resolve(0).posAtIndex(first, 0);
  const [a, b] = [before.maybeChild(first), next.maybeChild(first)];
  if (lastA === first + 1 && lastB === first + 1 && a?.isTextblock && b && a.sameMarkup(b)) return replaceLine(tr, from + 1, a, b);
  const { anchor } = tr.selection;
  const to = before.resolve(0).posAtIndex(lastA, 0);
  const inside = anchor > from && anchor < to;
  tr.replaceWith(from, to, next.content.cut(next.resolve(0).posAtIndex(first, 0), next.resolve(0).posAtIndex(lastB, 0)));
  return inside ? tr.setSelection(Selection.near(tr.doc.resolve(Math.min(anchor, tr.doc.content.size)))) : tr;
}

function replaceLine(tr: Transaction, start: number, a: PmNode, b: PmNode): Transaction {
  const from = a.content.findDiffStart(b.content);
  const ends = a.content.findDiffEnd(b.content);
  if (from === null || !ends) return tr;
  // Where a letter is doubled, the likeness from the end may reach over the likeness from the start.
  const over = Math.max(0, from - Math.min(ends.a, ends.b));
  return tr.replaceWith(start + from, start + ends.a + over, b.content.cut(from, ends.b + over));
}
