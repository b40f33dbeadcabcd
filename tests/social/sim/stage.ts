import type { Platform } from '#db/schema/choices.ts';
import { uuid7 } from '#app/platform/ids.ts';
import { wakeTargets } from '#workers/crons.ts';
import { consume } from '#workers/queues.ts';
import { invocation, type Publisher, type Stage, World } from '../../publishing/sim/world.ts';
import { type FaultName, open, type Operation, type Running } from '../../simulators/kit.ts';
import { SIMULATORS } from '../../simulators/registry.ts';
import { accountOn } from '../../support/accounts.ts';
import type { TestApp } from '../../support/app.ts';
import type { Cluster } from '../../support/cluster.ts';
import { memoryBucket } from '../../support/memory-bucket.ts';
import type { TestPlatforms } from '../../support/platforms.ts';
import type { Underway } from '../../support/unreliable-network.ts';
import { startWatching } from './observer.ts';

/** Of each class at least one: K, H, S and N. */
export const PLAYED = ['mastodon', 'bluesky', 'wordpress', 'instagram', 'threads', 'youtube', 'twitter', 'pinterest', 'facebook', 'medium'] as const satisfies readonly Platform[];
export type Played = (typeof PLAYED)[number];

export const OURS: Publisher = { tick: wakeTargets, consume };

/** A request to a platform, which can be told from one to the database. */
export interface ToPlatform extends Underway {
  platform: Platform;
  operation: Operation | null;
}
export const isToPlatform = (underway: Underway): underway is ToPlatform => 'platform' in underway;

/** What a platform itself does to a request of this kind. A renewal that is refused is no fault of the way: it ends the account. */
export function faultsOf({ platform, operation }: ToPlatform): FaultName[] {
  const renews = ['twitter', 'bluesky', 'pinterest', 'youtube'].includes(platform);
  if (operation === 'publish') return ['500-after', 'html-after', '500-before', 'too-fast', ...(renews ? (['expired'] as const) : [])];
  if (operation === 'look-up') return ['look-up-lags', 'look-up-empty', '500-before', 'html-after'];
  if (operation === 'prepare') return ['500-before', '500-after', 'html-after', 'slow-processing'];
  return operation === null ? [] : ['500-before'];
}

const scenes = new Map<string, Scene>();
let untouched: typeof fetch | null = null;
let unhurried: typeof setTimeout | null = null;

/** Requests to the platforms of a scene go through its network; all others go where they always go. */
function intercept() {
  if (untouched) return;
  const beyond = globalThis.fetch;
  const clock = globalThis.setTimeout;
  [untouched, unhurried] = [beyond, clock];
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const scene = scenes.get(new URL(url).origin);
    return scene ? scene.send(new Request(input, init)) : beyond(input, init);
  };
  // Whoever waits for a while lets time pass for everyone; a promise's own callback tells such a wait from a driver's timers.
  globalThis.setTimeout = ((run: () => void, ms = 0, ...rest: unknown[]) => {
    const scene = invocation.getStore() === undefined || ms < 1 || !Function.prototype.toString.call(run).includes('[native code]') ? undefined : current;
    return scene ? void scene.world.pass(ms).then(run, run) : clock(run, ms, ...rest);
  }) as typeof setTimeout;
}

function release() {
  if (untouched) globalThis.fetch = untouched;
  if (unhurried) globalThis.setTimeout = unhurried;
  untouched = null;
  unhurried = null;
}

let current: Scene | undefined;

export interface Connected {
  id: string;
  platform: Played;
  /** Its name on the platform: whose posts are whose. */
  there: string;
}

/** The stage of the social publisher: a world, and the simulated platforms around it. */
export class Scene implements TestPlatforms {
  readonly at: string;
  readonly bucket = memoryBucket();
  world!: World;
  running = {} as Record<Platform, Running>;
  /** A jump of our own clock alone: the platforms do not go along. */
  alone = false;

  private constructor() {
    this.at = `http://platforms-${scenes.size + 1}.test`;
  }

