import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from 'pg';
import { inject } from 'vitest';
import { jobContext } from '#app/platform/http.server.ts';
import type { Env, RequestContext } from '#app/platform/env.ts';
import { randomToken } from '#app/platform/ids.ts';
import { orgOf, type Org } from '#app/platform/org.server.ts';
import { wakeJobs } from '#workers/crons.ts';
import { consume } from '#workers/queues.ts';
import { type Cluster, SYSTEM_SECRET } from '../../support/cluster.ts';
import { cloneDatabase } from '../../support/database.ts';
import { startNetwork, type Network, type Underway } from '../../support/unreliable-network.ts';
import { startWatching } from './observer.ts';

/** What may become of a request to the database. */
export const FATES = ['lose', 'lose-answer', 'die-before', 'die-after', 'straggle'] as const;
export type Fate = (typeof FATES)[number] | 'arrive';
/** What may become of a message to the queue. */
export const SEND_FATES = ['refuse', 'take-and-refuse', 'swallow', 'double', 'die'] as const;
export type SendFate = (typeof SEND_FATES)[number] | 'take';

export interface Message {
  body: { id: string; type: string };
  at: number;
  tries: number;
}

/** One invocation of the Worker, or one request of a person: it lives by itself, and dies by itself. */
export interface Actor {
  name: string;
  what: string;
  alive: boolean;
  held: Underway | null;
  ended: Promise<void>;
}

/** What is driven: the Worker's own doors, or a publisher to compare them with. A tick does two things at once; each is played by itself. */
export interface Publisher {
  tick(context: RequestContext): Promise<void>;
  consume(context: RequestContext, message: Parameters<typeof consume>[1]): Promise<void>;
  isNaive?: true;
}

export const OURS: Publisher = { tick: wakeJobs, consume };

/** What is played: whose messages count, when work is left, and who watches. */
export interface Stage {
  minds(type: string): boolean;
  /** A question to the database: is anything left to do? */
  left: string;
  watch(superuser: Client): Promise<unknown>;
  env?: Partial<Env>;
  /** What else grows older when time passes. */
  passed?(ms: number): void;
}

const PUBLISHING: Stage = {
  minds: (type) => type.startsWith('publishing.'),
  left: "select exists (select from outbox where status in ('waiting', 'running') and $1) or exists (select from publications where status = 'scheduled') as left",
  watch: startWatching,
};

/** Which invocation is running: requests that go past the database's wire are told apart by it. */
export const invocation = new AsyncLocalStorage<string>();

const NAMES = Array.from({ length: 24 }, (_, index) => `p${index}`);

/** The real app and a real Postgres; between them a network, a queue and a clock that a script holds in its hands. */
export class World {
  superuser!: Client;
  organizationId!: string;
  userId!: string;
  publisher: Publisher = OURS;
  #stage: Stage = PUBLISHING;
  queue: Message[] = [];
  stragglers: (() => Promise<void>)[] = [];
  actors = new Map<string, Actor>();
  /** Nothing is held and nothing goes wrong. */
  fair = true;
  fateOfSend: (actor: Actor) => SendFate = () => 'take';
  /** Requests and messages so far: every place at which something waits for an answer. */
  points = 0;
  #ahead = 0;
  #busy = 0;
  #quiet: (() => void) | null = null;
  #network!: Network;
  #env!: Env;
  readonly #token = randomToken();

  static async open(publisher: Publisher = OURS, stage: Stage = PUBLISHING, cluster: Cluster = inject('cluster')): Promise<World> {
    const world = new World();
    world.publisher = publisher;
    world.#stage = stage;
    const database = await cloneDatabase(cluster);
    await database.owner.end();
    world.#env = { DATABASE_URL: database.appUrl, SYSTEM_SECRET, TOKEN_SECRET: 'the-token-secret-of-the-tests', MAIL_TRANSPORT: 'mailbox', MAIL_FROM: 'Masthead <masthead@localhost>', ...stage.env } as Env;
    const url = new URL(cluster.superuserUrl);
    url.pathname = new URL(database.appUrl).pathname;
    world.superuser = new Client({ connectionString: url.href });
    await world.superuser.connect();
    await world.#settleIn();
    await stage.watch(world.superuser);
    world.#network = await startNetwork(cluster.endpointPort, (underway) => world.sent(underway));
    return world;
  }

