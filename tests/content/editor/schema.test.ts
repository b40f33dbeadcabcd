import { getSchema } from '@tiptap/core';
import type { AttributeSpec, Schema } from '@tiptap/pm/model';
import { expect, test } from 'vitest';
import { schema } from '#app/domains/content/document/schema.ts';
import { documentExtensions } from '#app/domains/content/ui/editor/extensions.ts';

const defaults = (attrs: Record<string, AttributeSpec> | undefined) => Object.fromEntries(Object.entries(attrs ?? {}).map(([name, spec]) => [name, 'default' in spec ? { default: spec.default } : 'required']));

const shape = ({ spec }: Schema) => {
  const nodes: unknown[] = [];
  const marks: unknown[] = [];
  spec.nodes.forEach((name, { content, group, marks: allowed, inline, code, attrs }) => {
    nodes.push([name, { content, group, marks: allowed, inline: Boolean(inline), code: Boolean(code), attrs: defaults(attrs) }]);
  });
  spec.marks.forEach((name, { attrs, inclusive, excludes, code }) => {
    marks.push([name, { attrs: defaults(attrs), inclusive, excludes, code: Boolean(code) }]);
  });
  return { nodes: nodes.sort(byName), marks, top: spec.topNode };
};
const byName = (a: unknown, b: unknown) => String(a).localeCompare(String(b));

const editors = getSchema(documentExtensions(null));

test('the editor writes in the very schema that the server reads by', () => {
  expect(shape(editors)).toEqual(shape(schema));
});

test('what fills an empty place is a paragraph, in both', () => {
  for (const each of [editors, schema]) expect(each.topNodeType.contentMatch.defaultType?.name).toBe('paragraph');
});

test('a document that the server keeps is, written again by the editor, the same JSON', () => {
  const document = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 2, textAlign: null }, content: [{ type: 'text', text: 'Ice' }] },
      { type: 'paragraph', attrs: { textAlign: 'center' }, content: [{ type: 'text', marks: [{ type: 'link', attrs: { href: 'https://example.test/', itemId: null, title: null } }, { type: 'bold' }], text: 'out' }, { type: 'footnote', attrs: { text: 'said' } }] },
      { type: 'columns', content: [1, 2].map(() => ({ type: 'column', content: [{ type: 'image', attrs: { assetId: 'a1', alt: '', caption: '', width: 'text', href: null } }] })) },
      { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableHeader', attrs: { colspan: 1, rowspan: 1, colwidth: [90], align: null }, content: [{ type: 'paragraph', attrs: { textAlign: null } }] }] }] },
    ],
  };
  expect(editors.nodeFromJSON(document).toJSON()).toEqual(document);
  expect(schema.nodeFromJSON(document).toJSON()).toEqual(document);
});
