import { describe, expect, test } from 'vitest';
import { advance, type Effect, type Event, FILES_AT_ONCE, isOver, isUnderWay, MOST_TRIES, PARTS_AT_ONCE, type Queue, sentBytes } from '#app/domains/media/upload-queue.ts';

const file = (id: string, size: number, more = {}) => ({ id, name: `${id}.bin`, size, folderId: null, replaces: null, assetId: null, ...more });

/** The same numbers for the same seed (mulberry32). */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PART = 10;

/** A server with a bad line: it keeps what arrived, forgets some uploads, refuses some, and answers out of order. */
class Line {
  queue: Queue = [];
  readonly pending: Effect[] = [];
  readonly server = new Map<string, { size: number; parts: Set<number>; whole: boolean }>();
  readonly dropped: string[] = [];
  readonly #roll: () => number;
  #assets = 0;
  mostFiles = 0;
  mostParts = 0;

  constructor(seed: number) {
    this.#roll = random(seed);
  }

  tell(event: Event) {
    const { queue, effects } = advance(this.queue, event);
    this.queue = queue;
    for (const effect of effects) {
      if (effect.type === 'drop') {
        this.dropped.push(effect.assetId);
        this.server.delete(effect.assetId);
      } else if (effect.type === 'halt') {
        // What was on its way may still have arrived: the answer just goes nowhere.
      } else this.pending.push(effect);
    }
    const busy = queue.filter(({ phase }) => ['opening', 'sending', 'closing'].includes(phase));
    this.mostFiles = Math.max(this.mostFiles, busy.length);
    this.mostParts = Math.max(this.mostParts, ...queue.map(({ flying }) => Object.keys(flying).length));
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#roll() * list.length)]!;
  }

  chance(share: number) {
    return this.#roll() < share;
  }

  answer(effect: Effect) {
    if (!('id' in effect) || !('turn' in effect)) return;
    const { id, turn } = effect;
    const upload = this.queue.find((each) => each.id === id)!;
    if (effect.type === 'rest') return this.tell({ type: 'woke', id, turn });
    if (this.chance(0.2)) return this.tell({ type: 'broke', id, turn });
    if (this.chance(0.02)) return this.tell({ type: 'refused', id, turn, problem: 'This cannot be taken.', over: this.chance(0.5) });
    if (effect.type === 'open') {
      if (!upload.assetId && !upload.keepBoth && this.chance(0.1)) return this.tell({ type: 'twin', id, turn, twin: { id: 'old', name: 'old' }, asset: null });
      const assetId = upload.assetId ?? `asset-${(this.#assets += 1)}`;
      const known = this.server.get(assetId);
      if (upload.assetId && !known) return this.tell({ type: 'gone', id, turn });
      const kept = known ?? { size: upload.size, parts: new Set<number>(), whole: false };
      this.server.set(assetId, kept);
      return this.tell({ type: 'opened', id, turn, assetId, partSize: PART, parts: Math.ceil(upload.size / PART), uploaded: [...kept.parts] });
    }
    const kept = this.server.get('assetId' in effect ? effect.assetId : '');
    if (!kept || this.chance(0.02)) {
      if ('assetId' in effect) this.server.delete(effect.assetId);
      return this.tell({ type: 'gone', id, turn });
    }
    if (effect.type === 'send') {
      this.tell({ type: 'progress', id, turn, part: effect.part, bytes: Math.floor((effect.to - effect.from) / 2) });
      kept.parts.add(effect.part);
      return this.tell({ type: 'arrived', id, turn, part: effect.part });
    }
    kept.whole = true;
    this.tell({ type: 'closed', id, turn, asset: { id: (effect as { assetId: string }).assetId, name: id } });
  }
}

describe.each(Array.from({ length: 120 }, (_, seed) => seed + 1))('seed %i', (seed) => {
  test('no file is lost, no limit is passed, and all of it ends', () => {
    const line = new Line(seed);
    const sizes = Array.from({ length: 9 }, () => Math.ceil(1 + 75 * random(seed * 31 + line.mostFiles)()));
    const names = sizes.map((_, index) => `file-${index}`);
    line.tell({ type: 'add', uploads: names.slice(0, 5).map((name, index) => file(name, sizes[index]!)) });
    line.tell({ type: 'add', uploads: names.slice(4).map((name, index) => file(name, sizes[index + 4]!)) });
    for (let turn = 0; turn < 5000 && line.queue.some((upload) => !isOver(upload)); turn += 1) {
      if (line.chance(0.01)) line.tell({ type: 'cancel', id: line.pick(names) });
      if (line.chance(0.03)) line.tell({ type: 'retry', id: line.pick(names) });
      if (line.chance(0.02)) line.tell({ type: 'online' });
      for (const { id, phase } of line.queue) if (phase === 'asking' && line.chance(0.5)) line.tell({ type: 'choose', id, choice: line.chance(0.5) ? 'both' : 'existing' });
      const at = Math.floor(line.pending.length * (line.chance(0.5) ? 0 : 0.99));
      const [effect] = line.pending.splice(at, 1);
      if (effect) line.answer(effect);
      for (const upload of line.queue) expect(sentBytes(upload)).toBeLessThanOrEqual(upload.size);
    }
    expect(line.queue.map(({ id }) => id)).toEqual(names);
    expect(line.queue.filter((upload) => !isOver(upload))).toEqual([]);
    expect(line.mostFiles).toBeLessThanOrEqual(FILES_AT_ONCE);
    expect(line.mostParts).toBeLessThanOrEqual(PARTS_AT_ONCE);
    for (const upload of line.queue) {
      if (upload.phase === 'done' && upload.asset?.id !== 'old') {
        const kept = line.server.get(upload.asset!.id)!;
        expect([kept.whole, kept.parts.size]).toEqual([true, Math.ceil(upload.size / PART)]);
      }
      if (upload.phase === 'failed') expect(upload.problem).toBeTruthy();
    }
  });
});

