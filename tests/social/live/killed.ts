import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { TargetStatus } from '#db/schema/choices.ts';
import { urlsOf } from '#db/local/databases.ts';
import { cloneTemplate } from '../../bench/arena.ts';
import { startBucket } from '../../bench/bucket.ts';
import { startWorker, TOKEN_SECRET } from '../../bench/worker.ts';
import type { Fault, PublicPost } from '../../simulators/kit.ts';
import { servePlatforms } from '../../simulators/serve.ts';
import { quickest, startCluster } from '../../support/cluster.ts';
import { type Arranged, arrangeCompany, arrangePosts, CROWDED, crowded, MAY_ASK, PICTURE } from './crowd.ts';
import { type HeldQueue, holdQueue } from './queue.ts';
import { MOMENTS, tapped, tapWire, Trap } from './wire.ts';

export interface KilledRun {
  targets: number;
  /** Of the Worker, with -9: at named moments, and at any. */
  kills: number;
  named: Record<string, number>;
  /** Of Postgres. */
  crashes: number;
  seconds: number;
  /** What the platforms show. */
  out: number;
  lost: number;
  double: number;
  /** On another account, or shown by a platform that our tables call otherwise. */
  false: number;
  /** A quarter of an hour after the last death neither done nor among what needs a person. */
  silent: number;
  /** A person was asked: by platforms that tell nothing afterwards, and by those that do. */
  asked: number;
  askedInVain: number;
  notes: string[];
}

interface Wish {
  targets: number;
  kills: number;
  /** Waves in which Postgres is killed once. */
  crashes?: number;
  /** How many are due at once. */
  wave?: number;
  seed?: number;
  pages?: boolean;
}

const QUARTER_MS = 15 * 60_000;
const MINUTE_MS = 60_000;
/** After so long the clock looks after what nobody took. */
const LEASE_MS = 31_000;
/** Some moments never come in a wave; then another is waited for. */
const MOST_TRIES = 60;
const DONE: readonly TargetStatus[] = ['published', 'failed', 'needs_attention', 'cancelled'];
/** Of the way there and back; a platform's own words are tried by the simulation. */
const FAULTS: readonly Fault['name'][] = ['500-before', '500-after', 'reset-before', 'reset-after', 'html-after'];

/** As good as random, and the same again for the same seed. */
function dice(seed: number) {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { upTo: (most: number) => Math.floor(roll() * most), oneOf: <T>(list: readonly T[]) => list[Math.floor(roll() * list.length)]! };
}

/**
 * The real Worker, killed with -9 over and over while it publishes to five simulated platforms, and Postgres with it. Wave by
 * wave: posts come due, the publisher dies of it, and then has a quiet quarter of an hour in which all must be settled. The
 * time between is not waited out: rows and messages are made older. In the end the platforms are asked what they show.
 */
export async function runKilled({ targets, kills, crashes = 0, wave = 50, seed = 1, pages = false }: Wish): Promise<KilledRun> {
  const stage = await openStage(targets, pages);
  try {
    const run: KilledRun = { targets, kills: 0, named: {}, crashes: 0, seconds: 0, out: 0, lost: 0, double: 0, false: 0, silent: 0, asked: 0, askedInVain: 0, notes: [] };
    const began = performance.now();
    const company = await arrangeCompany(await stage.sql.client(), { at: stage.platforms.at, posts: targets, secret: TOKEN_SECRET });
    const roll = dice(seed);
    const arranged: Arranged[] = [];
    const waves = Math.ceil(targets / wave);
    for (let index = 0; index < waves; index += 1) {
      const due = (nth: number) => new Date(Date.now() + 500 + nth * 20);
      arranged.push(...(await arrangePosts(await stage.sql.client(), company, Math.min(wave, targets - arranged.length), { first: arranged.length, pictured: ['instagram', 'twitter', 'bluesky'], due })));
      for (const platform of CROWDED) if (roll.upTo(2) === 0) stage.platforms.served.get(platform)!.running.plan({ name: roll.oneOf(FAULTS), on: 'publish', times: 1 + roll.upTo(3) });
      if (index < crashes) await crash(stage, run, roll);
      await killUntil(stage, run, roll, Math.round((kills * (index + 1)) / waves));
      await quarterOfAnHour(stage, run);
    }
    await judge(run, arranged, stage);
    return { ...run, seconds: (performance.now() - began) / 1000 };
  } finally {
    await stage.stop();
  }
}