  /** A paper, its owner, who is signed in, and a receiver that is told of every change. */
  async #settleIn() {
    const one = async (sql: string, values: unknown[]) => (await this.superuser.query(sql, values)).rows[0].id as string;
    this.organizationId = await one("insert into organizations (name, slug) values ('The paper', 'the-paper') returning id", []);
    this.userId = await one("insert into users (email, name, email_verified_at) values ('owner@example.test', 'Olga Owner', now()) returning id", []);
    await this.superuser.query("insert into memberships (organization_id, user_id, role) values ($1, $2, 'owner')", [this.organizationId, this.userId]);
    await this.superuser.query(
      "insert into sessions (token_hash, user_id, current_organization_id, expires_at) values (sha256(convert_to($1, 'UTF8')), $2, $3, now() + interval '1 day')",
      [this.#token, this.userId, this.organizationId],
    );
    await this.superuser.query("insert into webhook_endpoints (organization_id, created_by, url, events, secret) values ($1, $2, 'https://hooks.example.test', '{content.published,content.updated,content.unpublished}', 'v1.none')", [this.organizationId, this.userId]);
  }

  async close() {
    await this.#network.stop();
    await this.superuser.end();
  }

  now() {
    return Date.now() + this.#ahead;
  }

  /** Lets time pass, or jump, also backwards. What falls due within the second would be waited for: then a little more passes. */
  async pass(ms: number) {
    const { rows } = await this.superuser.query('select watch.pass($1) as ms', [Math.round(ms)]);
    this.#ahead += Number(rows[0].ms);
    this.#stage.passed?.(Number(rows[0].ms));
  }

