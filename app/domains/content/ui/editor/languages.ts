/** What a code block can say it is written in: the name that is stored, and what a person calls it. */
export const LANGUAGES: readonly [name: string, called: string][] = [
  ['bash', 'Shell'], ['c', 'C'], ['cpp', 'C++'], ['csharp', 'C#'], ['css', 'CSS'], ['diff', 'Diff'], ['go', 'Go'], ['html', 'HTML'], ['java', 'Java'], ['javascript', 'JavaScript'],
  ['json', 'JSON'], ['kotlin', 'Kotlin'], ['markdown', 'Markdown'], ['php', 'PHP'], ['python', 'Python'], ['ruby', 'Ruby'], ['rust', 'Rust'], ['sql', 'SQL'], ['swift', 'Swift'],
  ['typescript', 'TypeScript'], ['xml', 'XML'], ['yaml', 'YAML'],
];

const SHORT: Record<string, string> = { js: 'javascript', ts: 'typescript', py: 'python', rb: 'ruby', rs: 'rust', sh: 'bash', shell: 'bash', yml: 'yaml', md: 'markdown', cs: 'csharp', kt: 'kotlin' };

/** Written after the three backticks: `ts` is TypeScript. */
export const languageNamed = (written: string): string | null => (written === '' ? null : (SHORT[written.toLowerCase()] ?? (/^[\w+#.-]{1,40}$/.test(written) ? written.toLowerCase() : null)));
