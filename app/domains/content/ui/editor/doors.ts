import type { DocumentJson } from '../../document/document.ts';
import type { Anchor } from './anchor.ts';
import type { MovedAnchor, PlacedAnchor } from './anchor-marks.ts';
import type { Found, Sought } from './search.ts';

export interface PickedAsset {
  id: string;
  altText: string;
  name: string;
  src: string;
  width: number | null;
  height: number | null;
}

export interface AssetSource {
  src: string;
  altText: string;
  width: number | null;
  height: number | null;
}

export interface FoundItem {
  id: string;
  title: string;
}

export interface EditorProps {
  document: DocumentJson;
  editable: boolean;
  /** What a screen reader calls the text: "Body". */
  label: string;
  onChange(document: DocumentJson): void;
  onReady?(handle: EditorHandle): void;
  onSaveRequest?(): void;
  anchors?: readonly PlacedAnchor[];
  onAnchorPress?(id: string): void;
  onAnchorsChange?(anchors: MovedAnchor[]): void;
  pickAssets(kind: 'image' | 'video', many: boolean): Promise<PickedAsset[]>;
  /** Pictures that were pasted or dropped; without it they are left to the browser, which shows nothing. */
  takeFiles?(files: File[]): Promise<PickedAsset[]>;
  assetSource(id: string): AssetSource | null;
  findItems(query: string): Promise<FoundItem[]>;
  /** For the words that are counted. */
  language?: string;
}

export interface EditorHandle {
  /** What stands there this moment, also what `onChange` has not told yet. */
  getDocument(): DocumentJson;
  /** Tells nobody, enters no undo step, and keeps the cursor where its words still stand. */
  setDocument(document: DocumentJson): void;
  focus(at?: 'start' | 'end'): void;
  selectionAnchor(): Anchor | null;
  scrollToAnchor(id: string): boolean;
  scrollToBlock(index: number): void;
  insertText(text: string): void;
  find(sought: Sought): Found[];
  openFind(): void;
}

/** What is open over the text. */
export type Open = 'link' | 'find' | 'embed' | null;

/** What a part of the editor may ask of the page around it, and of the other parts. */
export interface Doors extends Pick<EditorProps, 'pickAssets' | 'assetSource' | 'findItems'> {
  open(what: Open): void;
  announce(message: string): void;
  toggleOutline(): void;
  toggleFocusMode(): void;
}
