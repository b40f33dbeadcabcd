/** With https:// or without: X takes a name with a known ending for an address too. */
export const ADDRESS = /https?:\/\/[^\s]+|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|news|example)\b(?:\/[^\s]*)?/gi;

/** Weighted as twitter-text 3 does: an address 23, a picture sign 2, most Latin letters 1, the rest 2. */
export function weightOf(text: string): number {
  const plain = text.normalize('NFC').replace(ADDRESS, 'x'.repeat(23));
  let weight = 0;
  for (const { segment } of new Intl.Segmenter().segment(plain)) {
    if (/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(segment)) weight += 2;
    else for (const sign of segment) weight += isLight(sign.codePointAt(0)!) ? 1 : 2;
  }
  return weight;
}

const isLight = (code: number) => code <= 4351 || (code >= 8192 && code <= 8205) || (code >= 8208 && code <= 8223) || (code >= 8242 && code <= 8247);
