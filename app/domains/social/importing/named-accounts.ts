import type { Platform } from '#db/schema/choices.ts';
import { short } from '#app/domains/planning/csv-rows.ts';
import { accountName, PLATFORM_NAMES } from '../accounts/account.ts';
import { severalIn } from './post-table.ts';

export interface Nameable {
  id: string;
  platform: Platform;
  username: string;
  displayName: string;
  place: string | null;
}

const key = (name: string) => name.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');

/** All that people write for an account: its names alone, with the platform in the ways they put it, or the platform where there is one of it. */
function namesOf({ id, platform, username, displayName, place }: Nameable): Set<string> {
  const handle = username.replace(/^@/, '');
  const host = place?.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  const own = [handle, `@${handle}`, displayName, ...(host ? [`@${handle}@${host}`, `${handle}@${host}`] : [])].filter((name) => name.trim() !== '' && name !== '@');
  const platforms = [PLATFORM_NAMES[platform], platform];
  const apart = own.flatMap((name) => platforms.flatMap((where) => [`${name} on ${where}`, `${name} (${where})`, `${where}: ${name}`, `${where}:${name}`, `${where} ${name}`]));
  return new Set([id, ...own, ...apart, ...platforms].map(key));
}

export type AccountNames = readonly { account: Nameable; names: Set<string> }[];

export const namesOfAccounts = (accounts: readonly Nameable[]): AccountNames => accounts.map((account) => ({ account, names: namesOf(account) }));

/** The accounts that a cell names, and a sentence for each name that is nobody's or several people's. */
export function accountsNamed(cell: string, all: AccountNames): { ids: string[]; sentences: string[] } {
  const found = (name: string) => all.filter(({ names }) => names.has(key(name)));
  // "Rivers, Lakes and Ports" may be one name.
  const said = found(cell).length > 0 ? [cell] : severalIn(cell).flatMap((part) => (found(part).length > 0 ? [part] : severalIn(part, /,/)));
  const [ids, sentences] = [new Set<string>(), [] as string[]];
  for (const name of said) {
    const meant = found(name).map(({ account }) => account);
    if (meant.length === 1) ids.add(meant[0]!.id);
    else if (meant.length > 1) sentences.push(`${short(name)} may be ${meant.slice(0, 4).map(accountName).join(' or ')}${meant.length > 4 ? ' or another' : ''}. Write which, such as “@${meant[0]!.username.replace(/^@/, '')} on ${PLATFORM_NAMES[meant[0]!.platform]}”.`);
    else sentences.push(`No connected account is called ${short(name)}. Write it as it stands under Accounts.`);
  }
  return { ids: [...ids], sentences };
}
