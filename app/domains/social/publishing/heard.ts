import { FIGURE_WORDS, shown } from '#app/domains/analytics/figure.ts';
import type { Platform } from '#db/schema/choices.ts';
import { accountName, PLATFORM_NAMES } from '../accounts/account.ts';
import type { Metric, Reading } from '../connectors/connector.ts';

/** What one account's platform said when it was asked how a post does there. */
export interface Heard {
  targetId: string;
  accountId: string;
  platform: Platform;
  displayName: string;
  username: string;
  answer: 'told' | 'silent' | 'unreachable';
  /** Only what was told. */
  figures: Partial<Record<Metric, number>>;
  /** Why it could not be reached. */
  why: string;
}

/** Some platforms are paid by the question. */
export const ASK_AGAIN_MINUTES = 5;

export const secondsToWait = (askedAt: string | null, now: Date) => (askedAt === null ? 0 : Math.max(0, Math.ceil((Date.parse(askedAt) - now.getTime()) / 1000) + ASK_AGAIN_MINUTES * 60));

/** Why the platforms are not asked now, as a sentence; null when they can be. */
export function whyNotAsk({ isOut, askedAt }: { isOut: boolean; askedAt: string | null }, now: Date): string | null {
  if (!isOut) return 'It is not out anywhere yet, so nobody can tell how it does.';
  const minutes = Math.ceil(secondsToWait(askedAt, now) / 60);
  return minutes > 0 ? `The platforms were asked just now, and some are paid by the question. Ask again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.` : null;
}

export const figuresIn = (reading: Reading) => Object.fromEntries((Object.keys(FIGURE_WORDS) as Metric[]).flatMap((metric) => (reading[metric] === null ? [] : [[metric, reading[metric]]]))) as Heard['figures'];

/** "Mastodon, Threads and X". */
export const listed = (names: readonly string[]) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);

/** What each platform told, which tells nothing, and which could not be reached. */
export function heardWords(all: readonly Heard[]): string {
  const names = (answer: Heard['answer']) => all.filter((each) => each.answer === answer);
  const counted = (metric: string, value: number) => `${shown(value)} ${FIGURE_WORDS[metric as Metric].word.toLowerCase().replace(value === 1 ? /s$/ : '', '')}`;
  const told = names('told').map((each) => `${accountName(each)} tells ${listed(Object.entries(each.figures).map(([metric, value]) => counted(metric, value)))}.`);
  const silent = [...new Set(names('silent').map(({ platform }) => PLATFORM_NAMES[platform]))];
  const unreachable = names('unreachable').map((each) => `${accountName(each)} could not be reached: ${each.why}`);
  return [...told, ...(silent.length > 0 ? [`${listed(silent)} ${silent.length === 1 ? 'tells' : 'tell'} nothing of it.`] : []), ...unreachable].join(' ');
}
