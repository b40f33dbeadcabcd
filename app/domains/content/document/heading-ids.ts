/** Gives each heading an address within its page: the same headings always get the same ones, in any script. */
export function headingIds(): (text: string) => string {
  const used = new Map<string, number>();
  return (text) => {
    const words = text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 80) || 'section';
    // Footnotes have addresses too, and tasks.
    const stem = /^(footnote|task)-\d/.test(words) ? `section-${words}` : words;
    let turn = (used.get(stem) ?? 0) + 1;
    while (turn > 1 && used.has(`${stem}-${turn}`)) turn += 1;
    used.set(stem, turn);
    const id = turn === 1 ? stem : `${stem}-${turn}`;
    used.set(id, used.get(id) ?? 1);
    return id;
  };
}
