import { advance, type Effect, type Event, isOver, isUnderWay, type Queue } from './upload-queue.ts';
import { DirectLinks, sendDirect } from './upload-direct.ts';
import { closeUpload, dropUpload, findUpload, hashOf, type Opened, openUpload, type Trouble } from './upload-door.ts';
import { type Begun, begun, forgetUpload, foundAgain, rememberUpload } from './upload-memory.ts';

export interface Destination {
  folderId: string | null;
  /** The asset that gets the file in place of its own. */
  replaces?: string | null;
}

const UNREADABLE: Trouble = { type: 'refused', over: false, problem: 'The file on this computer was moved or changed meanwhile. Choose it again.' };

/**
 * Does what the queue says, for one organization. It lives beside the pages, not in one, so that uploads go on while
 * the reader moves about; leaving the app altogether is asked about first.
 */
export class UploadClient {
  #queue: Queue = [];
  readonly #organizationId: string;
  readonly #files = new Map<string, File>();
  /** Ways straight to the bucket, by upload. */
  readonly #direct = new Map<string, DirectLinks>();
  readonly #halts = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();
  #counter = 0;

  constructor(organizationId: string) {
    this.#organizationId = organizationId;
    window.addEventListener('online', () => this.tell({ type: 'online' }));
    window.addEventListener('beforeunload', (event) => {
      if (isUnderWay(this.#queue)) event.preventDefault();
    });
  }

  readonly queue = (): Queue => this.#queue;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** What an earlier page began and this one has not been given again. */
  interrupted(): Begun[] {
    return begun(this.#organizationId).filter(({ assetId }) => !this.#queue.some((upload) => upload.assetId === assetId && !isOver(upload)));
  }

  forget(assetId: string) {
    forgetUpload(this.#organizationId, assetId);
    void dropUpload(assetId);
    this.#say();
  }

  add(files: readonly File[], { folderId, replaces = null }: Destination): string[] {
    const unfinished = this.interrupted();
    const uploads = files.map((file) => {
      const id = `upload-${(this.#counter += 1)}`;
      this.#files.set(id, file);
      const known = foundAgain(unfinished, file, replaces);
      return { id, name: file.name, size: file.size, folderId: known?.folderId ?? folderId, replaces, assetId: known?.assetId ?? null };
    });
    this.tell({ type: 'add', uploads });
    return uploads.map(({ id }) => id);
  }

  tell(event: Event) {
    const { queue, effects } = advance(this.#queue, event);
    this.#queue = queue;
    for (const upload of queue) {
      if ((upload.phase === 'done' || upload.phase === 'cancelled') && this.#files.delete(upload.id) && upload.assetId) forgetUpload(this.#organizationId, upload.assetId);
    }
    for (const effect of effects) void this.#run(effect);
    this.#say();
  }

  #say() {
    for (const listener of this.#listeners) listener();
  }

  #signal(id: string): AbortSignal {
    const halt = this.#halts.get(id) ?? new AbortController();
    this.#halts.set(id, halt);
    return halt.signal;
  }

  async #run(effect: Effect): Promise<void> {
    switch (effect.type) {
      case 'open':
        return this.#open(effect);
      case 'send': {
        const { id, turn, part } = effect;
        const bytes = this.#files.get(id)!.slice(effect.from, effect.to);
        const { assetId } = effect;
        const onProgress = (done: number) => this.tell({ type: 'progress', id, turn, part, bytes: Math.min(done, bytes.size) });
        const parts = this.#queue.find((upload) => upload.id === id)?.parts ?? part;
        const sent = await sendDirect(this.#direct.get(assetId), part, bytes, { assetId, parts, signal: this.#signal(id), onProgress });
        if (sent.ok) return this.tell({ type: 'arrived', id, turn, part });
        const readable = await bytes.slice(0, 1).arrayBuffer().then(() => true, () => false);
        return this.#trouble(effect, readable ? sent.trouble : UNREADABLE);
      }
      case 'close': {
        const { id, turn } = effect;
        const closed = await closeUpload(effect.assetId, this.#signal(id));
        if (!closed.ok) return this.#trouble(effect, closed.trouble);
        forgetUpload(this.#organizationId, effect.assetId);
        const { asset, duplicateOf } = closed.value;
        return this.tell(duplicateOf ? { type: 'twin', id, turn, twin: duplicateOf, asset } : { type: 'closed', id, turn, asset });
      }
      case 'rest':
        // A little earlier or later, so that many do not come back at once.
        setTimeout(() => this.tell({ type: 'woke', id: effect.id, turn: effect.turn }), effect.ms * (0.85 + Math.random() * 0.3));
        return;
      case 'halt':
        this.#halts.get(effect.id)?.abort();
        this.#halts.delete(effect.id);
        return;
      case 'drop':
        forgetUpload(this.#organizationId, effect.assetId);
        await dropUpload(effect.assetId);
        return;
      case 'trash':
        return this.#trash(effect.assetId);
    }
  }

  async #open({ id, turn }: { id: string; turn: number }) {
    const upload = this.#queue.find((each) => each.id === id)!;
    const file = this.#files.get(id)!;
    const { name, folderId, replaces } = upload;
    // In another file's place it is wanted, wherever else it may be.
    const keepBoth = upload.keepBoth || replaces !== null;
    if (upload.assetId) {
      const found = await findUpload(upload.assetId, this.#signal(id));
      return found.ok ? this.#opened(id, turn, found.value) : this.#trouble({ id, turn }, found.trouble);
    }
    if (file.size === 0) return this.tell({ type: 'refused', id, turn, over: true, problem: 'This file is empty.' });
    const sha256 = keepBoth ? undefined : await hashOf(file);
    if (this.#queue.find((each) => each.id === id)?.turn !== turn) return;
    const opened = await openUpload({
      name, byteSize: file.size, keepBoth, organizationId: this.#organizationId,
      ...(file.type ? { mimeType: file.type } : {}), ...(folderId ? { folderId } : {}), ...(replaces ? { replaces } : {}), ...(sha256 ? { sha256 } : {}),
    });
    if (!opened.ok) return this.#trouble({ id, turn }, opened.trouble);
    if ('duplicateOf' in opened.value) return this.tell({ type: 'twin', id, turn, twin: opened.value.duplicateOf, asset: null });
    rememberUpload(this.#organizationId, { assetId: opened.value.assetId, name, size: file.size, lastModified: file.lastModified, folderId, replaces, at: Date.now() });
    this.#opened(id, turn, opened.value);
  }

  #opened(id: string, turn: number, { assetId, partSize, parts, uploaded, direct }: Opened) {
    if (direct && !this.#direct.get(assetId)?.blocked) this.#direct.set(assetId, new DirectLinks(direct));
    this.tell({ type: 'opened', id, turn, assetId, partSize, parts, uploaded });
  }

  #trouble({ id, turn }: { id: string; turn: number }, trouble: Trouble) {
    if (trouble.type === 'gone' || (trouble.type === 'refused' && trouble.over)) {
      const assetId = this.#queue.find((upload) => upload.id === id)?.assetId;
      if (assetId) forgetUpload(this.#organizationId, assetId);
    }
    this.tell({ ...trouble, id, turn });
  }

  /** The copy that turned out to be one: the page's own form, so that it can be undone like any other. */
  async #trash(assetId: string) {
    const form = new FormData();
    form.set('intent', 'trash');
    form.set('ids[]', assetId);
    form.set('_org', this.#organizationId);
    await fetch('/media', { method: 'POST', body: form, redirect: 'manual' }).catch(() => undefined);
    this.#say();
  }
}

let client: UploadClient | null = null;

/** One for the whole visit; another organization means another document, and so another one of these. */
export function uploadClient(organizationId: string): UploadClient {
  client ??= new UploadClient(organizationId);
  return client;
}
