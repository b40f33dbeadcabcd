import { describe, expect, test } from 'vitest';
import { type Account, type Certainty, type Connector, type Part, type Piece, PlatformRefused } from '#app/domains/social/connectors/connector.ts';
import { CONNECTORS } from '#app/domains/social/connectors/registry.ts';
import { wireTo } from '#app/domains/social/connectors/wire.ts';
import { PLATFORMS } from '#db/schema/choices.ts';
import { SIMULATORS } from '#tests/simulators/registry.ts';
import { WAY_FAULTS } from '#tests/simulators/kit.ts';
import { media, Rig } from './rig.ts';

/** What every platform must do, whatever it is called: a new one is a row in two tables. */
const AFTER = WAY_FAULTS.filter((name) => name.endsWith('-after'));
const BEFORE = WAY_FAULTS.filter((name) => name.endsWith('-before'));
const rig = (platform: keyof typeof CONNECTORS) => new Rig(CONNECTORS[platform]!, SIMULATORS[platform]!);

/** A post that this platform takes: with words alone where it may, else with what it wants. */
function plain(r: Rig, changes: Partial<Piece> = {}): Piece {
  const { limits } = r.connector;
  const format = limits.formats[0]!;
  const files = format === 'text' ? [] : [media(format === 'video' ? 'video' : 'image')];
  return r.piece({ format, media: files, ...(limits.title ? { title: 'A demo title' } : {}), ...changes });
}

const made = (r: Rig) => r.running.posts().filter(({ parent }) => !parent);
const certaintyOf = (connector: Connector, part: Part = 'post') => connector.certainty[part] as Certainty;

/** Asks as the publisher does: by handle or key, else among the recent posts by words and number of files. */
async function look(r: Rig, account: Account, piece: Piece, handle: Record<string, never> | Piece['options'], fired: Date): Promise<'found' | 'absent' | 'unclear'> {
  if (certaintyOf(r.connector) === 'search') {
    const seen = await r.connector.recent!(r.wireOf(account), account, new Date(fired.getTime() - 60_000), piece, handle);
    return seen.filter(({ text, mediaCount }) => text.includes(piece.text) && mediaCount === piece.media.length).length === 1 ? 'found' : 'absent';
  }
  for (let round = 0; round < 10; round += 1) {
    const { kind } = await r.lookUp(account, piece, handle, fired);
    if (kind !== 'unclear') return kind;
    r.pass(30);
  }
  return 'unclear';
}

test('every platform has a connector and a simulator, each under its own name', () => {
  expect(Object.keys(CONNECTORS).sort()).toEqual([...PLATFORMS].sort());
  expect(Object.keys(SIMULATORS).sort()).toEqual(PLATFORMS.filter((platform) => CONNECTORS[platform]!.connecting.way !== 'hand-off').sort());
  for (const [platform, connector] of Object.entries(CONNECTORS)) expect(connector.platform).toBe(platform);
});

const reachable = Object.values(CONNECTORS).filter(({ connecting }) => connecting.way !== 'hand-off');

