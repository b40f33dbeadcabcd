/** Scripts that set no spaces between words: there a word is found wherever it stands. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Which of these words, or runs of words, stand in the text as words of their own, in the order in which they are listed. */
export function avoidedIn(text: string, words: readonly string[]): string[] {
  if (text === '') return [];
  return words.filter((word) => {
    const said = word.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
    if (said === '') return false;
    return new RegExp(UNSPACED.test(word) ? said : `(?<![\\p{L}\\p{N}\\p{M}])${said}(?![\\p{L}\\p{N}\\p{M}])`, 'iu').test(text);
  });
}
