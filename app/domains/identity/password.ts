import { COMMON_PASSWORDS } from './common-passwords.ts';

const LEAST = 10;
const MOST = 200;

/** Length over rules of composition: what is refused is short, well known, or about its owner. */
export function whyNotPassword(password: string, about: readonly string[]): string | null {
  if (password.length < LEAST) return `A password needs at least ${LEAST} characters. A few words in a row are easy to remember.`;
  if (password.length > MOST) return `A password can have at most ${MOST} characters.`;
  const plain = password.toLowerCase();
  if (COMMON_PASSWORDS.has(plain) || /^(.)\1+$/.test(plain) || isRun(plain)) return 'This password is well known. Choose one that nobody else would.';
  const names = about.flatMap((text) => text.toLowerCase().split(/[@.\s]+/)).filter((word) => word.length > 3);
  if (names.some((name) => plain.includes(name) && plain.length - name.length < 6)) return 'This password is too close to your name or address.';
  return null;
}

/** 1234567890, abcdefghij and their like. */
function isRun(text: string): boolean {
  return [...text].every((character, index) => index === 0 || Math.abs(character.charCodeAt(0) - text.charCodeAt(index - 1)) <= 1);
}