describe.each(reachable.map((connector) => [connector.name, connector.platform] as const))('%s', (_name, platform) => {
  test('connects, and tells who it is', async () => {
    const r = rig(platform);
    const { accounts } = await r.connect();
    expect(accounts.length).toBeGreaterThan(0);
    for (const account of accounts) {
      expect(account.platformAccountId).not.toBe('');
      expect(account.displayName).toMatch(/demo/i);
      expect(account.accessToken).not.toBe('');
    }
    const account = await r.account();
    const profile = await r.connector.profile?.(r.wireOf(account), account);
    if (profile) expect(profile.platformAccountId).toBe(account.platformAccountId);
  });

  test('publishes a post once, with its words', async () => {
    const r = rig(platform);
    const account = await r.account();
    const piece = plain(r);
    const { outcome } = await r.publish(account, piece);
    expect(outcome.kind).toBe('confirmed');
    expect(made(r)).toHaveLength(1);
    expect(`${made(r)[0]!.title ?? ''} ${made(r)[0]!.text}`).toContain(piece.text);
    expect(made(r)[0]!.id).toBe(outcome.kind === 'confirmed' && outcome.published.id);
    expect(made(r)[0]!.account).toBe(account.platformAccountId);
  });

  test.runIf(CONNECTORS[platform]!.limits.images > 0 && CONNECTORS[platform]!.limits.formats.includes('image'))('publishes a picture with its alt text', async () => {
    const r = rig(platform);
    const account = await r.account();
    const { outcome } = await r.publish(account, plain(r, { format: 'image', media: [media('image')] }));
    expect(outcome.kind).toBe('confirmed');
    expect(made(r)[0]!.media).toHaveLength(1);
    if (r.connector.limits.alt) expect(made(r)[0]!.media[0]!.alt).toBe('A lamp on a quay');
  });

  test.runIf(CONNECTORS[platform]!.limits.formats.includes('carousel'))('publishes several pictures in their order', async () => {
    const r = rig(platform);
    const account = await r.account();
    const files = [media('image', { alt: 'First' }), media('image', { alt: 'Second', bytes: 5_000 })];
    const { outcome } = await r.publish(account, plain(r, { format: 'carousel', media: files }));
    expect(outcome.kind).toBe('confirmed');
    expect(made(r)[0]!.media).toHaveLength(2);
    if (r.connector.limits.alt) expect(made(r)[0]!.media.map(({ alt }) => alt)).toEqual(['First', r.connector.limits.altOnce ? '' : 'Second']);
  });

  test.each(['reel', 'story'] as const)('publishes a %s, where there are any, and finds it again', async (format) => {
    if (!CONNECTORS[platform]!.limits.formats.includes(format)) return;
    for (const file of format === 'reel' ? [media('video', { bytes: 5_000_000 })] : [media('video'), media('image')]) {
      const r = rig(platform);
      const account = await r.account();
      const piece = plain(r, { format, media: [file] });
      const { handle } = await r.prepare(account, piece);
      r.running.plan({ name: 'silence-after', on: 'publish', times: 1 });
      const fired = r.clock;
      expect((await r.fire(account, piece, handle)).outcome.kind).toBe('ambiguous');
      expect(made(r).map((post) => [post.text, post.media[0]!.kind])).toEqual([[format === 'reel' ? piece.text : '', file.kind]]);
      r.pass(60);
      expect(await look(r, account, piece, handle as never, fired)).toBe('found');
      const again = plain(r, { format, media: [file], text: 'Another one' });
      expect((await r.publish(account, again)).outcome.kind).toBe('confirmed');
    }
  });

  test.runIf(CONNECTORS[platform]!.limits.videos > 0)('publishes a film, in parts where the platform wants parts', async () => {
    const r = rig(platform);
    const account = await r.account();
    const format = r.connector.limits.formats.includes('video') ? 'video' : 'reel';
    const { outcome } = await r.publish(account, plain(r, { format, media: [media('video', { bytes: 11_000_000 })] }));
    expect(outcome.kind).toBe('confirmed');
    expect(made(r)).toHaveLength(1);
    expect(made(r)[0]!.media[0]!.kind).toBe('video');
  });

  test.runIf(CONNECTORS[platform]!.certainty.reply)('answers its own post, as a thread goes on', async () => {
    const r = rig(platform);
    const account = await r.account();
    const first = await r.publish(account, plain(r));
    const parent = first.outcome.kind === 'confirmed' ? first.outcome.published : null;
    const { outcome } = await r.publish(account, plain(r, { part: 'reply', text: 'And another thing', parent, root: parent }));
    expect(outcome.kind).toBe('confirmed');
    expect(r.running.posts().map((post) => post.parent ?? null)).toEqual([null, parent!.id]);
  });

  test.runIf(CONNECTORS[platform]!.certainty.comment)('comments on its own post', async () => {
    const r = rig(platform);
    const account = await r.account();
    const first = await r.publish(account, plain(r));
    const parent = first.outcome.kind === 'confirmed' ? first.outcome.published : null;
    const { outcome } = await r.publish(account, r.piece({ part: 'comment', text: 'The first comment', parent, root: parent }));
    expect(outcome.kind).toBe('confirmed');
    expect(r.running.posts().filter((post) => post.parent === parent!.id).map(({ text }) => text)).toEqual(['The first comment']);
  });

  test.each(AFTER)('accepted, then %s: ambiguous, and a look finds it', async (fault) => {
    const r = rig(platform);
    const account = await r.account();
    const piece = plain(r);
    const { handle } = await r.prepare(account, piece);
    r.running.plan({ name: fault, on: 'publish', times: 1 });
    const fired = r.clock;
    const { outcome } = await r.fire(account, piece, handle);
    expect(outcome.kind).toBe('ambiguous');
    expect(r.running.planned()).toEqual([]);
    expect(made(r)).toHaveLength(1);
    r.pass(120);
    if (certaintyOf(r.connector) === 'nothing') return;
    const seen = await look(r, account, piece, handle as never, fired);
    if (seen === 'found') return;
    // A proof of absence of something that is there must at least be harmless: sending it again makes no second.
    expect([seen, certaintyOf(r.connector)]).toEqual(['absent', 'key']);
    expect((await r.fire(account, piece, handle)).outcome.kind).toBe('confirmed');
    expect(made(r)).toHaveLength(1);
  });

  test.each(BEFORE)('%s it accepted: ambiguous, and what is sent again is there once', async (fault) => {
    const r = rig(platform);
    const account = await r.account();
    const piece = plain(r);
    const { handle } = await r.prepare(account, piece);
    r.running.plan({ name: fault, on: 'publish', times: 1 });
    const fired = r.clock;
    const { outcome } = await r.fire(account, piece, handle);
    expect(outcome.kind).toBe('ambiguous');
    expect(made(r)).toHaveLength(0);
    r.pass(120);
    if (certaintyOf(r.connector) === 'nothing') return;
    expect(await look(r, account, piece, handle as never, fired)).toBe('absent');
    if (certaintyOf(r.connector) === 'search') return;
    const again = await r.prepare(account, piece, { handle });
    expect((await r.fire(account, piece, again.handle)).outcome.kind).toBe('confirmed');
    expect(made(r)).toHaveLength(1);
  });

  test.each(['too-fast', 'expired', 'refused'] as const)('%s: surely not published, and told so', async (fault) => {
    const r = rig(platform);
    const account = await r.account();
    const piece = plain(r);
    const { handle } = await r.prepare(account, piece);
    r.running.plan({ name: fault, on: 'publish', times: 1 });
    const { outcome } = await r.fire(account, piece, handle);
    expect(r.running.planned()).toEqual([]);
    expect(outcome.kind).toBe({ 'too-fast': 'deferred', expired: 'expired', refused: 'rejected' }[fault]);
    expect(made(r)).toHaveLength(0);
    if ('sentence' in outcome) expect(outcome.sentence).toMatch(/^[A-Z].*\.$/);
  });

  test('a crash after anything that was kept costs nothing: uploads go on where they were', async () => {
    const whole = rig(platform);
    const files = () => (whole.connector.limits.images > 1 && whole.connector.limits.formats.includes('carousel') ? [media(), media('image', { bytes: 5_000 })] : whole.connector.limits.videos > 0 ? [media('video')] : [media()]);
    if (!whole.connector.prepare) return;
    const format = (count: number, kind: string) => (count > 1 ? 'carousel' : kind === 'video' ? (whole.connector.limits.formats.includes('video') ? 'video' : 'reel') : 'image') as Piece['format'];
    const used = files().slice(0, whole.connector.limits.images === 0 && whole.connector.limits.videos === 0 ? 0 : undefined);
    for (let stop = 1; stop < 30; stop += 1) {
      const r = rig(platform);
      const account = await r.account();
      const piece = plain(r, used.length > 0 ? { media: used, format: format(used.length, used[0]!.kind) } : {});
      const kept = { handle: {} };
      let kepts = 0;
      const crashing = r.connector.prepare!(r.wireOf(account), account, piece, {}, async (handle) => {
        kept.handle = structuredClone(handle);
        kepts += 1;
        if (kepts === stop) throw new Error('crash');
      });
      const crashed = await crashing.then(() => false, (error: Error) => { if (error.message !== 'crash') throw error; return true; });
      const before = r.running.seen.filter(({ operation }) => operation === 'prepare').length;
      const { prepared, handle } = await r.prepare(account, piece, kept);
      expect(prepared.kind).toBe('ready');
      expect((await r.fire(account, piece, handle)).outcome.kind).toBe('confirmed');
      expect(made(r)).toHaveLength(1);
      expect(made(r)[0]!.media.length).toBe(used.length);
      if (!crashed) {
        expect(before).toBeGreaterThanOrEqual(0);
        return;
      }
    }
    throw new Error('It keeps something for ever.');
  });

  test('a maintenance page instead of its API is told as such', async () => {
    const r = rig(platform);
    const account = await r.account();
    if (!r.connector.profile) return;
    r.running.plan({ name: 'html-after', on: 'profile', times: 1 });
    await expect(r.connector.profile(r.wireOf(account), account)).rejects.toMatchObject({ why: 'unreadable' });
  });

  test('a withdrawn access is told as expired or revoked', async () => {
    const r = rig(platform);
    const account = await r.account();
    r.running.simulator.revoke(r.running.world.state);
    if (r.connector.profile) await expect(r.connector.profile(r.wireOf(account), account)).rejects.toMatchObject({ why: expect.stringMatching(/^(expired|revoked)$/) });
    if (!r.connector.refresh) return;
    await expect(r.connector.refresh(r.wireOf(account), account)).rejects.toBeInstanceOf(PlatformRefused);
  });

  test.runIf(CONNECTORS[platform]!.refresh)('renews its tokens, and goes on with them', async () => {
    const r = rig(platform);
    const account = await r.account();
    r.pass(25 * 3600);
    const tokens = await r.connector.refresh!(r.wireOf(account), account).catch((error: PlatformRefused) => error);
    if (tokens instanceof PlatformRefused) throw tokens;
    expect(tokens.accessToken).not.toBe(account.accessToken);
    const renewed: Account = { ...account, accessToken: tokens.accessToken, refreshToken: tokens.refreshToken ?? account.refreshToken };
    expect((await r.publish(renewed, plain(r))).outcome.kind).toBe('confirmed');
  });

  test('the simulated platform holds to the limits that the connector names', async () => {
    const { limits } = CONNECTORS[platform]!;
    for (const over of [0, 1]) {
      const r = rig(platform);
      const account = await r.account();
      const words = 'a'.repeat((limits.text.mostBytes && limits.text.mostBytes < limits.text.most ? limits.text.mostBytes : limits.text.most) + over);
      const piece = plain(r, { text: words });
      const { prepared, handle } = await r.prepare(account, piece);
      const kind = prepared.kind === 'ready' ? (await r.fire(account, piece, handle)).outcome.kind : prepared.kind;
      expect(kind).toMatch(over ? /^(rejected|refused)$/ : /^confirmed$/);
      expect(made(r)).toHaveLength(over ? 0 : 1);
    }
  });

  test.runIf(CONNECTORS[platform]!.metrics)('tells figures, and says nothing where it knows nothing', async () => {
    const r = rig(platform);
    const account = await r.account();
    const { outcome } = await r.publish(account, plain(r));
    if (outcome.kind !== 'confirmed') throw new Error(outcome.kind);
    const readings = await r.connector.metrics!(r.wireOf(account), account, [outcome.published.id, '424242']);
    const reading = readings.get(outcome.published.id)!;
    expect(readings.has('424242')).toBe(false);
    for (const [metric, value] of Object.entries(reading)) if (metric !== 'raw') expect(value === null || (typeof value === 'number' && Number.isFinite(value))).toBe(true);
  });

  test('what it sends goes to the platform alone', async () => {
    const r = rig(platform);
    const account = await r.account();
    const called: string[] = [];
    const wire = wireTo(r.connector, {
      simulatorsAt: 'http://platforms.test',
      place: account.place,
      client: { id: 'masthead-demo', secret: 'masthead-demo-secret' },
      now: () => r.clock,
      fetching: (request) => {
        called.push(new URL(request.url).origin);
        return r.running.fetch(request);
      },
    });
    const piece = plain(r);
    await r.connector.prepare?.(wire, account, piece, {}, async () => undefined);
    expect(new Set(called)).toEqual(new Set(called.length > 0 ? ['http://platforms.test'] : []));
    for (const host of Object.values(r.connector.hosts)) expect(host).toMatch(/^https:\/\/[^/]+/);
  });
});
