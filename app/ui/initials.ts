/** "Ada King Lovelace" is AL, "Åsa" is Å, "" is a dash: by whole characters, not code units. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? ([...word][0] ?? '') : ''));
  return letters.join('').toLocaleUpperCase('en') || '–';
}

/** One of five quiet hues, always the same for the same name. */
export function hueOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % 5;
}