type Stage = Awaited<ReturnType<typeof openStage>>;
type Roll = ReturnType<typeof dice>;

/** Everything that outlives the Worker, and the Worker. */
async function openStage(targets: number, pages: boolean) {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of stops.reverse()) await each().catch(() => undefined);
  };
  try {
    const trap = new Trap();
    const { cluster, ...ours } = await startCluster(quickest());
    stops.push(ours.stop);
    await cloneTemplate(cluster, 'killed');
    const tap = await tapWire(cluster.endpointPort, trap);
    stops.push(tap.stop);
    const platforms = await servePlatforms({ simulators: crowded(targets, tapped(trap)), log: () => {}, pause: 50 });
    stops.push(platforms.stop);
    const bucket = await startBucket();
    stops.push(bucket.stop);
    bucket.keep(PICTURE, Buffer.alloc(4_096, 7));
    const queue = await holdQueue({ waits: 30 });
    stops.push(queue.stop);
    const sql = new Owner(new URL('/killed', cluster.superuserUrl).href);
    stops.push(() => sql.close());
    // What is committed outlives Postgres too, as it does wherever Masthead runs.
    await sql.query('alter database killed set synchronous_commit = on');
    const worker = await startWorker(urlsOf({ ...cluster, endpointPort: tap.port }, 'killed').appUrl, bucket.port, { queue: queue.port, variables: { SIMULATORS_AT: platforms.at }, pages });
    stops.push(worker.stop);
    queue.opensTo(worker.door);
    return { trap, platforms, queue, sql, worker, crashPostgres: ours.crash, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What was to happen in so long happens now. */
async function pass({ queue, sql }: Stage, ms: number) {
  queue.pass(ms);
  await sql.pass(ms);
}

async function crash(stage: Stage, run: KilledRun, { upTo }: Roll) {
  await Promise.race([worked(stage.queue), sleep(100 + upTo(400))]);
  await stage.crashPostgres();
  run.crashes += 1;
  await pass(stage, LEASE_MS);
}

/** They come whenever anything is due, so that every run has met some. */
const SURE = ['after claim', 'before publish', 'after publish'];

async function killUntil(stage: Stage, run: KilledRun, { upTo, oneOf }: Roll, most: number) {
  const { trap, queue, sql, worker } = stage;
  for (let tries = 0; run.kills < most && tries < MOST_TRIES && (await sql.open()) > 0; tries += 1) {
    // One in four comes at any moment; the others each at theirs, if that comes at all.
    const sure = tries % 2 === 0 ? SURE.find((name) => !run.named[name]) : undefined;
    const moment = sure ?? (upTo(4) === 0 ? null : oneOf(MOMENTS));
    const sprung = moment === null ? sleep(20 + upTo(300)).then(worker.kill) : trap.set(moment, sure ? 1 : 1 + upTo(3), worker.kill);
    const isSprung = await Promise.race([sprung.then(() => true), worked(queue).then(() => false)]);
    trap.unset();
    if (moment && !isSprung) continue;
    await sprung;
    run.kills += 1;
    if (moment) run.named[moment] = (run.named[moment] ?? 0) + 1;
    // What nobody acknowledged comes again; now and then all is lost.
    if (upTo(3) === 0) queue.lose();
    await pass(stage, LEASE_MS + upTo(MINUTE_MS));
    await worker.revive();
  }
}

/** Nothing goes wrong any more, and all is settled in the end, one way or the other. */
async function quarterOfAnHour(stage: Stage, run: KilledRun) {
  for (const { running } of stage.platforms.served.values()) running.clear();
  for (let elapsed = 0; elapsed < QUARTER_MS; elapsed += MINUTE_MS) {
    await worked(stage.queue);
    if ((await stage.sql.open()) === 0) return;
    await pass(stage, MINUTE_MS);
  }
  const { rows } = await stage.sql.query(
    `select t.id, t.status, round(extract(epoch from t.look_at - now())) as looked_after_in, t.taken_at is not null as taken, t.fence, t.stumbles,
       (select jsonb_agg(jsonb_build_array(a.segment, a.state, a.tries, a.looks)) from publish_attempts a where a.post_target_id = t.id) as attempts,
       (select string_agg(e.kind, ' ' order by e.created_at) from publish_events e where e.post_target_id = t.id) as ledger
     from post_targets t where not t.status = any ($1)`,
    [DONE],
  );
  run.silent += rows.length;
  for (const row of rows) run.notes.push(`silent: ${JSON.stringify(row)}, ${stage.queue.waiting()} messages wait, ${stage.queue.inHand()} in hand`);
}

/** One tick of the clock, and all that the queue has until then. */
async function worked(queue: HeldQueue) {
  await queue.tick().catch(() => undefined);
  for (const until = Date.now() + 20_000; Date.now() < until; await sleep(30)) if (queue.inHand() === 0 && queue.ready() === 0) return;
}

/** What the platforms show is held against what was decided. Our tables are asked only whether a person was. */
async function judge(run: KilledRun, arranged: readonly Arranged[], { platforms, sql }: Stage) {
  const { rows } = await sql.query('select id, status from post_targets');
  const statuses = new Map(rows.map(({ id, status }) => [id as string, status as TargetStatus]));
  const shown = new Map<string, PublicPost[]>();
  for (const post of CROWDED.flatMap((platform) => platforms.served.get(platform)!.running.posts())) shown.set(post.text, [...(shown.get(post.text) ?? []), post]);
  for (const { id, platform, person, text } of arranged) {
    const seen = shown.get(text) ?? [];
    const status = statuses.get(id)!;
    const asked = status === 'needs_attention';
    const mayAsk = MAY_ASK.includes(platform);
    const note = (what: string) => run.notes.push(`${what}: ${text} is ${status} and shown ${seen.length} times`);
    if (seen.length > 0) run.out += 1;
    if (seen.length > 1) run.double += 1;
    if (seen.length > 1) note('double');
    if (asked) run[mayAsk ? 'asked' : 'askedInVain'] += 1;
    if (asked && !mayAsk) note('asked in vain');
    if (seen.length === 0 && !(asked && mayAsk)) {
      run.lost += 1;
      note('lost');
    }
    if (seen.some(({ account }) => account !== person) || (seen.length > 0 && !asked && status !== 'published')) {
      run.false += 1;
      note('false');
    }
  }
}

/** A connection that is opened anew when Postgres was killed, and the time that passes for all targets at once. */
class Owner {
  private readonly url: string;
  private open_: Client | null = null;
  constructor(url: string) {
    this.url = url;
  }

  async client(): Promise<Client> {
    if (this.open_) return this.open_;
    for (const until = Date.now() + 20_000; ; await sleep(100)) {
      const client = new Client({ connectionString: this.url });
      client.on('error', () => (this.open_ = null));
      try {
        await client.connect();
        return (this.open_ = client);
      } catch (error) {
        if (Date.now() > until) throw error;
      }
    }
  }

  async query(text: string, values: unknown[] = []) {
    return (await this.client()).query(text, values);
  }

  async open(): Promise<number> {
    return (await this.query('select count(*)::int as open from post_targets where look_at is not null and status <> all ($1)', [DONE])).rows[0].open;
  }

  /** What a killed Worker had under way may hold a row and want another. */
  async pass(ms: number): Promise<void> {
    const by = `${ms} milliseconds`;
    try {
      await this.query(
        `with moved as (update post_targets set wake_at = wake_at - $1::interval, look_at = look_at - $1::interval, scheduled_at = scheduled_at - $1::interval, taken_at = taken_at - $1::interval where look_at is not null returning id)
         update publish_attempts set armed_at = armed_at - $1::interval, first_armed_at = first_armed_at - $1::interval where post_target_id in (select id from moved)`,
        [by],
      );
    } catch (error) {
      if ((error as { code?: string }).code !== '40P01') throw error;
      await this.pass(ms);
    }
  }

  async close() {
    await this.open_?.end();
  }
}
