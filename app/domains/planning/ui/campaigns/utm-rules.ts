import type { UtmRules } from '../../campaign.ts';

/** What a form says about links: `utm.campaign`, `utm.channels.email.source`. What is empty is not said. */
export function rulesIn(fields: readonly (readonly [string, string | string[]])[]): UtmRules {
  const own: Record<string, string> = {};
  const channels: Record<string, Record<string, string>> = {};
  for (const [name, value] of fields) {
    const text = String(value).trim();
    const [first, second, third, fourth] = name.split('.');
    if (first !== 'utm' || !second || text === '') continue;
    if (second !== 'channels') own[second] = text;
    else if (third && fourth) channels[third] = { ...channels[third], [fourth]: text };
  }
  return Object.keys(channels).length > 0 ? { ...own, channels } : own;
}

/** Each word that the rules say, under its name, for laying two versions side by side. */
export function wordsOf({ channels = {}, ...own }: UtmRules): Map<string, string> {
  const each = Object.entries(channels).flatMap(([channel, words]) => Object.entries(words).map(([name, value]) => [`${channel} ${name}`, value] as const));
  return new Map([...Object.entries(own), ...each].filter(([, value]) => value));
}
