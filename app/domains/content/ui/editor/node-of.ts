import { Mark, type MarkConfig, Node, type NodeConfig } from '@tiptap/core';
import { type AttributeRule, isInline, MARKS, NODES, readAttributes } from '../../document/grammar.ts';

const attributes = (rules: Record<string, AttributeRule> = {}) =>
  Object.fromEntries(Object.entries(rules).map(([name, { otherwise }]) => [name, { default: otherwise, isRequired: otherwise === undefined, rendered: false, parseHTML: () => null }]));

/** An extension whose place in the schema is what the grammar says; here it only learns how to look and to behave. */
export function nodeOf(name: string, config: Partial<NodeConfig> = {}) {
  const { group, content, marked, attrs } = NODES[name]!;
  return Node.create({
    name,
    ...(group === undefined ? {} : { group }),
    ...(content === undefined ? {} : { content }),
    ...(marked === false ? { marks: '', code: true } : {}),
    inline: isInline(name),
    addAttributes: () => attributes(attrs),
    ...config,
  });
}

export function markOf(name: string, config: Partial<MarkConfig> = {}) {
  return Mark.create({ name, addAttributes: () => attributes(MARKS[name]!.attrs), ...config });
}

/** What was copied here and comes back: the attributes are read by the rules that the server reads them by. */
export function ownAttributes(name: string, element: HTMLElement): Record<string, unknown> | false {
  try {
    const read = readAttributes(NODES[name]!.attrs ?? {}, JSON.parse(element.dataset.attrs ?? '{}'));
    return 'attrs' in read ? read.attrs : false;
  } catch {
    return false;
  }
}

/** Attributes that a tag cannot carry travel beside it, as JSON. */
export const carried = (attrs: Record<string, unknown>) => ({ 'data-attrs': JSON.stringify(attrs) });