  static async open(publisher: Publisher = OURS, cluster?: Cluster): Promise<Scene> {
    const scene = new Scene();
    scenes.set(scene.at, scene);
    intercept();
    const stage: Stage = {
      minds: (type) => type === 'social.target',
      left: "select exists (select from post_targets where status in ('scheduled', 'claimed', 'sending') or ($1 and look_at is not null)) as left",
      watch: startWatching,
      env: { APP_ORIGIN: 'http://localhost:5173', SIMULATORS_AT: scene.at, MEDIA: scene.bucket },
      passed: (ms) => scene.passed(ms),
    };
    scene.world = await World.open(publisher, stage, cluster);
    scene.begin();
    return scene;
  }

  async stop() {
    await this.world.close();
    scenes.delete(this.at);
    if (scenes.size === 0) release();
  }

  /** The platforms as they are before anyone connects. */
  begin() {
    current = this;
    this.world.queue = [];
    this.world.stragglers = [];
    this.world.fateOfSend = () => 'take';
    this.running = Object.fromEntries(PLAYED.map((platform) => [platform, open(SIMULATORS[platform]!, { at: this.at, pause: 0 })])) as Record<Platform, Running>;
  }

  async send(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const [, platform = ''] = url.pathname.split('/');
    const running = this.running[platform as Platform];
    const { method, headers } = request;
    const body = method === 'GET' || method === 'HEAD' ? undefined : await request.arrayBuffer();
    const forward = () => running.fetch(new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }));
    const sender = invocation.getStore();
    if (sender === undefined) return forward();
    return new Promise((resolve, reject) => {
      const cut = () => reject(new TypeError('The connection was reset'));
      const arrives = () => forward().then(() => undefined, () => undefined);
      const underway: ToPlatform = {
        sender,
        platform: platform as Platform,
        operation: running.simulator.operation(method, url.pathname.slice(platform.length + 1), url.searchParams, headers),
        arrive: () => forward().then(resolve, reject),
        lose: cut,
        loseAnswer: () => arrives().then(cut),
        straggle() {
          cut();
          return arrives;
        },
      };
      this.world.sent(underway);
    });
  }

  private passed(ms: number) {
    if (!this.alone) for (const { world } of Object.values(this.running)) older(world.state, ms);
  }

  /** Accounts that a person connected in calm weather; `endsIn` seconds their tokens end. */
  async connect(platform: Played, endsIn?: number): Promise<Connected> {
    const app = { env: { TOKEN_SECRET: 'the-token-secret-of-the-tests' }, owner: this.world.superuser } as unknown as TestApp;
    const id = await accountOn(app, this, this.world.organizationId, platform, endsIn === undefined ? {} : { endsIn });
    const { rows } = await this.world.superuser.query('select platform_account_id as there from social_accounts where id = $1', [id]);
    return { id, platform, there: rows[0].there as string };
  }

  /** What was played before is taken away: time passes for all that is there. */
  async forget() {
    await this.world.superuser.query('delete from posts');
    await this.world.superuser.query('delete from social_accounts');
    await this.world.superuser.query('truncate watch.arms, watch.targets, watch.approvals, watch.pauses');
  }

  /** A file of the library, with bytes that a platform can be given. */
  async file(kind: 'image' | 'video'): Promise<string> {
    const id = uuid7();
    const bytes = new Uint8Array(3_000).map((_, index) => (index * 7 + id.charCodeAt(index % 36)) % 251);
    await this.bucket.put(`sim/${id}`, bytes);
    await this.world.superuser.query(
      `insert into media_assets (id, organization_id, name, type, storage_key, mime_type, byte_size, sha256, width, height, duration_seconds, status)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 1080, 1080, $9, 'ready')`,
      [id, this.world.organizationId, kind === 'image' ? 'quay.jpg' : 'quay.mp4', kind, `sim/${id}`, kind === 'image' ? 'image/jpeg' : 'video/mp4', bytes.length, id.replaceAll('-', '').padEnd(64, '0'), kind === 'video' ? 12 : null],
    );
    return id;
  }
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** A platform's clock is its own: time passes in its state. */
function older(state: unknown, ms: number) {
  if (typeof state !== 'object' || state === null) return;
  for (const [name, value] of Object.entries(state)) {
    if (typeof value === 'string' && INSTANT.test(value)) (state as Record<string, unknown>)[name] = new Date(Date.parse(value) - ms).toISOString();
    else older(value, ms);
  }
}
