import type { Version } from '../version.ts';
import { type Changes, isEmpty, pick, same } from './changes.ts';
import type { Unsent } from './outside.ts';

/** What was kept and never reached the server: nothing, when it is there after all. */
export function neverSaved({ sent, changes }: Unsent, server: Version): Changes {
  const mine = { ...sent, ...changes };
  return pick(mine, (name) => !same(name, mine[name], server[name]));
}

export const isWorthOffering = (unsent: Unsent, server: Version): boolean => !isEmpty(neverSaved(unsent, server));

/** The whole of it as its writer saw it, to be compared. */
export const asWritten = ({ base, sent, changes }: Unsent): Version => ({ ...base, ...sent, ...changes });
