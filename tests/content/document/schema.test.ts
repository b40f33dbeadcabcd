import { getSchema } from '@tiptap/core';
import Highlight from '@tiptap/extension-highlight';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import Subscript from '@tiptap/extension-subscript';
import Superscript from '@tiptap/extension-superscript';
import { TableKit } from '@tiptap/extension-table';
import TextAlign from '@tiptap/extension-text-align';
import StarterKit from '@tiptap/starter-kit';
import { expect, test } from 'vitest';
import { schema } from '#app/domains/content/document/schema.ts';

const tiptap = getSchema([StarterKit, TaskList, TaskItem.configure({ nested: true }), TableKit, TextAlign.configure({ types: ['heading', 'paragraph'] }), Highlight, Subscript, Superscript]);

const defaults = (attrs: Record<string, { default?: unknown }> = {}) => Object.fromEntries(Object.entries(attrs).map(([name, attribute]) => [name, attribute.default]));

test.each(Object.keys(tiptap.nodes).filter((name) => name !== 'doc'))('TipTap’s %s is ours, attribute by attribute', (name) => {
  expect(defaults(schema.nodes[name]?.spec.attrs as never)).toEqual(defaults(tiptap.nodes[name]?.spec.attrs as never));
  expect(schema.nodes[name]?.spec.content ?? '').toBe(tiptap.nodes[name]?.spec.content ?? '');
});

test('TipTap’s marks are ours; only the link is another', () => {
  expect(Object.keys(schema.marks).sort()).toEqual(Object.keys(tiptap.marks).sort());
  for (const [name, mark] of Object.entries(tiptap.marks)) if (name !== 'link') expect(defaults(schema.marks[name]?.spec.attrs as never)).toEqual(defaults(mark.spec.attrs as never));
});
