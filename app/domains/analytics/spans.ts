/** Whole weeks, so that a span and the one before it have the same weekdays in it. */
export const SPANS = [
  { days: 7, words: '7 days' },
  { days: 28, words: '4 weeks' },
  { days: 91, words: '13 weeks' },
  { days: 364, words: '52 weeks' },
] as const;

/** "4 weeks", "12 days". */
export const spanWords = (days: number) => SPANS.find((span) => span.days === days)?.words ?? (days === 1 ? 'day' : `${days} days`);
