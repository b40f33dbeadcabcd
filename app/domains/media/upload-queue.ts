/**
 * The browser's upload queue: what is where, and what may start next. No network, no clock, no page: an event goes in,
 * the queue and what is to be done come out. upload-client.ts does it and reports back.
 */
export const FILES_AT_ONCE = 3;
export const PARTS_AT_ONCE = 2;
export const MOST_TRIES = 6;

export type Phase = 'waiting' | 'opening' | 'sending' | 'closing' | 'resting' | 'asking' | 'done' | 'failed' | 'cancelled';

export interface Named {
  id: string;
  name: string;
}

export interface Upload {
  id: string;
  name: string;
  size: number;
  folderId: string | null;
  /** The asset that gets this file in place of its own. */
  replaces: string | null;
  phase: Phase;
  /** Goes up with every new start: what an earlier start still reports is told apart from it. */
  turn: number;
  /** Set once the server knows of it; an upload found again begins with one. */
  assetId: string | null;
  partSize: number;
  parts: number;
  arrived: number[];
  /** Parts on their way, and how many bytes of each have left. */
  flying: Record<number, number>;
  tries: number;
  keepBoth: boolean;
  /** The same file, which the library has already. */
  twin: Named | null;
  asset: Named | null;
  problem: string | null;
}

export type Queue = readonly Upload[];

export type Fresh = Pick<Upload, 'id' | 'name' | 'size' | 'folderId' | 'replaces' | 'assetId'>;

type Reported = { id: string; turn: number };

export type Event =
  | { type: 'add'; uploads: readonly Fresh[] }
  | ({ type: 'opened'; assetId: string; partSize: number; parts: number; uploaded: readonly number[] } & Reported)
  | ({ type: 'progress'; part: number; bytes: number } & Reported)
  | ({ type: 'arrived'; part: number } & Reported)
  | ({ type: 'closed'; asset: Named } & Reported)
  | ({ type: 'twin'; twin: Named; asset: Named | null } & Reported)
  | ({ type: 'broke'; afterMs?: number } & Reported)
  | ({ type: 'gone' } & Reported)
  | ({ type: 'refused'; problem: string; over: boolean } & Reported)
  | ({ type: 'woke' } & Reported)
  | { type: 'online' }
  | { type: 'choose'; id: string; choice: 'existing' | 'both' }
  | { type: 'retry'; id: string }
  | { type: 'cancel'; id: string }
  | { type: 'clear' };

export type Effect =
  | { type: 'open'; id: string; turn: number }
  | { type: 'send'; id: string; turn: number; assetId: string; part: number; from: number; to: number }
  | { type: 'close'; id: string; turn: number; assetId: string }
  | { type: 'rest'; id: string; turn: number; ms: number }
  | { type: 'halt'; id: string }
  | { type: 'drop'; assetId: string }
  | { type: 'trash'; assetId: string };

const TERMINAL: readonly Phase[] = ['done', 'failed', 'cancelled'];
const BUSY: readonly Phase[] = ['opening', 'sending', 'closing'];

export const isOver = (upload: Upload) => TERMINAL.includes(upload.phase);
export const isUnderWay = (queue: Queue) => queue.some((upload) => !isOver(upload) && upload.phase !== 'asking');
export const BROKEN = 'The connection broke too often. What has arrived is kept: try again to go on from there.';

export function sentBytes(upload: Upload): number {
  if (upload.phase === 'done' || upload.phase === 'asking' || upload.phase === 'closing') return upload.size;
  const whole = upload.arrived.reduce((sum, part) => sum + partLength(upload, part), 0);
  return Math.min(upload.size, Object.values(upload.flying).reduce((sum, bytes) => sum + bytes, whole));
}

const partLength = ({ size, partSize, parts }: Upload, part: number) => (part === parts ? size - partSize * (parts - 1) : partSize);

const fresh = (upload: Fresh): Upload => ({
  ...upload, phase: 'waiting', turn: 0, partSize: 0, parts: 0, arrived: [], flying: {}, tries: 0, keepBoth: false, twin: null, asset: null, problem: null,
});

/** Each pause twice the one before: 1, 2, 4 … 32 seconds, or as long as the server asks for. */
const restMs = (tries: number, afterMs = 0) => Math.max(afterMs, 1000 * 2 ** Math.min(tries - 1, 5));

export function advance(queue: Queue, event: Event): { queue: Queue; effects: Effect[] } {
  const effects: Effect[] = [];
  const changed = change(queue, event, effects);
  return { queue: start(changed, effects), effects };
}

function change(queue: Queue, event: Event, effects: Effect[]): Queue {
  if (event.type === 'add') return [...queue, ...event.uploads.filter(({ id }) => !queue.some((known) => known.id === id)).map(fresh)];
  if (event.type === 'clear') return queue.filter((upload) => !isOver(upload));
  if (event.type === 'online') return queue.map((upload) => (upload.phase === 'resting' ? { ...upload, phase: 'waiting', tries: 0 } : upload));
  const upload = queue.find(({ id }) => id === event.id);
  const stale = !upload || ('turn' in event && event.turn !== upload.turn);
  if (stale) {
    // Opened for someone who left meanwhile: the server is told to let go of it.
    if (event.type === 'opened' && upload?.assetId !== event.assetId) effects.push({ type: 'drop', assetId: event.assetId });
    return queue;
  }
  const next = changeOne(upload, event, effects);
  return next === upload ? queue : queue.map((each) => (each === upload ? next : each));
}

