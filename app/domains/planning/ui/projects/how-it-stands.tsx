import { DefinitionList } from '#app/ui/definition-list.tsx';
import { spanWords } from './project-words.ts';
import type { Named, ShownProject } from './shown-project.ts';

type Typed = Record<string, string | string[]>;

const flat = (text: string | string[] | undefined) => [text ?? ''].flat().join(', ').replace(/\s+/g, ' ').trim();

/** Each field whose words differ from what was typed, as someone else left it. */
function differences(now: ShownProject, typed: Typed, people: readonly Named[]): { term: string; value: string }[] {
  const { voice = '', tone = '', style = '', wordsToUse = [], wordsToAvoid = [], colors = [] } = now.brandGuidelines;
  const goals = Object.entries(typed).filter(([name]) => /^goals\.\d+\.text$/.test(name)).map(([, text]) => flat(text)).filter(Boolean);
  const fields = [
    { term: 'Name', value: now.name, yours: flat(typed.name) },
    { term: 'Description', value: now.description, yours: flat(typed.description) },
    { term: 'Audience', value: now.targetAudience, yours: flat(typed.targetAudience) },
    { term: 'Owner', value: now.owner ?? '', yours: people.find(({ id }) => id === typed.ownerId)?.name ?? '' },
    { term: 'Dates', value: spanWords(now), yours: spanWords({ startsOn: flat(typed.startsOn) || null, endsOn: flat(typed.endsOn) || null }) },
    { term: 'Goals', value: now.goals.map(({ text }) => text).join('; '), yours: goals.join('; ') },
    { term: 'Voice', value: voice, yours: flat(typed.voice) },
    { term: 'Tone', value: tone, yours: flat(typed.tone) },
    { term: 'Style', value: style, yours: flat(typed.style) },
    { term: 'Words to use', value: wordsToUse.join(', '), yours: flat(typed.wordsToUse) },
    { term: 'Words to avoid', value: wordsToAvoid.join(', '), yours: flat(typed.wordsToAvoid) },
    { term: 'Colours', value: colors.join(', '), yours: flat(typed.colors) },
  ];
  return fields.filter(({ value, yours }) => flat(value) !== yours);
}

/** Between what was typed and a save stands what someone else saved: shown field by field, before it can be written over. */
export function HowItStands({ now, typed, people }: { now: ShownProject; typed: Typed; people: readonly Named[] }) {
  const list = differences(now, typed, people);
  return (
    <section aria-label="How the project stands now" className="grid gap-2 rounded-lg border border-rule bg-sheet p-4">
      <h2 className="text-lg">How it stands now</h2>
      <p className="max-w-prose text-sm text-ink-soft">{list.length > 0 ? 'Where it differs from what you typed below. Saving again puts yours in its place.' : 'It says in every field what you typed below: saving again changes no words.'}</p>
      {list.length > 0 && <DefinitionList items={list} />}
    </section>
  );
}
