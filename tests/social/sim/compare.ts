import type { Cluster } from '../../support/cluster.ts';
import { add, CLASSES, type Class, noVerdict, type Verdict } from './judge.ts';
import { NAIVE } from './naive.ts';
import { play, POSTS } from './play.ts';
import { OURS, Scene } from './stage.ts';

export interface Compared {
  seeds: number;
  ours: Verdict;
  naive: Verdict;
}

export async function playAll(scene: Scene, seeds: readonly number[]): Promise<Verdict> {
  const sum = noVerdict();
  for (const seed of seeds) {
    const verdict = await play(scene, seed);
    verdict.notes = verdict.notes.map((note) => `seed ${seed}: ${note}`);
    add(sum, verdict);
  }
  return sum;
}

/** The same storms for ours and for a naive publisher; what the bench prints. Without a cluster it is the tests' own. */
export async function compare(seeds: readonly number[], cluster?: Cluster): Promise<Compared> {
  const verdicts: Verdict[] = [];
  for (const publisher of [OURS, NAIVE]) {
    const scene = await Scene.open(publisher, cluster);
    verdicts.push(await playAll(scene, seeds));
    await scene.stop();
  }
  return { seeds: seeds.length, ours: verdicts[0]!, naive: verdicts[1]! };
}

const perCent = (share: number, of: number) => (of === 0 ? '–' : `${((share / of) * 100).toFixed(1)} %`);

/** A line for each class and publisher: what was to go out, and what became of it. */
export function tableOf({ ours, naive }: Pick<Compared, 'ours' | 'naive'>): string[][] {
  const rows = [['class', 'publisher', 'parts', 'live', 'twice', 'lost', 'asked of a person']];
  for (const name of Object.values(CLASSES)) {
    for (const [publisher, { classes }] of [['ours', ours], ['naive', naive]] as const) {
      const { wanted, live, double, lost, asked } = classes[name];
      rows.push([name, publisher, String(wanted), perCent(live, wanted), String(double), String(lost), String(asked)]);
    }
  }
  return rows;
}

export function sentenceOf(name: string, { classes, forbidden, wrongWords, falsePublished, falseFailed, silent, accountsLost, minutes }: Verdict): string {
  const each = (Object.entries(classes) as [Class, Verdict['classes'][Class]][]).map(([of, { wanted, live, double, lost, asked }]) => `${of}: of ${wanted} parts ${live} live, ${double} twice, ${lost} lost, ${asked} asked of a person`);
  return `${name}: ${each.join('; ')}; ${forbidden} against a decision, ${wrongWords} with other words, ${falsePublished} called published and not there, ${falseFailed} called failed and there, ${silent} silent, ${accountsLost} accounts lost on the way, ${Math.max(0, ...minutes).toFixed(1)} minutes at most until finished or listed`;
}

export const seedsOf = (range: string): number[] => {
  const [from = 1, to = from] = range.split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
};

export const postsIn = (seeds: number) => seeds * POSTS;
