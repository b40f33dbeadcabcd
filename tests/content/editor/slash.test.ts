import { EditorState } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { keysAsWritten, withKeys } from '#app/domains/content/ui/editor/shortcut.ts';
import { opensSlash, slashKey, slashMenu } from '#app/domains/content/ui/editor/slash.ts';
import { matchItems, SLASH_ITEMS } from '#app/domains/content/ui/editor/slash-items.ts';
import { at, doc, p, schema } from './documents.ts';

const labels = (query: string) => matchItems(query).map(({ label }) => label);

test('what is typed behind the slash finds blocks by their names and by other words for them', () => {
  expect(labels('')).toHaveLength(SLASH_ITEMS.length);
  expect(labels('head')[0]).toBe('Heading 2');
  expect(labels('ToDo')).toEqual(['Task list']);
  expect(labels('photo')).toEqual(['Image', 'Gallery']);
  expect(labels('nothing like it')).toEqual([]);
});

test('each group of the menu stands together, whatever was found', () => {
  for (const query of ['', 'l', 'c', 't', 'i']) {
    const groups = matchItems(query).map(({ group }) => group);
    expect(groups.filter((group, index) => group !== groups[index - 1])).toHaveLength(new Set(groups).size);
  }
});

test('a slash opens the menu at the start and after a space, not within a word nor in code', () => {
  const opens = (state: EditorState) => opensSlash(state, state.selection.from, state.selection.from, '/');
  expect(opens(at(doc(p('word')), 'word'))).toBe(true);
  expect(opens(at(doc(p('and or')), 'or'))).toBe(true);
  expect(opens(at(doc(p('and/or')), '/or'))).toBe(false);
  expect(opens(at(doc(schema.nodes.codeBlock!.create(null, schema.text('x'))), 'x'))).toBe(false);
});

const typing = () => {
  const state = EditorState.create({ doc: doc(p()), schema, plugins: [slashMenu(() => undefined)] });
  return state.apply(state.tr.insertText('/', 1).setMeta(slashKey, { from: 1, query: '', index: 0 }));
};
const type = (state: EditorState, text: string) => state.apply(state.tr.insertText(text));

test('the menu follows what is typed and closes when the slash is gone or nothing can be meant', () => {
  const open = type(typing(), 'two c');
  expect(slashKey.getState(open)).toMatchObject({ query: 'two c', index: 0 });
  expect(slashKey.getState(type(typing(), 'or not'))).toBeNull();
  expect(slashKey.getState(open.apply(open.tr.delete(1, 2)))).toBeNull();
  expect(slashKey.getState(open.apply(open.tr.split(open.selection.from)))).toBeNull();
});

test('keys are written as the keyboard at hand calls them', () => {
  expect(keysAsWritten('Mod-Shift-7', 'MacIntel')).toBe('⌘⇧7');
  expect(keysAsWritten('Alt-Shift-Up', 'Linux x86_64')).toBe('Alt+Shift+↑');
  expect(withKeys('Outline')).toBe('Outline');
});
