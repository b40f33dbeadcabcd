import { CONNECTORS } from '#app/domains/social/connectors/registry.ts';
import type { Certainty, Connector, Part } from '#app/domains/social/connectors/connector.ts';
import type { PublicPost } from '../../simulators/kit.ts';
import type { Watched } from './observer.ts';
import { type Post, WORDS } from './people.ts';
import type { Scene } from './stage.ts';

/** The promises, as they are told apart: by our key, by a handle, by search, by nothing. */
export const CLASSES = { key: 'K', handle: 'H', search: 'S', nothing: 'N' } as const satisfies Record<Certainty, string>;
export type Class = (typeof CLASSES)[Certainty];

export interface Tally {
  /** Parts that were to go out and were not taken back. */
  wanted: number;
  live: number;
  double: number;
  lost: number;
  /** Neither live nor lost: it stands on people's list. */
  asked: number;
}

export interface Verdict {
  classes: Record<Class, Tally>;
  /** Live without a decision, or against one: cancelled, paused, not approved. */
  forbidden: number;
  wrongWords: number;
  falsePublished: number;
  falseFailed: number;
  /** Neither finished nor on people's list in time. */
  silent: number;
  /** The platform took the account away, since a renewal's answer was lost on its way: people were told. */
  accountsLost: number;
  /** Minutes until each was finished or listed, from its moment or the end of the storm. */
  minutes: number[];
  notes: string[];
}

const tally = (): Tally => ({ wanted: 0, live: 0, double: 0, lost: 0, asked: 0 });
export const noVerdict = (): Verdict => ({ classes: { K: tally(), H: tally(), S: tally(), N: tally() }, forbidden: 0, wrongWords: 0, falsePublished: 0, falseFailed: 0, silent: 0, accountsLost: 0, minutes: [], notes: [] });

export function add(sum: Verdict, { classes, minutes, notes, ...counts }: Verdict): Verdict {
  for (const [name, count] of Object.entries(counts)) sum[name as keyof typeof counts] += count;
  for (const [name, of] of Object.entries(classes)) for (const [what, count] of Object.entries(of)) sum.classes[name as Class][what as keyof Tally] += count;
  sum.minutes.push(...minutes);
  sum.notes.push(...notes);
  return sum;
}

export const MOST_MINUTES = 15;
const LISTED = ['published', 'failed', 'needs_attention', 'cancelled', 'draft'];
const DECIDED_LATER = ['late', 'not-approved', 'hand-off'];