type OneEvent = Exclude<Event, { type: 'add' | 'clear' | 'online' }>;

function changeOne(upload: Upload, event: OneEvent, effects: Effect[]): Upload {
  const halted = (changes: Partial<Upload>): Upload => {
    effects.push({ type: 'halt', id: upload.id });
    return { ...upload, flying: {}, turn: upload.turn + 1, ...changes };
  };
  switch (event.type) {
    case 'opened': {
      const { assetId, partSize, parts } = event;
      return { ...upload, phase: 'sending', assetId, partSize, parts, arrived: [...new Set(event.uploaded)].filter((part) => part >= 1 && part <= parts), twin: null };
    }
    case 'progress':
      return event.part in upload.flying ? { ...upload, flying: { ...upload.flying, [event.part]: event.bytes } } : upload;
    case 'arrived': {
      const { [event.part]: landed, ...flying } = upload.flying;
      // A part that came through is proof of a connection.
      return landed === undefined ? upload : { ...upload, flying, arrived: [...upload.arrived, event.part], tries: 0 };
    }
    case 'closed':
      return { ...upload, phase: 'done', asset: event.asset };
    case 'twin':
      // Who said to keep both has answered; and what replaces another file is wanted where that one is.
      if (event.asset && (upload.keepBoth || upload.replaces)) return { ...upload, phase: 'done', asset: event.asset };
      return { ...upload, phase: 'asking', twin: event.twin, asset: event.asset };
    case 'broke':
    case 'gone': {
      const tries = upload.tries + 1;
      const known = event.type === 'gone' ? { assetId: null, arrived: [] } : {};
      if (tries > MOST_TRIES) return halted({ ...known, phase: 'failed', tries, problem: BROKEN });
      effects.push({ type: 'rest', id: upload.id, turn: upload.turn + 1, ms: restMs(tries, event.type === 'broke' ? event.afterMs : 0) });
      return halted({ ...known, phase: 'resting', tries });
    }
    case 'refused':
      return halted({ phase: 'failed', problem: event.problem, ...(event.over ? { assetId: null, arrived: [] } : {}) });
    case 'woke':
      return upload.phase === 'resting' ? { ...upload, phase: 'waiting' } : upload;
    case 'choose':
      return chosen(upload, event.choice, effects);
    case 'retry':
      return upload.phase === 'failed' ? { ...upload, phase: 'waiting', tries: 0, problem: null } : upload;
    case 'cancel': {
      if (isOver(upload) && upload.phase !== 'failed') return upload;
      if (upload.phase === 'asking' && upload.asset) return { ...upload, phase: 'done' };
      if (upload.assetId) effects.push({ type: 'drop', assetId: upload.assetId });
      return halted({ phase: 'cancelled', assetId: null, problem: null });
    }
  }
}

function chosen(upload: Upload, choice: 'existing' | 'both', effects: Effect[]): Upload {
  if (upload.phase !== 'asking' || !upload.twin) return upload;
  if (choice === 'existing') {
    if (upload.asset) effects.push({ type: 'trash', assetId: upload.asset.id });
    return { ...upload, phase: 'done', asset: upload.twin };
  }
  return upload.asset ? { ...upload, phase: 'done', twin: null } : { ...upload, phase: 'waiting', keepBoth: true, turn: upload.turn + 1 };
}

/** Fills the free places, first come first served. */
function start(queue: Queue, effects: Effect[]): Queue {
  let busy = queue.filter(({ phase }) => BUSY.includes(phase)).length;
  return queue.map((upload) => {
    if (upload.phase === 'waiting' && busy < FILES_AT_ONCE) {
      busy += 1;
      effects.push({ type: 'open', id: upload.id, turn: upload.turn });
      return { ...upload, phase: 'opening' };
    }
    return upload.phase === 'sending' ? launch(upload, effects) : upload;
  });
}

function launch(upload: Upload, effects: Effect[]): Upload {
  const { id, turn, parts, partSize, arrived } = upload;
  const assetId = upload.assetId!;
  const flying = { ...upload.flying };
  for (let part = 1; part <= parts && Object.keys(flying).length < PARTS_AT_ONCE; part += 1) {
    if (part in flying || arrived.includes(part)) continue;
    flying[part] = 0;
    effects.push({ type: 'send', id, turn, assetId, part, from: (part - 1) * partSize, to: (part - 1) * partSize + partLength(upload, part) });
  }
  if (Object.keys(flying).length > 0) return Object.keys(flying).length === Object.keys(upload.flying).length ? upload : { ...upload, flying };
  effects.push({ type: 'close', id, turn, assetId });
  return { ...upload, phase: 'closing' };
}
