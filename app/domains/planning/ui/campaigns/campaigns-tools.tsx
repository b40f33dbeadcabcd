import { Form, useSubmit } from '@remix-run/react';
import { Search } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { FilterChips } from '#app/ui/filter-chips.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { CAMPAIGN_TYPE_WORDS } from '../../campaign.ts';
import { CAMPAIGN_STATUS_WORDS } from '../../campaign-status.ts';
import type { AskedCampaigns, CampaignChoices } from './shown-campaign.ts';

interface ToolsProps {
  asked: AskedCampaigns;
  choices: CampaignChoices;
  /** What else stands in the address and stays there. */
  kept: Record<string, string>;
  /** False where time is the order. */
  sorted: boolean;
}

const named = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
const worded = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** Search and filters: one form whose answers all stand in the address. */
export function CampaignsTools({ asked, choices, kept, sorted }: ToolsProps) {
  const submit = useSubmit();
  const { q, status, type, project, owner, tag, sort } = asked;
  return (
    <search className="mb-4 block">
      <Form
        method="get"
        preventScrollReset
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          const said = Array.from(new FormData(event.currentTarget), ([name, value]) => [name, String(value)] as [string, string]).filter(([, value]) => value !== '');
          submit(new URLSearchParams(said), { preventScrollReset: true });
        }}
        onChange={(event) => event.target instanceof HTMLSelectElement && event.currentTarget.requestSubmit()}
      >
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="flex flex-wrap items-center gap-2">
          <TextField key={q} name="q" type="search" label="Search campaigns" hideLabel placeholder="Search names" defaultValue={q} maxLength={100} frameClassName="min-w-40 flex-1" />
          <Button type="submit" icon={Search}>
            <span className="max-sm:sr-only">Search</span>
          </Button>
          {sorted && (
            <div className="max-sm:basis-full">
              <SelectField name="sort" label="Order" hideLabel options={[{ value: '', label: 'Last to begin' }, { value: 'name', label: 'Name' }]} defaultValue={sort === 'name' ? sort : ''} />
            </div>
          )}
        </div>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(8.25rem,1fr))] gap-2">
          <SelectField name="status" label="Status" hideLabel placeholder="Any status" options={worded(CAMPAIGN_STATUS_WORDS)} defaultValue={status ?? ''} />
          <SelectField name="type" label="Kind" hideLabel placeholder="Any kind" options={worded(CAMPAIGN_TYPE_WORDS)} defaultValue={type ?? ''} />
          {choices.projects.length > 0 && <SelectField name="project" label="Project" hideLabel placeholder="Any project" options={named(choices.projects)} defaultValue={project ?? ''} />}
          <SelectField name="owner" label="Owner" hideLabel placeholder="Any owner" options={named(choices.people)} defaultValue={owner ?? ''} />
          {choices.tags.length > 0 && <SelectField name="tag" label="Tag" hideLabel placeholder="Any tag" options={named(choices.tags)} defaultValue={tag ?? ''} />}
        </div>
      </Form>
      <Chips asked={asked} choices={choices} />
    </search>
  );
}

function Chips({ asked, choices }: Pick<ToolsProps, 'asked' | 'choices'>) {
  const { q, status, type, project, owner, tag } = asked;
  const nameOf = (list: readonly { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name ?? 'gone';
  const chips = [
    ...(q ? [{ name: 'q', value: q, label: `Search: ${q}` }] : []),
    ...(status ? [{ name: 'status', value: status, label: `Status: ${CAMPAIGN_STATUS_WORDS[status].toLowerCase()}` }] : []),
    ...(type ? [{ name: 'type', value: type, label: `Kind: ${CAMPAIGN_TYPE_WORDS[type].toLowerCase()}` }] : []),
    ...(project ? [{ name: 'project', value: project, label: `Project: ${nameOf(choices.projects, project)}` }] : []),
    ...(owner ? [{ name: 'owner', value: owner, label: `Owner: ${nameOf(choices.people, owner)}` }] : []),
    ...(tag ? [{ name: 'tag', value: tag, label: `Tag: ${nameOf(choices.tags, tag)}` }] : []),
  ];
  return <FilterChips filters={chips} />;
}

export const isFiltered = ({ q, status, type, project, owner, tag }: AskedCampaigns) => Boolean(q || status || type || project || owner || tag);
