import { expect } from 'vitest';
import { type Block, type DocumentJson, paragraph, plain } from '#app/domains/content/document/document.ts';
import { textOf } from '#app/domains/content/document/walk.ts';
import { itemKind } from '#app/domains/content/saving/changes.ts';
import type { Changes } from '#app/domains/content/saving/kind.ts';
import { type Choice, type Choices, mergeVersions, settle, takesBoth } from '#app/domains/content/saving/merge-versions.ts';
import type { SaveAnswer, SaveRequest, Unsent } from '#app/domains/content/saving/outside.ts';
import { SaveClient } from '#app/domains/content/saving/save-client.ts';
import type { Version } from '#app/domains/content/version.ts';
import { type Dice, type Server, type Time, wordsIn } from './world.ts';

/** What a writer's computer keeps when the page is gone. */
export type Device = Map<string, Unsent>;

export interface Weather {
  online: boolean;
  signedOut: boolean;
  /** Nothing is lost and nothing is late. */
  fair: boolean;
  storage: boolean;
}

/** Every word ever typed, by whom and when; and those that someone took back or chose away. */
export class Ledger {
  readonly typed = new Map<string, { by: number; at: number }>();
  readonly gone = new Set<string>();
  /** What went wrong where nobody could be told. */
  readonly faults: string[] = [];

  type(by: number, at: number): string {
    const word = `w${this.typed.size + 1}`;
    this.typed.set(word, { by, at });
    return word;
  }
}

/** One person at one browser, who types into what the page shows. */
export class Writer {
  readonly id: number;
  readonly device: Device = new Map();
  readonly weather: Weather = { online: true, signedOut: false, fair: false, storage: true };
  page!: Version;
  client!: SaveClient;
  flying = 0;
  /** Wrote on beside what an earlier page had kept: the two may truly contradict each other. */
  tangled = false;
  #tab = 0;
  #alive = { yes: true };
  readonly #dice: Dice;
  readonly #time: Time;
  readonly #server: Server;
  readonly #ledger: Ledger;

  constructor(id: number, { dice, time, server, ledger }: { dice: Dice; time: Time; server: Server; ledger: Ledger }) {
    this.id = id;
    this.#dice = dice;
    this.#time = time;
    this.#server = server;
    this.#ledger = ledger;
    this.open();
  }