/** Holds what stands on the platforms against what was decided. Our tables are only asked what they told people. */
export async function judge(scene: Scene, posts: readonly Post[], watched: Watched, { calmFrom, until }: { calmFrom: number; until: number }): Promise<Verdict> {
  const verdict = noVerdict();
  const fault = (kind: 'forbidden' | 'wrongWords' | 'falsePublished' | 'falseFailed' | 'silent', said: string) => {
    verdict[kind] += 1;
    verdict.notes.push(`${kind}: ${said}`);
  };
  for (const post of posts) {
    for (const account of post.accounts) {
      const target = watched.targets.find((each) => each.post === post.id && each.account === account.id);
      if (!target) continue;
      const live = new Map<number, PublicPost[]>();
      for (const shown of scene.running[account.platform].posts()) {
        const [, mark, part] = WORDS.exec(shown.text) ?? [];
        if (mark === post.mark && shown.account === account.there) live.set(Number(part), [...(live.get(Number(part)) ?? []), shown]);
      }
      const name = `${account.platform} ${post.kind} ${post.mark}`;
      const arms = watched.arms.filter((arm) => arm.target === target.id);
      const armedAs = (segment: number) => arms.findLast((arm) => arm.segment === segment)?.version ?? target.version;
      const { parts } = target.frozen[armedAs(0)] ?? { parts: [] };
      const connector = CONNECTORS[account.platform]!;
      const isOff = target.status === 'cancelled' || target.status === 'draft';
      // An approval that was taken back while it was under way: it waits for a person's word, and says so.
      const isTakenBack = target.code === 'waiting' && !watched.approvals.findLast((each) => each.post === post.id && each.version === target.version)?.approved;
      const lostAccess = target.code === 'account-lost' && (await accessWasTaken(scene, account));
      if (lostAccess) verdict.accountsLost += 1;
      for (const [segment, { part, text: mine }] of parts.entries()) {
        const of = verdict.classes[CLASSES[connector.certainty[part]!]];
        const shown = live.get(segment) ?? [];
        const what = `${name} part ${segment}, ${target.status} ${target.code}`;
        const isConfirmed = target.confirmed.includes(segment);
        if (shown.length > 0 || !isOff) of.wanted += 1;
        if (shown.length > 0) of.live += 1;
        if (shown.length > 1) {
          of.double += shown.length - 1;
          verdict.notes.push(`double: ${what}, ${shown.length} times`);
        }
        if (shown.length > 0) {
          const said = target.frozen[armedAs(segment)]?.parts[segment]?.text ?? mine;
          if (!shown.every(({ text }) => text.trim() === said)) fault('wrongWords', `${what} says ${shown.map(({ text }) => text).join(' | ')}, and ${said} was frozen`);
          if (isOff || (!scene.world.publisher.isNaive && !arms.some((arm) => arm.segment === segment))) fault('forbidden', isOff ? what : `${what} was never armed`);
          if (target.status === 'failed' && !isConfirmed) fault('falseFailed', what);
          continue;
        }
        if (isOff) continue;
        if (target.status === 'published' || isConfirmed) fault('falsePublished', what);
        // A platform that can be asked needs nobody's word, once it answers; and what failed is lost, whatever was told.
        const asked = watched.seen.findLast((each) => each.target === target.id && each.status === 'needs_attention');
        const mayAsk = DECIDED_LATER.includes(target.code) || isTakenBack || of === verdict.classes.S || of === verdict.classes.N || hangsOnOthers(parts, segment, connector.certainty) || (asked !== undefined && asked.at.getTime() <= calmFrom);
        if (lostAccess || (target.status === 'needs_attention' && mayAsk)) of.asked += 1;
        else {
          of.lost += 1;
          verdict.notes.push(`lost: ${what}`);
        }
      }
      for (const arm of arms) {
        const before = watched.seen.findLast((each) => each.target === target.id && each.n < arm.n);
        const approved = watched.approvals.findLast((each) => each.post === post.id && each.version === arm.version && each.n < arm.n)?.approved;
        const paused = [account.id, null].some((whose) => watched.pauses.findLast((each) => each.account === whose && each.n < arm.n)?.paused);
        const why = paused ? 'paused' : !approved ? 'not approved' : before && (before.status === 'cancelled' || before.status === 'draft') ? before.status : arm.version !== arm.wanted ? 'of another version' : null;
        if (why) fault('forbidden', `${name} was armed while ${why}`);
      }
      const last = watched.seen.findLast((each) => each.target === target.id);
      if (!last || isOff) continue;
      const from = Math.max(calmFrom, last.due?.getTime() ?? 0);
      const listed = watched.seen.filter((each) => each.target === target.id).map((each, index, all) => ({ ...each, until: all[index + 1]?.at.getTime() ?? Number.POSITIVE_INFINITY })).find((each) => LISTED.includes(each.status) && each.until > from);
      const minutes = ((listed ? Math.max(from, listed.at.getTime()) : until) - from) / 60_000;
      verdict.minutes.push(minutes);
      if (!listed || minutes > MOST_MINUTES) fault('silent', `${name} is ${target.status} ${target.code} after ${minutes.toFixed(1)} minutes`);
    }
  }
  return verdict;
}

/** A part beneath another cannot go out before that one is known to be there. */
const hangsOnOthers = (parts: readonly { part: Part }[], segment: number, certainty: Connector['certainty']) =>
  parts.slice(0, segment).some(({ part }) => certainty[part] === 'search' || certainty[part] === 'nothing');

/** The platform renewed more often than we heard of: the tokens that it gave then are lost, and nobody is to blame. */
async function accessWasTaken(scene: Scene, { id, platform, there }: Post['accounts'][number]): Promise<boolean> {
  const { rows } = await scene.world.superuser.query('select token_generation as generation from social_accounts where id = $1', [id]);
  const { desk } = scene.running[platform].world.state as { desk?: { refresh: { person: string }[] } };
  return (desk?.refresh.filter(({ person }) => person === there).length ?? 0) - 1 > rows[0].generation;
}
