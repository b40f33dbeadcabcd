import type { Decision, Sighting, Watched } from './observer.ts';
import { wordsOf } from './world.ts';

/** The clock waits until the moment and takes up to so much for the same instant. */
const SAME_INSTANT_MS = 50;

export interface Verdict {
  /** Moments that were decided and not taken back. */
  decided: number;
  lost: number;
  double: number;
  /** Appeared without a decision, or against one. */
  forbidden: number;
  early: number;
  late: number;
  wrongWords: number;
  torn: number;
  untold: number;
  /** Told to people with a reason instead of appearing. */
  failed: number;
  /** How late, in simulated milliseconds, each was whose moment came in fair weather. */
  lateness: number[];
  notes: string[];
}

export const noVerdict = (): Verdict => ({ decided: 0, lost: 0, double: 0, forbidden: 0, early: 0, late: 0, wrongWords: 0, torn: 0, untold: 0, failed: 0, lateness: [], notes: [] });

export function add(sum: Verdict, { lateness, notes, ...counts }: Verdict): Verdict {
  for (const [name, count] of Object.entries(counts)) sum[name as keyof typeof counts] += count;
  sum.lateness.push(...lateness);
  sum.notes.push(...notes);
  return sum;
}

export const faults = ({ lost, double, forbidden, early, late, wrongWords, torn, untold }: Verdict) => lost + double + forbidden + early + late + wrongWords + torn + untold;

interface Moment extends Decision {
  cancelled: boolean;
  failed: boolean;
}

/** What was decided in the end about each publication: its last moment, and whether a person took it back. */
function momentsOf({ decisions, sightings }: Watched): Moment[] {
  const moments = new Map<string, Moment>();
  for (const decision of decisions) {
    const known = moments.get(decision.id);
    if (!known) moments.set(decision.id, { ...decision, cancelled: false, failed: false });
    else if (decision.status === 'scheduled') Object.assign(known, { due: decision.due, at: decision.at });
    else if (decision.status === 'failed') known.failed = true;
    // The clock takes nothing back, except what was planned for a piece that it takes down in the same instant.
    else if (decision.status === 'cancelled') known.cancelled = decision.decider === 'session' || sightings.some(({ transaction, item, shown }) => transaction === decision.transaction && item === decision.item && !shown);
  }
  return [...moments.values()];
}

/** Holds what readers saw against what was decided. It asks no column of ours how it went. */
export function judge(watched: Watched, { calmFrom, minutes }: { calmFrom: number; minutes: number }): Verdict {
  const verdict = noVerdict();
  const fault = (kind: 'lost' | 'double' | 'forbidden' | 'early' | 'late' | 'wrongWords' | 'torn' | 'untold', said: string) => {
    verdict[kind] += 1;
    verdict.notes.push(`${kind}: ${said}`);
  };
  const unclaimed = new Set(watched.sightings);
  const seen = new Map<Moment, Sighting>();
  const moments = momentsOf(watched);
  for (const moment of moments.filter(({ cancelled }) => !cancelled)) {
    if (moment.failed) {
      verdict.failed += 1;
      continue;
    }
    verdict.decided += 1;
    const sighting = [...unclaimed].find(({ item, shown, revision }) => item === moment.item && shown === (moment.kind === 'publish') && (!shown || revision === moment.revision));
    const name = `${moment.kind} ${moment.item} revision ${moment.revision}, due ${moment.due.toISOString()}`;
    if (!sighting) {
      fault('lost', name);
      continue;
    }
    unclaimed.delete(sighting);
    seen.set(moment, sighting);
    const lateness = sighting.at.getTime() - moment.due.getTime();
    if (lateness < -SAME_INSTANT_MS) fault('early', `${name} seen ${sighting.at.toISOString()}`);
    if (sighting.at.getTime() > Math.max(moment.due.getTime(), moment.at.getTime(), calmFrom) + minutes * 60_000) fault('late', `${name} seen ${sighting.at.toISOString()}, calm from ${new Date(calmFrom).toISOString()}`);
    if (moment.due.getTime() > calmFrom) verdict.lateness.push(lateness);
    if (sighting.shown && sighting.html !== wordsOf(moment.revision!)) fault('wrongWords', `${name} showed ${sighting.html}`);
  }
  for (const { item, revision, shown, at } of unclaimed) {
    const decided = moments.some((moment) => moment.item === item && !moment.cancelled && (moment.kind === 'publish') === shown && (!shown || moment.revision === revision));
    fault(decided ? 'double' : 'forbidden', `${shown ? 'shown' : 'hidden'} ${item} revision ${revision} at ${at.toISOString()}`);
  }
  for (const release of new Set(moments.flatMap((moment) => (moment.release && !moment.cancelled && !moment.failed ? [moment.release] : [])))) {
    const parts = moments.filter((moment) => moment.release === release && !moment.cancelled);
    if (new Set(parts.map((part) => seen.get(part)?.transaction)).size > 1) fault('torn', `release ${release} came in parts`);
  }
  for (const { transaction, item } of watched.sightings) {
    const changes = watched.changes.filter((change) => change.transaction === transaction && change.item === item);
    const announced = changes.flatMap(({ organization, sequence }) => watched.announcements.filter((each) => each.organization === organization && each.after < sequence && sequence <= each.upto));
    if (changes.length !== 1 || announced.length !== 1) fault('untold', `${item} has ${changes.length} changes in its transaction, announced ${announced.length} times`);
  }
  for (const { item, kind } of watched.changes) {
    const of = (list: readonly { item: string; kind: string }[]) => list.filter((each) => each.item === item && each.kind === kind).length;
    if (of(watched.told) !== of(watched.changes)) fault('untold', `${item} was ${kind} ${of(watched.changes)} times, and its receiver was told ${of(watched.told)} times`);
  }
  return verdict;
}