  open() {
    this.#tab += 1;
    this.flying = 0;
    const [tab, alive] = [`tab-${this.#tab}`, { yes: true }];
    this.#alive = alive;
    this.page = structuredClone(this.#server.current);
    this.client = new SaveClient(structuredClone(this.page), {
      clock: { now: () => this.#time.now, after: (ms, run) => this.#time.clock.after(ms, () => alive.yes && run()) },
      send: (request) => this.#send(request, alive),
      keep: (unsent) => this.#keep(tab, unsent, alive),
    }, itemKind());
    this.client.page = { onShow: (changes) => Object.assign(this.page, structuredClone(changes)) };
    this.client.subscribe(() => this.#lookAtConflict());
    if (!this.weather.online) this.client.tell({ type: 'offline' });
  }

  /** The page is gone between one moment and the next; what is under way goes on without it. */
  crash() {
    const shown = { ...this.client.shown() };
    this.#alive.yes = false;
    return shown;
  }

  get tab() {
    return `tab-${this.#tab}`;
  }

  /** What earlier pages left behind. */
  offers(): [string, Unsent][] {
    return [...this.device].filter(([tab]) => tab !== this.tab);
  }

  async #send(request: SaveRequest, alive: { yes: boolean }): Promise<SaveAnswer> {
    this.flying += 1;
    if (this.flying > 1) this.#ledger.faults.push(`writer ${this.id} has ${this.flying} requests on their way`);
    const [dice, time] = [this.#dice, this.#time];
    const asked: SaveRequest = structuredClone(request);
    const answer = await (async (): Promise<SaveAnswer> => {
      if (!this.weather.online) return { kind: 'lost' };
      if (this.weather.fair) return this.#server.save(this.id, asked);
      const fate = dice.roll();
      if (fate < 0.12) return time.wait(20 + dice.below(3000)).then(() => ({ kind: 'lost' }));
      if (fate < 0.3) {
        // It arrives, perhaps long after its sender gave up on it; the answer does not.
        void time.wait(dice.below(6000)).then(() => this.#server.save(this.id, asked));
        return time.wait(20 + dice.below(3000)).then(() => ({ kind: 'lost' }));
      }
      await time.wait(10 + dice.below(400));
      if (this.weather.signedOut) return { kind: 'signed-out' };
      if (dice.chance(0.02)) return { kind: 'refused', problem: { kind: 'forbidden', message: 'You may only read.' } };
      const made = this.#server.save(this.id, asked);
      await time.wait(10 + dice.below(400));
      return made;
    })();
    if (alive.yes) this.flying -= 1;
    return alive.yes ? answer : new Promise(() => {});
  }

  async #keep(tab: string, unsent: Unsent | null, alive: { yes: boolean }): Promise<boolean> {
    if (!this.weather.storage) return false;
    const copy = structuredClone(unsent);
    await this.#time.wait(this.#dice.below(40));
    if (!alive.yes) return new Promise(() => {});
    if (copy) this.device.set(tab, copy);
    else this.device.delete(tab);
    return true;
  }

  #lookAtConflict() {
    const state = this.client.state();
    if (state.kind !== 'conflict' || this.tangled) return;
    const authors: (number | undefined)[] = [];
    for (let revision = state.base.revision + 1; revision <= state.theirs.revision; revision += 1) authors.push(this.#server.authors.get(revision));
    if (authors.every((author) => author === this.id)) this.#ledger.faults.push(`writer ${this.id} conflicts with no one but themselves, from ${state.base.revision} to ${state.theirs.revision}`);
  }

  typeBody() {
    const content = [...this.page.body.content];
    const word = this.#ledger.type(this.id, this.#time.now);
    const at = this.#dice.below(content.length);
    if (this.#dice.chance(0.2)) content.splice(this.#dice.below(content.length + 1), 0, line(word));
    else {
      const words = textOf(content[at]!).split(' ').filter(Boolean);
      words.splice(this.#dice.below(words.length + 1), 0, word);
      content[at] = line(words.join(' '));
    }
    this.#setBody(content);
  }

  /** Only words of their own, as far as the page shows any. */
  deleteWord() {
    const own = wordsIn({ body: this.page.body }).filter((word) => this.#ledger.typed.get(word)?.by === this.id);
    if (own.length === 0) return;
    const word = this.#dice.pick(own);
    this.#ledger.gone.add(word);
    const content = this.page.body.content.map((block) => line(textOf(block).split(' ').filter((each) => each !== word).join(' ')));
    this.#setBody(content);
  }

  #setBody(content: Block[]) {
    const body: DocumentJson = { type: 'doc', content };
    this.page.body = body;
    this.client.touch(() => ({ body: structuredClone(this.page.body) }));
  }

  typeField() {
    const word = this.#ledger.type(this.id, this.#time.now);
    const field = this.#dice.pick(['title', 'excerpt', 'tags', 'slug'] as const);
    if (field === 'tags') this.page.tags = [...this.page.tags, word];
    else if (field === 'slug') {
      for (const old of wordsIn({ slug: this.page.slug })) this.#ledger.gone.add(old);
      this.page.slug = this.#dice.chance(0.3) ? 'taken-1' : word;
      if (this.page.slug !== word) this.#ledger.gone.add(word);
    } else this.page[field] = `${this.page[field]} ${word}`.trim();
    this.client.change({ [field]: this.page[field] });
  }

  async step() {
    const flushed = await this.client.flush();
    if (!flushed.ok) return;
    const made = this.#server.move(this.id, flushed.revision);
    if (made === null) return;
    await this.#time.wait(this.#dice.below(300));
    this.client.adopt(made);
  }

  /** Chooses for every question; what is chosen away stays where it can be found. */
  decide(lean: number) {
    this.client.gather();
    const state = this.client.state();
    if (state.kind !== 'conflict') return;
    const merge = mergeVersions(state.base, state.mine, state.theirs);
    const choice = (joins: boolean): Choice => (joins && this.#dice.chance(lean) ? 'both' : this.#dice.pick(['mine', 'theirs'] as const));
    const choices: Choices = { fields: Object.fromEntries(merge.fields.map(({ field }) => [field, choice(takesBoth(field))])), places: Object.fromEntries(merge.places.map((_, index) => [index, choice(true)])) };
    const chosen: Changes = settle(merge, choices);
    const left = new Set(wordsIn({ ...state.theirs, ...chosen }));
    // Only a question answered one way may cost the words of the other.
    const asked = new Set([
      ...merge.fields.filter(({ field }) => choices.fields[field] !== 'both').flatMap(({ field, mine, theirs }) => [...wordsIn({ [field]: mine }), ...wordsIn({ [field]: theirs })]),
      ...merge.places.filter((_, index) => choices.places[index] !== 'both').flatMap(({ mine, theirs }) => wordsIn({ body: { type: 'doc', content: [...mine, ...theirs] } })),
    ]);
    for (const word of new Set([...wordsIn(state.mine), ...wordsIn(state.theirs)])) {
      if (left.has(word) || this.#ledger.gone.has(word)) continue;
      expect(asked.has(word), `${word} is lost by the merge itself`).toBe(true);
      this.#ledger.gone.add(word);
    }
    expect(this.client.resolve(chosen, state.changes)).toBe(true);
    const { revision } = state.theirs;
    if (revision > 1) expect(this.#server.history.get(revision)?.version.revision ?? (this.#server.current.revision > revision ? revision : null), 'their version is in the history').toBe(revision);
  }
}

const line = (text: string): Block => paragraph(text ? [plain(text)] : []);
