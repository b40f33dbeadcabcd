import { loadCards } from './late-cards.tsx';

/** The server never writes a text with it, so it never carries it: there, this is nothing. */
export const loadEditor = async (withCards: boolean) => {
  const [editor] = await Promise.all([import('./editor.tsx'), withCards && loadCards().catch(() => undefined)]);
  return editor;
};
