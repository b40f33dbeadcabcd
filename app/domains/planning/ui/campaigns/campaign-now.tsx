import { DefinitionList } from '#app/ui/definition-list.tsx';
import { CAMPAIGN_TYPE_WORDS, type CampaignType, daysOfCampaign, METRIC_WORDS, METRICS } from '../../campaign.ts';
import { CHANNEL_WORDS } from '../../channel.ts';
import { daysWords, money } from './campaign-words.ts';
import type { CampaignChoices, ShownCampaign } from './shown-campaign.ts';

type Typed = Record<string, string | string[]>;

const flat = (text: string | string[] | undefined) => [text ?? ''].flat().join(', ').replace(/\s+/g, ' ').trim();
const channelWords = (names: readonly string[]) => names.map((name) => CHANNEL_WORDS[name as keyof typeof CHANNEL_WORDS] ?? name).join(', ');
const sorted = (text: string) => text.split(',').map((each) => each.trim()).filter(Boolean).sort().join(', ');
const same = (one: string, other: string) => one === other || sorted(one.toLowerCase()) === sorted(other.toLowerCase());

/** Each field whose words differ from what was typed, as someone else left it. */
function differences(now: ShownCampaign, typed: Typed, { people, projects }: CampaignChoices): { term: string; value: string }[] {
  const nameIn = (list: readonly { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name ?? '';
  const goals = Object.entries(typed).filter(([name]) => /^goals\.\d+\.text$/.test(name)).map(([, text]) => flat(text)).filter(Boolean);
  const targets = Object.fromEntries(now.targetMetrics.map(({ metric, target }) => [metric, String(target)]));
  const fields = [
    { term: 'Name', value: now.name, yours: flat(typed.name) },
    { term: 'Description', value: now.description, yours: flat(typed.description) },
    { term: 'Kind', value: CAMPAIGN_TYPE_WORDS[now.type], yours: CAMPAIGN_TYPE_WORDS[flat(typed.type) as CampaignType] ?? '' },
    { term: 'Project', value: now.project ?? '', yours: nameIn(projects, flat(typed.projectId)) },
    { term: 'Owner', value: now.owner ?? '', yours: nameIn(people, flat(typed.ownerId)) },
    { term: 'Tags', value: now.tags.map(({ name }) => name).join(', '), yours: flat(typed.tags) },
    { term: 'Days', value: daysWords(daysOfCampaign(now)), yours: daysWords({ startsOn: flat(typed.startsOn) || null, endsOn: flat(typed.endsOn) || null }) },
    { term: 'Goals', value: now.goals.map(({ text }) => text).join('; '), yours: goals.join('; ') },
    ...METRICS.map((metric) => ({ term: METRIC_WORDS[metric], value: targets[metric] ?? '', yours: flat(typed[`targets.${metric}`]) })),
    { term: 'Budget', value: now.budget === null ? '' : money(now.budget, now.currency), yours: /^\d+(\.\d{1,2})?$/.test(flat(typed.budget)) ? money(flat(typed.budget), flat(typed.currency).toUpperCase()) : flat(typed.budget) },
    { term: 'Channels', value: channelWords(now.channels), yours: channelWords([typed.channels ?? []].flat()) },
  ];
  return fields.filter(({ value, yours }) => !same(flat(value), yours));
}

/** Between what was typed and a save stands what someone else saved: shown field by field, before it can be written over. */
export function CampaignNow({ now, typed, choices }: { now: ShownCampaign; typed: Typed; choices: CampaignChoices }) {
  const list = differences(now, typed, choices);
  return (
    <section aria-label="How the campaign stands now" className="grid gap-2 rounded-lg border border-rule bg-sheet p-4">
      <h2 className="text-lg">How it stands now</h2>
      <p className="max-w-prose text-sm text-ink-soft">{list.length > 0 ? 'Where it differs from what you typed below. Saving again puts yours in its place.' : 'It says in every field what you typed below: saving again changes no words.'}</p>
      {list.length > 0 && <DefinitionList items={list} />}
    </section>
  );
}
