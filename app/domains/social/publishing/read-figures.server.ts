import { eq, sql } from 'drizzle-orm';
import { postToMeasure, type TargetToMeasure } from '#db/queries/metrics.ts';
import { posts } from '#db/schema/index.ts';
import { refuseUnless } from '#db/scope.ts';
import { type Org, readFor, writeFor } from '#app/platform/org.server.ts';
import { notFound, problem } from '#app/platform/problem.ts';
import { done, refused, type Result } from '#app/platform/result.ts';
import { freshAccount } from '../accounts/renew-tokens.server.ts';
import { NoAnswer, PlatformRefused, type Reading } from '../connectors/connector.ts';
import { connectorOf } from '../connectors/registry.ts';
import { ASK_AGAIN_MINUTES, figuresIn, type Heard, heardWords, secondsToWait, whyNotAsk } from './heard.ts';
import { keepReadings } from './keep-figures.server.ts';
import { lockPost } from './target-lease.server.ts';

const ASKED_BY_OTHERS = 'Someone else had the platforms asked at the same moment. What they tell is here in a moment.';

/** Asks now how a post does wherever it is out, and keeps what is told. Whoever comes first asks for everybody. */
export async function readFigures(org: Org, postId: string): Promise<Result<{ sentence: string; heard: Heard[] }>> {
  const found = await readFor(org, { post: postToMeasure(postId) });
  if (!found.ok) return found;
  const { post } = found.value;
  if (!post || post.deletedAt) return refused(notFound('post'));
  const isOut = post.targets.length > 0;
  const now = new Date();
  const why = whyNotAsk({ isOut, askedAt: post.figuresAskedAt }, now);
  if (why) return refused(isOut ? problem('too-fast', why, { retryAfterSeconds: secondsToWait(post.figuresAskedAt, now) }) : problem('conflict', why));
  const claimed = await writeFor(org, (db) => [
    lockPost(db, postId),
    refuseUnless(db, sql`exists (select from ${posts} p where p.id = ${postId} and (p.figures_asked_at is null or p.figures_asked_at <= now() - make_interval(mins => ${ASK_AGAIN_MINUTES})))`, 'too-fast', ASKED_BY_OTHERS),
    db.update(posts).set({ figuresAskedAt: sql`now()` }).where(eq(posts.id, postId)),
  ]);
  if (!claimed.ok) return claimed;
  const asked = await Promise.all(post.targets.map((target) => ask(org, target)));
  const told = asked.flatMap(({ target, reading }) => (reading ? [{ ...target, reading }] : []));
  if (told.length > 0) {
    const written = await writeFor(org, (db) => keepReadings(db, postId, told));
    if (!written.ok) return written;
  }
  const heard = asked.map((each) => each.heard);
  return done({ sentence: heardWords(heard), heard });
}

async function ask(org: Org, target: TargetToMeasure): Promise<{ target: TargetToMeasure; reading: Reading | null; heard: Heard }> {
  const { id: targetId, accountId, platform, displayName, username, platformPostId } = target;
  const answered = (answer: Heard['answer'], more: { reading?: Reading; why?: string } = {}) => ({
    target,
    reading: more.reading ?? null,
    heard: { targetId, accountId, platform, displayName, username, answer, figures: more.reading ? figuresIn(more.reading) : {}, why: more.why ?? '' },
  });
  const connector = connectorOf(platform);
  if (!connector.metrics || platformPostId === null) return answered('silent');
  const fresh = await freshAccount(org, accountId);
  if (!fresh.ok) return answered('unreachable', { why: 'lost' in fresh ? fresh.lost : fresh.sentence });
  try {
    const reading = (await connector.metrics(fresh.wire, fresh.account, [platformPostId])).get(platformPostId);
    return reading && Object.keys(figuresIn(reading)).length > 0 ? answered('told', { reading }) : answered('silent');
  } catch (error) {
    if (error instanceof NoAnswer) return answered('unreachable', { why: `${connector.name} did not answer.` });
    if (error instanceof PlatformRefused) return answered('unreachable', { why: error.message });
    throw error;
  }
}