  start(what: string, run: (context: RequestContext) => Promise<void>): Actor {
    const name = NAMES.find((each) => !this.actors.has(each))!;
    const actor: Actor = { name, what, alive: true, held: null, ended: Promise.resolve() };
    this.actors.set(name, actor);
    this.#busy += 1;
    const rest: Promise<unknown>[] = [];
    const context = { ...jobContext(this.#envOf(actor), (work) => void rest.push(work)), userAgent: 'test' };
    actor.ended = invocation
      .run(name, () => run(context))
      .catch(() => undefined)
      .then(async () => {
        while (rest.length > 0) await Promise.allSettled(rest.splice(0));
        this.actors.delete(name);
        this.#rest();
      });
    return actor;
  }

  /** A person's handle, who is signed in. */
  handle = (context: RequestContext): Org => orgOf(context, { kind: 'session', token: this.#token }, 'content:publish');

  tick = () => this.start('tick', (context) => this.publisher.tick(context));

  deliver(message: Message): Actor {
    const acknowledged = { yes: false };
    const actor = this.start(`consumer of ${message.body.type}`, async (context) => {
      await this.publisher.consume(context, { body: message.body, ack: () => void (acknowledged.yes = true), retry() {} });
    });
    actor.ended = actor.ended.then(() => {
      const { tries } = message;
      if ((!acknowledged.yes || !actor.alive) && tries < 3) this.queue.push({ ...message, tries: tries + 1, at: this.now() + 1000 });
    });
    return actor;
  }

  /** Everyone who can go on has gone on: each waits for an answer, or has ended. */
  quiet(): Promise<void> {
    return this.#busy === 0 ? Promise.resolve() : new Promise((resolve) => void (this.#quiet = resolve));
  }

  waiting = () => [...this.actors.values()].filter(({ held }) => held);

  /** Decides what becomes of the request that someone waits for, and lets them go on until they wait again. */
  async advance(actor: Actor, fate: Fate) {
    const held = actor.held!;
    actor.held = null;
    this.#busy += 1;
    if (fate.startsWith('die')) actor.alive = false;
    if (fate === 'arrive') await held.arrive();
    else if (fate === 'lose-answer' || fate === 'die-after') await held.loseAnswer();
    else if (fate === 'straggle') this.stragglers.push(held.straggle());
    else held.lose();
  }

  /** A request is on its way, to the database or to another outside party. */
  sent(underway: Underway) {
    const actor = this.actors.get(underway.sender);
    if (!actor?.alive) return underway.lose();
    this.points += 1;
    if (this.fair) return void underway.arrive();
    if (actor.held) throw new Error(`${actor.what} asks twice at once.`);
    actor.held = underway;
    this.#rest();
  }

  #rest() {
    this.#busy -= 1;
    if (this.#busy > 0) return;
    this.#quiet?.();
    this.#quiet = null;
  }

  #envOf(actor: Actor): Env {
    const url = new URL(this.#env.DATABASE_URL);
    url.port = String(this.#network.port);
    url.searchParams.set('process', actor.name);
    const send = async (messages: { body: unknown; delaySeconds?: number }[]) => {
      if (!actor.alive) throw new Error('Nobody is there to send.');
      this.points += 1;
      const fate = this.fair ? 'take' : this.fateOfSend(actor);
      const ours = messages.filter(({ body }) => this.#stage.minds((body as Message['body']).type));
      const take = () => void this.queue.push(...ours.map(({ body, delaySeconds = 0 }) => ({ body: body as Message['body'], at: this.now() + delaySeconds * 1000, tries: 0 })));
      if (fate === 'take' || fate === 'take-and-refuse' || fate === 'double') take();
      if (fate === 'double') take();
      if (fate === 'die') actor.alive = false;
      if (fate === 'refuse' || fate === 'take-and-refuse' || fate === 'die') throw new Error('The queue does not answer.');
    };
    const jobs = {
      send: (body: unknown, { delaySeconds = 0 }: { delaySeconds?: number } = {}) => send([{ body, delaySeconds }]),
      sendBatch: (messages: Iterable<{ body: unknown; delaySeconds?: number }>) => send([...messages]),
    };
    return { ...this.#env, DATABASE_URL: url.href, JOBS: jobs as unknown as Env['JOBS'] };
  }

  /** The cron looks each minute, the queue delivers to the second, until nothing is left to do or patience ends. */
  async fairWeather(minutes: number) {
    this.fair = true;
    for (const straggler of this.stragglers.splice(0)) await straggler().catch(() => undefined);
    for (const actor of this.waiting()) await this.advance(actor, 'arrive');
    await this.quiet();
    const until = this.now() + minutes * 60_000;
    for (let tick = this.now(); this.now() < until; tick += 60_000) {
      await this.tick().ended;
      for (let next = this.#nextMessage(); next && next.at < tick + 60_000; next = this.#nextMessage()) {
        if (next.at > this.now()) await this.pass(next.at - this.now());
        this.queue.splice(this.queue.indexOf(next), 1);
        await this.deliver(next).ended;
      }
      if (!(await this.#workLeft())) return;
      await this.pass(Math.max(0, tick + 60_000 - this.now()));
    }
  }

  #nextMessage = () => this.queue.reduce<Message | undefined>((first, each) => (first && first.at <= each.at ? first : each), undefined);

  async #workLeft(): Promise<boolean> {
    const { rows } = await this.superuser.query(this.#stage.left, [this.publisher.isNaive !== true]);
    return rows[0].left || this.queue.length > 0;
  }

  /** Drafts with their first words; what each revision says is known to the test by itself. */
  async pieces(count: number): Promise<string[]> {
    const { rows } = await this.superuser.query(
      `with made as (insert into content_items (organization_id, title, slug, author_id, body)
         select $1, 'Piece ' || left(name, 6), 'piece-' || name, $2, '{"type": "doc", "content": [{"type": "paragraph", "attrs": {"textAlign": null}, "content": [{"type": "text", "text": "Words 1."}]}]}'
         from (select md5(random()::text) as name from generate_series(1, $3)) names returning *),
       kept as (insert into content_revisions (organization_id, content_item_id, number, title, excerpt, body, fields, word_count, content_hash, reason)
         select organization_id, id, revision, title, excerpt, body, '{}', word_count, content_hash, 'create' from made)
       select id from made`,
      [this.organizationId, this.userId, count],
    );
    return rows.map(({ id }) => id as string);
  }

  /** Takes the words further, as a save does. */
  async edit(item: string) {
    await this.superuser.query(
      `with saved as (update content_items set revision = revision + 1, body = jsonb_set(body, '{content,0,content,0,text}', to_jsonb('Words ' || revision + 1 || '.')) where id = $1 returning *)
       insert into content_revisions (organization_id, content_item_id, number, title, excerpt, body, fields, word_count, content_hash, reason)
       select organization_id, id, revision, title, excerpt, body, '{}', word_count, content_hash, 'save' from saved`,
      [item],
    );
  }
}

export const wordsOf = (revision: number) => `<p>Words ${revision}.</p>`;
