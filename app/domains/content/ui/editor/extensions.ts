import type { Extensions } from '@tiptap/core';
import { MARK_ORDER, NODES } from '../../document/grammar.ts';
import { cardNodes } from './card-nodes.ts';
import type { Cards } from './card-view.ts';
import { marks } from './marks.ts';
import { tableNodes, textNodes } from './text-nodes.ts';
import { keys, markdownShortcuts } from './typing.ts';

/** In the grammar's order: the first block fills what is empty, and marks lie upon one another as they are stored. */
export function documentExtensions(cards: Cards | null): Extensions {
  const nodes = new Map([...textNodes, ...tableNodes, ...cardNodes(cards)].map((each) => [each.name, each]));
  return [...Object.keys(NODES).map((name) => nodes.get(name)!), ...MARK_ORDER.map((name) => marks.find((each) => each.name === name)!), keys, markdownShortcuts];
}
