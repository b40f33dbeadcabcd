/** The server never writes a text with it, so it never carries it: there, this is nothing. */
export const loadEditor = () => import('./editor.tsx');
