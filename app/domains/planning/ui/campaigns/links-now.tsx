import { DefinitionList } from '#app/ui/definition-list.tsx';
import type { UtmRules } from '../../campaign.ts';
import { CHANNEL_WORDS } from '../../channel.ts';
import { wordsOf } from './utm-rules.ts';

const nameOf = (name: string) => {
  const [channel, word] = name.split(' ');
  return word ? `${CHANNEL_WORDS[channel as keyof typeof CHANNEL_WORDS] ?? channel}: ${word}` : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
};

/** Between what was typed and a save stands what someone else saved: each word that differs. */
export function LinksNow({ now, typed }: { now: UtmRules; typed: UtmRules }) {
  const [theirs, yours] = [wordsOf(now), wordsOf(typed)];
  const list = [...new Set([...theirs.keys(), ...yours.keys()])].filter((name) => theirs.get(name) !== yours.get(name)).map((name) => ({ term: nameOf(name), value: theirs.get(name) ?? null }));
  return (
    <section aria-label="How the links stand now" className="grid gap-2 rounded-lg border border-rule bg-sheet p-4">
      <h2 className="text-lg">How they stand now</h2>
      <p className="max-w-prose text-sm text-ink-soft">{list.length > 0 ? 'Where they differ from what you typed below. Saving again puts yours in their place.' : 'The links say what you typed below. Something else of the campaign was changed: saving again leaves that as it is.'}</p>
      {list.length > 0 && <DefinitionList items={list} />}
    </section>
  );
}
