import type { Piece, Seen } from '../connectors/connector.ts';
import { linksIn } from '../composing/extract.ts';

/** How far the platform's clock may be from ours, and how long after the first try a post may still appear. */
const SLACK_MS = 60_000;
const WINDOW_MS = 24 * 3_600_000;

/** What a text keeps of itself on its way through a platform: its words, and the addresses that stood among them. */
interface Fingerprint {
  words: string;
  links: readonly string[];
}

/** In the place of an address: nothing that anybody writes. */
const LINK = '\ue000';
/** Addresses that say nothing of where they lead. */
const OPAQUE = /^(?:t\.co|pic\.(?:x|twitter)\.com|lnkd\.in|fb\.me|bit\.ly|ow\.ly|buff\.ly|dlvr\.it|tinyurl\.com|goo\.gl|trib\.al|is\.gd|pin\.it)(?:\/|$)/i;

function fingerprintOf(text: string): Fingerprint {
  const plain = decoded(text).normalize('NFC').replaceAll(LINK, '');
  const links: string[] = [];
  let [words, at] = ['', 0];
  for (const link of linksIn(plain)) {
    const isCut = plain[link.end] === '…';
    words += `${plain.slice(at, link.index)} ${LINK} `;
    links.push(bareAddress(link.text) + (isCut ? '…' : ''));
    at = link.end + (isCut ? 1 : 0);
  }
  words += plain.slice(at);
  // Servers leave out of a mention where it lives, and keyboards' invisible signs get lost on the way.
  words = words.replace(/(@[a-z0-9_]+)@[a-z0-9.-]+[a-z0-9]/gi, '$1').replace(/[\ufe0e\ufe0f\u200b\u2060\ufeff]|\p{Cc}/gu, (sign) => (/\s/.test(sign) && sign !== '\ufeff' ? ' ' : ''));
  return { words: words.replace(/\s+/gu, ' ').trim(), links };
}

const bareAddress = (address: string) => address.replace(/^https?:\/\/(?:www\.)?|^www\./i, '').replace(/^[^/?#]+/, (host) => host.toLowerCase()).replace(/\/(?=$|[?#])/, '');

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hellip: '…', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' };

/** As often as it was encoded: some answer what they had encoded already. */
function decoded(text: string): string {
  let now = text;
  for (let turn = 0; turn < 3; turn += 1) {
    const next = now.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return NAMED[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
    if (next === now) break;
    now = next;
  }
  return now;
}

/** What ends in an ellipsis was shortened for the eye. */
const sameLink = (ours: string, theirs: string) => ours === theirs || OPAQUE.test(theirs) || (theirs.endsWith('…') && ours.startsWith(theirs.slice(0, -1)));

/**
 * Is what the platform shows this piece? Words to the letter, addresses to the letter where it shows them, as many files, and
 * its time. Only at the end it may differ: platforms put the address of the files there, and the post's link or not.
 */
export function matches(piece: Pick<Piece, 'text' | 'link' | 'media' | 'since'>, seen: Seen): boolean {
  const late = seen.at.getTime() - piece.since.getTime();
  if (late < -SLACK_MS || late > WINDOW_MS || seen.mediaCount !== piece.media.length) return false;
  const [ours, theirs] = [fingerprintOf(piece.text), fingerprintOf(seen.text)];
  if (withoutEnd(ours.words) !== withoutEnd(theirs.words)) return false;
  const own = piece.link ? bareAddress(decoded(piece.link).normalize('NFC')) : null;
  const added = theirs.links.slice(ours.links.length);
  return theirs.links.length >= ours.links.length && ours.links.every((link, at) => sameLink(link, theirs.links[at]!)) && added.every((link) => OPAQUE.test(link) || link === own);
}

/** Only addresses at the end are left open; how many there must be, `matches` counts. */
const withoutEnd = (words: string) => words.replace(new RegExp(`(?: ?${LINK})+$`), '');

/** All that could be this piece and is no other post of ours: the evidence for whoever has to decide. */
export const matching = (piece: Pick<Piece, 'text' | 'link' | 'media' | 'since'>, seen: readonly Seen[], boundIds: ReadonlySet<string>): Seen[] =>
  seen.filter((each) => !boundIds.has(each.id) && matches(piece, each));

/** The post that this piece became; null unless there is exactly one that it can be. */
export function theOne(piece: Pick<Piece, 'text' | 'link' | 'media' | 'since'>, seen: readonly Seen[], boundIds: ReadonlySet<string>): Seen | null {
  const [one, another] = matching(piece, seen, boundIds);
  return one && !another ? one : null;
}
