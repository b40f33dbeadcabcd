const SIGNS: readonly { sign: RegExp; weight: number }[] = [
  { sign: /^#{1,6} \S/m, weight: 2 },
  { sign: /^(?:```|~~~)/m, weight: 2 },
  { sign: /^\|.+\|\s*\n\|[\s:|-]+\|\s*$/m, weight: 2 },
  { sign: /^\s*[-*+] \[[ xX]\] /m, weight: 2 },
  { sign: /!?\[[^\]\n]+\]\([^)\s]+(?: "[^"]*")?\)/, weight: 2 },
  { sign: /^\[\^[^\]]+\]: /m, weight: 2 },
  { sign: /^(?:\s*[-*+] \S.*\n){1,}\s*[-*+] \S/m, weight: 2 },
  { sign: /^(?:\s*\d+[.)] \S.*\n){1,}\s*\d+[.)] \S/m, weight: 2 },
  { sign: /\*\*\S(?:[^*\n]*\S)?\*\*/, weight: 2 },
  { sign: /^> \S/m, weight: 1 },
  { sign: /^(?:---|\*\*\*|___)$/m, weight: 1 },
  { sign: /(?:^|\s)`[^`\n]+`(?:\s|$|[.,;:])/m, weight: 1 },
  { sign: /^\s*[-*+] \S/m, weight: 1 },
];

/** Was this written as Markdown? One clear sign is enough, or two faint ones; a lone dash or star is not. */
export const looksLikeMarkdown = (text: string): boolean => SIGNS.reduce((sum, { sign, weight }) => sum + (sign.test(text) ? weight : 0), 0) >= 2;
