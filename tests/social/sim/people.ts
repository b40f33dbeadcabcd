import { createPost, savePost } from '#app/domains/social/composing/save-post.server.ts';
import { schedulePost } from '#app/domains/social/composing/schedule-post.server.ts';
import { unschedulePost } from '#app/domains/social/composing/unschedule-post.server.ts';
import { decidePost } from '#app/domains/social/composing/review-post.server.ts';
import { pauseAccount, resumeAccount } from '#app/domains/social/accounts/change-account.server.ts';
import { pauseSocial, resumeSocial } from '#app/domains/social/publishing/pause-social.server.ts';
import type { PostChanges } from '#app/domains/social/composing/inputs.ts';
import type { Org } from '#app/platform/org.server.ts';
import { wallIn } from '../../publishing/desk.ts';
import type { Actor } from '../../publishing/sim/world.ts';
import type { Connected, Played, Scene } from './stage.ts';

/** What a post is made of, and so where it can go. */
export const KINDS = {
  words: ['mastodon', 'bluesky', 'threads', 'twitter', 'wordpress', 'facebook', 'medium'],
  thread: ['mastodon', 'bluesky', 'threads', 'twitter'],
  picture: ['mastodon', 'bluesky', 'wordpress', 'instagram', 'threads', 'twitter', 'pinterest', 'facebook', 'medium'],
  comment: ['instagram', 'facebook'],
  film: ['youtube', 'twitter', 'mastodon'],
} as const satisfies Record<string, readonly Played[]>;
export type Kind = keyof typeof KINDS;

export interface Post {
  id: string;
  mark: string;
  kind: Kind;
  edition: number;
  accounts: Connected[];
}

/** Each part of each edition of each post says which it is: the judge reads it where readers do. */
export const words = (mark: string, part: number, edition: number) => `Ferry ${mark} part ${part} edition ${edition}.`;
export const WORDS = /Ferry ([0-9a-f]{8}) part (\d+) edition (\d+)\./;

const written = (kind: Kind, mark: string, edition: number): PostChanges => ({
  text: words(mark, 0, edition),
  ...(kind === 'thread' ? { thread: [1, 2].map((part) => ({ text: words(mark, part, edition), mediaIds: [] })) } : {}),
  ...(kind === 'comment' ? { firstComment: words(mark, 1, edition) } : {}),
});

/** A command of a person who is signed in, as an invocation of its own. */
export const person = (scene: Scene, what: string, run: (org: Org) => Promise<unknown>): Actor =>
  scene.world.start(what, async (context) => void (await run({ ...scene.world.handle(context), permission: 'post:write' })));

/** A draft, made in fair weather. */
export async function draft(scene: Scene, kind: Kind, accounts: Connected[], mark: string): Promise<Post> {
  const files = kind === 'picture' || kind === 'comment' ? [await scene.file('image')] : kind === 'film' ? [await scene.file('video')] : [];
  const { rows } = await scene.world.superuser.query("select id, platform_data -> 'boards' -> 0 ->> 'value' as board from social_accounts where id = any ($1)", [accounts.map(({ id }) => id)]);
  const boards = new Map(rows.map(({ id, board }) => [id as string, board as string | null]));
  const changes: PostChanges = {
    ...written(kind, mark, 1),
    title: 'Ferry times',
    media: files.map((assetId) => ({ assetId, alt: 'A quay', shared: true })),
    targets: accounts.map(({ id }) => ({ accountId: id, variant: boards.get(id) ? { options: { board: boards.get(id)! } } : {} })),
  };
  let id = '';
  let refused: unknown;
  const fair = scene.world.fair;
  scene.world.fair = true;
  await person(scene, 'draft', async (org) => {
    const made = await createPost(org, changes).catch((error: unknown) => void (refused = error));
    if (made?.ok) id = made.value.id;
    else refused ??= made?.problem.message;
  }).ended;
  scene.world.fair = fair;
  if (id === '') throw new Error(`No draft of ${kind} was made: ${refused}`);
  return { id, mark, kind, edition: 1, accounts };
}

const revisionOf = async (scene: Scene, { id }: Post) => (await scene.world.superuser.query('select revision from posts where id = $1', [id])).rows[0].revision as number;

/** People read the page before they press: what they saw is asked before the command begins. */
export async function schedule(scene: Scene, post: Post, ms: number): Promise<() => Actor> {
  const revision = await revisionOf(scene, post);
  return () => person(scene, 'schedule', (org) => schedulePost(org, { postId: post.id, revision, at: wallIn(ms) }));
}

export async function edit(scene: Scene, post: Post): Promise<() => Actor> {
  const revision = await revisionOf(scene, post);
  post.edition += 1;
  const { edition } = post;
  return () => person(scene, 'edit', (org) => savePost(org, { postId: post.id, revision, ...written(post.kind, post.mark, edition) }));
}

export const cancel = (scene: Scene, post: Post, to: 'draft' | 'cancelled') => () => person(scene, 'cancel', (org) => unschedulePost(org, { postId: post.id, to }));

export async function decide(scene: Scene, post: Post, decision: 'approved' | 'changes_requested'): Promise<(() => Actor) | null> {
  const { rows } = await scene.world.superuser.query('select content_hash from post_versions where post_id = $1 order by number desc limit 1', [post.id]);
  const contentHash = rows[0]?.content_hash as string | undefined;
  return contentHash ? () => person(scene, decision, (org) => decidePost(org, { postId: post.id, contentHash, decision, comment: 'Look again.' })) : null;
}

export const pause = (scene: Scene, account: string | null) => () => person(scene, 'pause', (org) => (account ? pauseAccount(org, account, 'A storm.') : pauseSocial(org, { reason: 'A storm.' })));
export const resume = (scene: Scene, account: string | null) => () => person(scene, 'resume', (org) => (account ? resumeAccount(org, account) : resumeSocial(org, { late: 'own' })));
