import type { Version } from '../version.ts';

/** What everything that saves itself has beside its fields. */
export interface Stamp {
  revision: number;
  editor: string | null;
  editedAt: string;
}

export type NameIn<V extends Stamp> = Exclude<keyof V, keyof Stamp> & string;
/** Fields with the values they are to have; what is not named stays as it is. */
export type Changes<V extends Stamp = Version> = { [Name in NameIn<V>]?: V[Name] };

/** One kind of thing that saves itself: a piece of content, a post. */
export interface Kind<V extends Stamp = Version> {
  /** Those whose writer this page is. What is tried field by field follows this order. */
  fields: readonly NameIn<V>[];
  /** Do both say the same, in whichever way the server may have written it down? */
  same: (name: NameIn<V>, one: unknown, other: unknown) => boolean;
}

export const namesIn = <V extends Stamp>(changes: Changes<V>) => Object.keys(changes) as NameIn<V>[];
export const isEmpty = (changes: object): boolean => Object.keys(changes).length === 0;

export const pick = <V extends Stamp>(from: Changes<V>, wanted: (name: NameIn<V>) => boolean) => Object.fromEntries(namesIn<V>(from).filter(wanted).map((name) => [name, from[name]])) as Changes<V>;