const walk = (events: Event[]) => {
  let queue: Queue = [];
  const all: Effect[] = [];
  for (const event of events) {
    const step = advance(queue, event);
    queue = step.queue;
    all.push(...step.effects);
  }
  return { queue, effects: all };
};

test('a file found again asks what has arrived and sends only the rest', () => {
  const { effects } = walk([
    { type: 'add', uploads: [file('film', 35, { assetId: 'known' })] },
    { type: 'opened', id: 'film', turn: 0, assetId: 'known', partSize: 10, parts: 4, uploaded: [1, 2] },
  ]);
  expect(effects).toEqual([
    { type: 'open', id: 'film', turn: 0 },
    { type: 'send', id: 'film', turn: 0, assetId: 'known', part: 3, from: 20, to: 30 },
    { type: 'send', id: 'film', turn: 0, assetId: 'known', part: 4, from: 30, to: 35 },
  ]);
});

test('what the server has forgotten begins anew', () => {
  const { queue, effects } = walk([
    { type: 'add', uploads: [file('film', 35, { assetId: 'known' })] },
    { type: 'opened', id: 'film', turn: 0, assetId: 'known', partSize: 10, parts: 4, uploaded: [1, 2] },
    { type: 'gone', id: 'film', turn: 0 },
    { type: 'woke', id: 'film', turn: 1 },
  ]);
  expect(queue[0]).toMatchObject({ phase: 'opening', assetId: null, arrived: [] });
  expect(effects.at(-1)).toEqual({ type: 'open', id: 'film', turn: 1 });
});

test('each pause is longer than the one before, the server’s own wish counts, and patience ends with a sentence', () => {
  let queue = walk([{ type: 'add', uploads: [file('a', 5)] }]).queue;
  const pauses: number[] = [];
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const broke = advance(queue, { type: 'broke', id: 'a', turn: queue[0]!.turn, ...(tries === 1 ? { afterMs: 30_000 } : {}) });
    pauses.push(...broke.effects.flatMap((effect) => (effect.type === 'rest' ? [effect.ms] : [])));
    queue = advance(broke.queue, { type: 'woke', id: 'a', turn: broke.queue[0]!.turn }).queue;
  }
  expect(pauses).toEqual([1000, 30_000, 4000, 8000, 16_000, 32_000]);
  const [last] = advance(queue, { type: 'broke', id: 'a', turn: queue[0]!.turn }).queue;
  expect(last).toMatchObject({ phase: 'failed', problem: expect.stringContaining('try again') });
});

test('what was opened for someone who left meanwhile is closed again', () => {
  const { effects, queue } = walk([
    { type: 'add', uploads: [file('a', 5)] },
    { type: 'cancel', id: 'a' },
    { type: 'opened', id: 'a', turn: 0, assetId: 'orphan', partSize: 10, parts: 1, uploaded: [] },
  ]);
  expect(effects).toContainEqual({ type: 'drop', assetId: 'orphan' });
  expect(queue[0]!.phase).toBe('cancelled');
});

test('one that waits for a decision holds nobody up and does not keep the page from closing', () => {
  const names = ['a', 'b', 'c', 'd'];
  const { queue } = walk([
    { type: 'add', uploads: names.map((name) => file(name, 5)) },
    { type: 'twin', id: 'a', turn: 0, twin: { id: 'old', name: 'old.jpg' }, asset: null },
  ]);
  expect(queue.map(({ phase }) => phase)).toEqual(['asking', 'opening', 'opening', 'opening']);
  expect(isUnderWay(queue.slice(0, 1))).toBe(false);
});

test('who said to keep both, or replaces a file, is not asked again at the end', () => {
  const twin = { id: 'old', name: 'old.jpg' };
  const opened = { type: 'opened', id: 'a', assetId: 'new', partSize: 10, parts: 1, uploaded: [1] } as const;
  const both = walk([
    { type: 'add', uploads: [file('a', 5)] },
    { type: 'twin', id: 'a', turn: 0, twin, asset: null },
    { type: 'choose', id: 'a', choice: 'both' },
    { ...opened, turn: 1 },
    { type: 'twin', id: 'a', turn: 1, twin, asset: { id: 'new', name: 'a.jpg' } },
  ]);
  const replaced = walk([{ type: 'add', uploads: [file('a', 5, { replaces: 'page-picture' })] }, { ...opened, turn: 0 }, { type: 'twin', id: 'a', turn: 0, twin, asset: { id: 'page-picture', name: 'a.jpg' } }]);
  for (const { queue } of [both, replaced]) expect(queue[0]).toMatchObject({ phase: 'done', twin: null });
});

test('found to be a copy only at the end, it can go to the trash or stay', () => {
  const before: Event[] = [
    { type: 'add', uploads: [file('a', 5)] },
    { type: 'opened', id: 'a', turn: 0, assetId: 'new', partSize: 10, parts: 1, uploaded: [1] },
    { type: 'twin', id: 'a', turn: 0, twin: { id: 'old', name: 'old.jpg' }, asset: { id: 'new', name: 'a.jpg' } },
  ];
  const gone = walk([...before, { type: 'choose', id: 'a', choice: 'existing' }]);
  expect(gone.effects.at(-1)).toEqual({ type: 'trash', assetId: 'new' });
  expect(gone.queue[0]).toMatchObject({ phase: 'done', asset: { id: 'old' } });
  expect(walk([...before, { type: 'choose', id: 'a', choice: 'both' }]).queue[0]).toMatchObject({ phase: 'done', asset: { id: 'new' } });
});
