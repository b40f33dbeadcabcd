import { pathFrom } from './link-names.ts';

/** What the library takes as a picture; a drawing in SVG can run something, and stays outside. */
export const PICTURE = /\.(png|jpe?g|gif|webp|avif)$/i;
const WITHIN = 'zip:';

export type FindPicture = (file: string, written: string) => string | null;

/** Where a text's picture lies in its archive: by its path, or by the end of it where only one file has that end. */
export function pictureFinder(archive: string, names: readonly string[]): FindPicture {
  const whole = new Map(names.map((name) => [name.toLowerCase(), name]));
  const ends = new Map<string, string[]>();
  for (const name of names) {
    const last = lastOf(name.toLowerCase());
    ends.set(last, [...(ends.get(last) ?? []), name]);
  }
  return (file, written) => {
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) return null;
    const path = pathFrom(file, written).toLowerCase();
    const end = pathFrom('', written.replace(/^(\.{1,2}\/)+/, '')).toLowerCase();
    const alike = (ends.get(lastOf(end)) ?? []).filter((name) => `/${name.toLowerCase()}`.endsWith(`/${end}`));
    const found = whole.get(path) ?? (end !== '' && alike.length === 1 ? alike[0] : undefined);
    return found === undefined ? null : addressWithin(archive, found);
  };
}

const lastOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** A picture within an archive has an address too, so that it is counted, listed and fetched like the others. */
const addressWithin = (archive: string, name: string) => `${WITHIN}${archive}!/${name}`;

export function placeWithin(address: string): { archive: string; name: string } | null {
  const at = address.indexOf('!/');
  return address.startsWith(WITHIN) && at > 0 ? { archive: address.slice(WITHIN.length, at), name: address.slice(at + 2) } : null;
}
