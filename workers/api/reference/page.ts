import type { ApiDocument } from '../document.ts';
export const referencePage = (document: ApiDocument) => document.info.title;
