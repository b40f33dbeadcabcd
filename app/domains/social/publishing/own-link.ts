import type { Platform } from '#db/schema/choices.ts';
import { parsed } from '#app/platform/outbound.ts';
import { PLATFORM_NAMES } from '../accounts/account.ts';

export interface PostedBy {
  platform: Platform;
  /** As people call the account. */
  account: string;
  username: string;
  platformAccountId: string;
  place: string | null;
  profileUrl: string | null;
}

/** Where readers find what is posted. Sites and servers that are their owner's have an address of their own. */
const HOSTS: { readonly [P in Platform]?: RegExp } = {
  twitter: /(^|\.)(x|twitter)\.com$/,
  facebook: /(^|\.)(facebook\.com|fb\.(com|watch|me))$/,
  instagram: /(^|\.)instagram\.com$/,
  linkedin: /(^|\.)(linkedin\.com|lnkd\.in)$/,
  youtube: /(^|\.)(youtube\.com|youtu\.be)$/,
  tiktok: /(^|\.)tiktok\.com$/,
  pinterest: /(^|\.)(pinterest\.[a-z]{2,3}(\.[a-z]{2})?|pin\.it)$/,
  threads: /(^|\.)threads\.(com|net)$/,
  bluesky: /(^|\.)bsky\.app$/,
};

const NAME_IN_PATH: { readonly [P in Platform]?: RegExp } = {
  twitter: /^\/([^/]+)\/status\//,
  facebook: /^\/([^/]+)\/(?:posts|videos|photos)\//,
  instagram: /^\/([^/]+)\/(?:p|reel)\//,
  tiktok: /^\/@([^/]+)\//,
  threads: /^\/@([^/]+)\//,
  mastodon: /^\/@([^/]+)\//,
  medium: /^\/@([^/]+)\//,
  bluesky: /^\/profile\/([^/]+)\//,
};

/** Why a link cannot be what this account posted: it leads to another platform, another site or another account. Null where nothing in it says so. */
export function whyNotOwnLink(link: string, by: PostedBy, simulatorsAt?: string): string | null {
  const there = placeOf(new URL(link), simulatorsAt);
  const name = PLATFORM_NAMES[by.platform];
  if (there.platform && there.platform !== by.platform) return `This is a link to ${PLATFORM_NAMES[there.platform]}. Paste the link to the post on ${name}.`;
  const own = there.platform ? null : whyElsewhere(there.host, by);
  if (own) return own;
  const named = NAME_IN_PATH[by.platform]?.exec(there.path)?.[1];
  return named && !isCalled(named, by) ? `This is a post of ${named}, and it was to go out as ${by.username}. Look for the right one.` : null;
}

/** Simulated platforms lie below one address, as <at>/<platform>/<host>. */
function placeOf({ origin, pathname, hostname }: URL, simulatorsAt: string | undefined): { platform: Platform | null; host: string; path: string } {
  const host = hostname.toLowerCase();
  if (simulatorsAt && origin === parsed(simulatorsAt)?.origin) {
    const [, platform = '', , ...rest] = pathname.split('/');
    return { platform: platform in PLATFORM_NAMES ? (platform as Platform) : null, host, path: `/${rest.join('/')}` };
  }
  const platform = (Object.keys(HOSTS) as Platform[]).find((each) => HOSTS[each]!.test(host)) ?? null;
  return { platform, host, path: pathname };
}

/** A story or a letter may stand at an address of its owner's, which only they know; those below the platform's own name tell whose they are. */
function whyElsewhere(host: string, { platform, account, place, profileUrl }: PostedBy): string | null {
  const own = [place, profileUrl].flatMap((address) => parsed(address ?? '')?.hostname ?? []).map(bare);
  if (HOSTS[platform]) return `This is not a link to ${PLATFORM_NAMES[platform]}. Open the post there and copy its link.`;
  const isOpen = platform === 'medium' || (platform === 'substack' && (!host.endsWith('.substack.com') || host === 'open.substack.com' || host === 'www.substack.com'));
  return isOpen || own.length === 0 || own.includes(bare(host)) ? null : `This link does not lead to ${account}, which is at ${own[0]}. Look for the right one.`;
}

const bare = (host: string) => host.toLowerCase().replace(/^www\./, '');

/** Some links carry a number instead of the name, and some accounts have no name that a link could carry. */
function isCalled(named: string, { platform, account, username, platformAccountId }: PostedBy): boolean {
  const [shown, own] = [decoded(named).toLowerCase(), username.replace(/^@/, '').toLowerCase()];
  const isNameless = !/^[\w.-]+$/.test(own) || (platform === 'facebook' && username === account);
  return isNameless || shown === own || shown === platformAccountId.toLowerCase() || (platform === 'twitter' && shown === 'i') || (platform === 'facebook' && shown.endsWith(`-${platformAccountId}`));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
