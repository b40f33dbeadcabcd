import { createHash, randomBytes } from 'node:crypto';
import '../../support/workerd-streams.ts';
import { fireOnce, type Fired } from '#app/domains/social/publishing/classify.ts';
import type { Account, Connector, Grant, Kept, Media, Piece, Prepared, Sighting, Wire } from '#app/domains/social/connectors/connector.ts';
import { choicesOf } from '#app/domains/social/composing/options.ts';
import { type Reach, wireTo } from '#app/domains/social/connectors/wire.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { type AnySimulator, open, type Running } from '#tests/simulators/kit.ts';

export const AT = 'http://platforms.test';
export const REDIRECT = 'http://localhost:5173/social/connect/back';

/** One connector before its simulated platform, on a clock of its own. */
export class Rig {
  readonly running: Running;
  readonly connector: Connector;
  clock = new Date('2026-11-23T09:00:00Z');
  /** What is different on the way to the platform, for every request from now on. */
  around: Reach = {};
  /** What the last account that was connected brought along to choose from. */
  private data: Kept = {};

  constructor(connector: Connector, simulator: AnySimulator) {
    this.connector = connector;
    this.running = open(simulator, { at: AT, now: () => this.clock, pause: 0 });
  }

  pass(seconds: number) {
    this.clock = new Date(this.clock.getTime() + seconds * 1000);
  }

  get place(): string | null {
    const { connecting } = this.connector;
    const asks = connecting.way === 'oauth' ? connecting.place !== undefined : connecting.fields.some(({ name }) => name === 'place');
    return asks ? `${AT}/${this.connector.platform}/place` : null;
  }

  wire(reach: Reach = {}): Wire {
    return wireTo(this.connector, { simulatorsAt: AT, client: { id: 'masthead-demo', secret: 'masthead-demo-secret' }, place: this.place, fetching: (request) => this.running.fetch(request), now: () => this.clock, ...this.around, ...reach });
  }

  /** Connects as a person does: through the consent page, or by what the simulator says to type. */
  async connect(): Promise<Grant> {
    const { connecting } = this.connector;
    if (connecting.way === 'hand-off') throw new TypeError('Nothing to connect to.');
    if (connecting.way === 'form') {
      const hints = this.running.simulator.hints ?? {};
      const values = Object.fromEntries(connecting.fields.map(({ name }) => [name, hints[name] ?? (name === 'place' ? (this.place ?? '') : '')]));
      return connecting.connect(this.wire(), values);
    }
    const begun = await connecting.begin?.(this.wire(), this.place ?? '', REDIRECT);
    const wire = this.wire(begun ? { client: begun.client } : {});
    const verifier = randomBytes(32).toString('base64url');
    const challenge = connecting.pkce && createHash('sha256').update(verifier).digest(connecting.pkce);
    const address = connecting.authorizeUrl(wire, { state: 'the-state', challenge, redirectUri: REDIRECT });
    const shown = await this.running.fetch(new Request(address));
    const person = /name="person" value="([^"]+)"/.exec(await shown.text())?.[1];
    const back = await this.running.fetch(new Request(address, { method: 'POST', body: new URLSearchParams({ person: person ?? '' }) }));
    const location = new URL(back.headers.get('Location') ?? '');
    if (location.searchParams.get('state') !== 'the-state') throw new Error('The state did not come back.');
    const code = location.searchParams.get('code') ?? '';
    return connecting.exchange(wire, { code, verifier: connecting.pkce ? verifier : null, redirectUri: REDIRECT, place: this.place });
  }

  /** The first account that connecting offers, as our tables would hold it. */
  async account(which = 0): Promise<Account> {
    const granted = (await this.connect()).accounts[which]!;
    this.data = granted.data;
    return { id: uuid7(), platformAccountId: granted.platformAccountId, username: granted.username, accessToken: granted.accessToken, refreshToken: granted.refreshToken, place: (granted.data.place as string | undefined) ?? this.place, data: granted.data };
  }

  wireOf(account: Account, reach: Reach = {}): Wire {
    return this.wire({ place: account.place, ...reach });
  }

  piece(changes: Partial<Piece> = {}): Piece {
    return { key: uuid7(), part: 'post', format: 'text', text: 'A demo post about lamps', title: null, link: null, media: [], options: this.options(), parent: null, root: null, since: this.clock, ...changes };
  }

  /** What the options of a post are before anyone chose; required ones get the first that there is. */
  options(): Piece['options'] {
    return Object.fromEntries(
      this.connector.options.flatMap((field) => {
        const value = field.fallback ?? choicesOf(field, this.data)[0]?.value;
        return value === undefined ? [] : [[field.name, value]];
      }),
    );
  }

  /** Prepares until it is ready, as the publisher does: coming back when the platform wants more time. */
  async prepare(account: Account, piece: Piece, kept: { handle: Kept } = { handle: {} }, most = 20): Promise<{ prepared: Prepared; handle: Kept }> {
    let prepared: Prepared = { kind: 'ready' };
    for (let round = 0; round < most; round += 1) {
      prepared = (await this.connector.prepare?.(this.wireOf(account), account, piece, kept.handle, async (handle) => void (kept.handle = structuredClone(handle)))) ?? { kind: 'ready' };
      if (prepared.kind !== 'wait') break;
      this.pass(prepared.seconds);
    }
    return { prepared, handle: kept.handle };
  }

  async fire(account: Account, piece: Piece, handle: Kept): Promise<Fired> {
    const wire = this.wireOf(account);
    return fireOnce(wire, await this.connector.fire!(wire, account, piece, handle), this.connector.name);
  }

  async publish(account: Account, piece: Piece): Promise<Fired & { handle: Kept }> {
    const { prepared, handle } = await this.prepare(account, piece);
    if (prepared.kind !== 'ready') throw new Error(`Not ready: ${JSON.stringify(prepared)}`);
    return { ...(await this.fire(account, piece, handle)), handle };
  }

  lookUp(account: Account, piece: Piece, handle: Kept, fired: Date): Promise<Sighting> {
    return this.connector.lookUp!(this.wireOf(account), account, piece, handle, fired);
  }
}

export function media(kind: Media['kind'] = 'image', { bytes = 4_096, mime, alt = 'A lamp on a quay', ...rest }: Partial<Media> & { bytes?: number } = {}): Media {
  const id = uuid7();
  const content = new Uint8Array(bytes).map((_, index) => (index * 31 + bytes) % 251);
  return {
    id, kind, mime: mime ?? (kind === 'video' ? 'video/mp4' : kind === 'document' ? 'application/pdf' : 'image/jpeg'), name: `demo-${id.slice(-4)}.${kind === 'video' ? 'mp4' : kind === 'document' ? 'pdf' : 'jpg'}`, byteSize: bytes,
    width: 1080, height: 1080, seconds: kind === 'video' ? 12 : null, alt, url: `https://media.masthead.example/f/${id}`, read: async (from, to) => content.slice(from, to), ...rest,
  };
}
