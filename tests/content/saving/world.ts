import { checkDocument } from '#app/domains/content/document/check-document.ts';
import { type DocumentJson, paragraph, plain } from '#app/domains/content/document/document.ts';
import { renderText } from '#app/domains/content/document/render-text.ts';
import type { Changes } from '#app/domains/content/saving/kind.ts';
import type { Clock, SaveAnswer, SaveRequest } from '#app/domains/content/saving/outside.ts';
import type { Version } from '#app/domains/content/version.ts';

/** The same numbers for the same seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(most: number): number {
    return Math.floor(this.roll() * most);
  }

  chance(share: number): boolean {
    return this.roll() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

/** Time that passes when it is told to; what falls due at the same moment comes in the order it was asked for. */
export class Time {
  now = Date.UTC(2030, 4, 6, 9, 0, 0);
  #due: { at: number; run: () => void }[] = [];

  readonly clock: Clock = {
    now: () => this.now,
    after: (ms, run) => {
      const entry = { at: this.now + ms, run };
      const place = this.#due.findIndex(({ at }) => at > entry.at);
      this.#due.splice(place === -1 ? this.#due.length : place, 0, entry);
      return () => void (this.#due = this.#due.filter((each) => each !== entry));
    },
  };

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }

  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await settled();
    for (let next = this.#due[0]; next && next.at <= end; next = this.#due[0]) {
      this.#due.shift();
      this.now = Math.max(this.now, next.at);
      next.run();
      await settled();
    }
    this.now = end;
  }
}

export async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

export const documentOf = (...paragraphs: string[]): DocumentJson => ({ type: 'doc', content: (paragraphs.length > 0 ? paragraphs : ['']).map((text) => paragraph(text ? [plain(text)] : [])) });

export const firstVersion = (more: Partial<Version> = {}): Version => ({
  revision: 1, title: '', excerpt: '', body: documentOf(), slug: 'first', type: 'article', format: 'text', platform: null, language: 'en', seo: {}, metadata: {},
  categoryId: null, coverAssetId: null, tags: [], editor: null, editedAt: new Date(Date.UTC(2030, 4, 6, 8, 59, 0)).toISOString(), ...more,
});

/** Every word that can be read in it. */
export const wordsIn = ({ title = '', excerpt = '', slug = '', tags = [], body }: Changes): string[] =>
  [title, excerpt, slug, tags.join(' '), body ? renderText(body) : ''].join(' ').match(/w\d+/g) ?? [];

interface Kept {
  version: Version;
  author: number;
  reason: string;
}

/** Saves as save-item.server.ts does: made from the revision that the writer saw, or refused with nothing touched. */
export class Server {
  readonly history = new Map<number, Kept>();
  /** Who made each revision; autosaves that were outdone are still known here. */
  readonly authors = new Map<number, number>();
  current: Version;
  readonly taken = new Set(['taken-1', 'taken-2']);
  readonly #time: Time;
  /** Which of them are the same person at two places. */
  readonly personOf: (author: number) => number;

  constructor(time: Time, version: Version, personOf: (author: number) => number = (author) => author) {
    this.#time = time;
    this.current = version;
    this.personOf = personOf;
  }

  save(author: number, { revision, reason, changes }: SaveRequest): SaveAnswer {
    if (changes.title && changes.title.length > 290) return { kind: 'refused', problem: { kind: 'invalid', message: 'The title can have at most 290 characters.', field: 'changes.title' } };
    if (changes.language === 'nowhere') return { kind: 'refused', problem: { kind: 'invalid', message: 'Some fields need changing. Nothing was saved yet.' } };
    if (revision !== this.current.revision) return { kind: 'conflict', theirs: structuredClone(this.current) };
    if (changes.slug && this.taken.has(changes.slug)) return { kind: 'refused', problem: { kind: 'conflict', message: 'Another piece has this address.', field: 'slug' } };
    const last = this.history.get(revision);
    const isAgain = reason !== 'autosave' && Object.keys(changes).length === 0;
    if (isAgain && last?.reason !== 'autosave') return { kind: 'saved', revision, savedAt: this.current.editedAt, status: 'draft', contentHash: `hash-${revision}` };
    if ((reason === 'autosave' || isAgain) && last?.reason === 'autosave' && this.personOf(last.author) === this.personOf(author)) this.history.delete(revision);
    this.#keep(author, reason, changes);
    const { revision: made, editedAt } = this.current;
    return { kind: 'saved', revision: made, savedAt: editedAt, status: 'draft', contentHash: `hash-${made}` };
  }

  /** A step of the page's own form: a revision more, the same words. */
  move(author: number, revision: number): number | null {
    if (revision !== this.current.revision) return null;
    this.#keep(author, 'publish', {});
    return this.current.revision;
  }

  #keep(author: number, reason: string, changes: Changes) {
    const body = changes.body && checkDocument(changes.body);
    if (body && !body.ok) throw new Error(body.sentence);
    const tags = changes.tags && [...new Map(changes.tags.map((tag) => [tag.toLowerCase(), tag.trim()])).values()].sort();
    this.current = {
      ...this.current, ...structuredClone(changes), ...(body ? { body: body.document } : {}), ...(tags ? { tags } : {}),
      revision: this.current.revision + 1, editor: `Person ${this.personOf(author)}`, editedAt: new Date(this.#time.now).toISOString(),
    };
    this.history.set(this.current.revision, { version: this.current, author, reason });
    this.authors.set(this.current.revision, author);
  }
}
