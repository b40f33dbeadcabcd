import { useState } from 'react';
import { isDate } from '#app/platform/time.ts';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { Form, FormActions, isFormReply, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TimeZoneField } from '#app/ui/time-zone-field.tsx';
import { zoneCity } from '#app/ui/zone-list.ts';
import { CAMPAIGN_TYPE_WORDS, daysOfCampaign, instantsOf, lengthOf, METRIC_WORDS, METRICS } from '../../campaign.ts';
import { CHANNEL_WORDS, CHANNELS } from '../../channel.ts';
import { GoalRows } from '../goal-rows.tsx';
import { CampaignNow } from './campaign-now.tsx';
import { days, daysWords } from './campaign-words.ts';
import { CurrencyField } from './currency-field.tsx';
import type { CampaignChoices, ShownCampaign } from './shown-campaign.ts';

interface CampaignFormProps {
  campaign: ShownCampaign | null;
  choices: CampaignChoices;
  reply: unknown;
  whyNot: string | null;
  /** The project that a new one begins in. */
  projectId?: string | null;
}

const named = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));

/** Everything a campaign says but its links, for a new one too. A save names the revision it was made from; a refused one shows what came between. */
export function CampaignForm({ campaign, choices, reply, whyNot, projectId = null }: CampaignFormProps) {
  const { organization, person } = useShell();
  const refused = isFormReply(reply) && reply.values.intent === 'change' ? reply : undefined;
  const now = (refused as { now?: ShownCampaign } | undefined)?.now ?? null;
  const targets = Object.fromEntries((campaign?.targetMetrics ?? []).map(({ metric, target }) => [metric, target]));
  return (
    <Form reply={refused} organizationId={organization.id} preventScrollReset>
      <input type="hidden" name="intent" value="change" />
      {campaign && (
        <>
          <input type="hidden" name="campaignId" value={campaign.id} />
          <input type="hidden" name="revision" value={(now ?? campaign).revision} />
        </>
      )}
      {now && refused && <CampaignNow now={now} typed={refused.values} choices={choices} />}
      <Section title={campaign?.isTemplate ? 'The template' : 'The campaign'}>
        <div className="grid max-w-xl gap-5">
          <TextField name="name" label="Name" defaultValue={campaign?.name} required maxLength={120} autoComplete="off" />
          <TextAreaField name="description" label="Description" hint="What it is for, in a sentence or two." defaultValue={campaign?.description} maxLength={5000} rows={2} optional />
          <SelectField name="type" label="Kind" options={Object.entries(CAMPAIGN_TYPE_WORDS).map(([value, label]) => ({ value, label }))} defaultValue={campaign?.type ?? 'content_marketing'} />
          <div className="grid gap-5 sm:grid-cols-2">
            {choices.projects.length > 0 && <SelectField name="projectId" label="Project" placeholder="None" options={named(choices.projects)} defaultValue={campaign ? (campaign.projectId ?? '') : (projectId ?? '')} />}
            <SelectField name="ownerId" label="Owner" placeholder="Nobody" options={named(choices.people)} defaultValue={campaign ? (campaign.ownerId ?? '') : person.id} />
          </div>
          <TextField name="tags" label="Tags" hint="With commas between." defaultValue={campaign?.tags.map(({ name }) => name).join(', ')} autoComplete="off" optional />
        </div>
      </Section>
      <Section title="Days" lead={campaign?.isTemplate ? 'They tell only how long it takes.' : 'Whole days: from midnight of the first to midnight after the last.'}>
        <DayFields campaign={campaign} zone={campaign?.timeZone ?? organization.timeZone} />
      </Section>
      <Section title="Goals" lead="What it wants to reach, one sentence each. A goal left empty is none.">
        <GoalRows goals={campaign?.goals ?? []} typed={refused?.values} />
      </Section>
      <Section title="Targets" lead="Numbers to measure it by. Left empty, none is set.">
        <div className="grid max-w-xl gap-x-5 gap-y-4 sm:grid-cols-3">
          {METRICS.map((metric) => (
            <TextField key={metric} name={`targets.${metric}`} label={METRIC_WORDS[metric]} inputMode="numeric" defaultValue={targets[metric]} autoComplete="off" optional />
          ))}
        </div>
      </Section>
      <Section title="Budget" lead="What it may cost. What is spent is written down beside it, day by day.">
        <div className="grid max-w-xl gap-5 sm:grid-cols-[minmax(0,1fr)_8rem]">
          <TextField name="budget" label="Budget" inputMode="decimal" placeholder="1250.50" defaultValue={campaign?.budget ?? ''} autoComplete="off" optional />
          <CurrencyField name="currency" label="Currency" defaultValue={campaign?.currency ?? 'EUR'} />
        </div>
      </Section>
      <Section title="Channels" lead="Where it speaks. Each can have words of its own in its links.">
        <div className="grid max-w-xl gap-6">
          <CheckboxGroupField name="channels[]" label="Channels" hideLabel options={CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] }))} defaultValue={campaign?.channels ?? []} columns />
          <FormActions>
            <SubmitButton whyNot={whyNot}>{campaign ? (campaign.isTemplate ? 'Save the template' : 'Save the campaign') : 'Begin the campaign'}</SubmitButton>
            <LinkButton to={campaign ? `/campaigns/${campaign.id}` : '/campaigns'} tone="quiet">
              Cancel
            </LinkButton>
          </FormActions>
        </div>
      </Section>
    </Form>
  );
}

function DayFields({ campaign, zone }: { campaign: ShownCampaign | null; zone: string }) {
  const before = campaign ? daysOfCampaign(campaign) : { startsOn: null, endsOn: null };
  const [typed, setTyped] = useState({ startsOn: before.startsOn ?? '', endsOn: before.endsOn ?? '', timeZone: zone });
  const said = { startsOn: isDate(typed.startsOn) ? typed.startsOn : null, endsOn: isDate(typed.endsOn) ? typed.endsOn : null };
  const isRight = !said.startsOn || !said.endsOn || said.startsOn <= said.endsOn;
  const length = isRight ? lengthOf({ ...instantsOf(said, typed.timeZone), timeZone: typed.timeZone }) : null;
  return (
    <div className="grid max-w-xl gap-5" onInput={({ target }) => (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) && setTyped((last) => ({ ...last, [target.name]: target.value }))}>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField name="startsOn" type="date" label="First day" defaultValue={before.startsOn ?? ''} optional />
        <TextField name="endsOn" type="date" label="Last day" defaultValue={before.endsOn ?? ''} optional />
      </div>
      <TimeZoneField name="timeZone" label="On the clocks of" defaultValue={zone} onChange={(event) => setTyped((last) => ({ ...last, timeZone: event.target.value }))} />
      <p aria-live="polite" className="rounded-md bg-well px-3 py-2 text-sm text-ink-soft unscripted:hidden">
        {!said.startsOn && !said.endsOn ? 'Without a first day it stays a draft.' : isRight ? `${daysWords(said)}${length === null ? '' : `, ${days(length)}`}, on the clocks of ${zoneCity(typed.timeZone)}.` : 'It ends before it starts.'}
      </p>
    </div>
  );
}
