import { type AttributeSpec, type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';
import { type AttributeRule, isInline, MARKS, NODES } from './grammar.ts';

const specs = (rules: Record<string, AttributeRule> = {}): Record<string, AttributeSpec> =>
  Object.fromEntries(Object.entries(rules).map(([name, { otherwise }]) => [name, otherwise === undefined ? {} : { default: otherwise }]));

const nodes = Object.fromEntries(
  Object.entries(NODES).map(([name, { group, content, marked, attrs }]): [string, NodeSpec] => [
    name, { group, content, attrs: specs(attrs), ...(marked === false ? { marks: '', code: true } : {}), ...(isInline(name) ? { inline: true } : {}) },
  ]),
);

/** Two links cannot lie upon one another; any other marks can, a link on code too, as the web has it. */
const marks = Object.fromEntries(Object.entries(MARKS).map(([name, { attrs }]): [string, MarkSpec] => [name, { attrs: specs(attrs), ...(name === 'link' ? { inclusive: false } : {}), ...(name === 'code' ? { excludes: 'code', code: true } : {}) }]));

/** The one schema. The editor's extensions are held against it by a test; nothing here knows how to draw. */
export const schema = new Schema({ nodes, marks, topNode: 'doc' });
