import { type Changes, isEmpty, type Kind, pick, type Stamp } from './kind.ts';
import type { Unsent } from './outside.ts';

/** What was kept and never reached the server: nothing, when it is there after all. */
export function neverSaved<V extends Stamp>({ sent, changes }: Unsent<V>, server: V, { same }: Kind<V>): Changes<V> {
  const mine: Changes<V> = { ...sent, ...changes };
  return pick<V>(mine, (name) => !same(name, mine[name], server[name]));
}

export const isWorthOffering = <V extends Stamp>(unsent: Unsent<V>, server: V, kind: Kind<V>): boolean => !isEmpty(neverSaved(unsent, server, kind));

/** The whole of it as its writer saw it, to be compared. */
export const asWritten = <V extends Stamp>({ base, sent, changes }: Unsent<V>): V => ({ ...base, ...sent, ...changes });
