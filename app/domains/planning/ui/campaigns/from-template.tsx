import { Link } from '@remix-run/react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import { daysOfCampaign, lengthOf } from '../../campaign.ts';
import { days } from './campaign-words.ts';
import { ShiftedDays } from './duplicate-campaign.tsx';
import type { ListedCampaign } from './shown-campaign.ts';

/** What a new campaign can begin from: a blank sheet, or one that went well before. */
export function TemplateChoice({ templates, chosen }: { templates: readonly ListedCampaign[]; chosen: ListedCampaign | null }) {
  if (templates.length === 0) return null;
  const choice = (to: string, label: string, isChosen: boolean, note?: string) => (
    <li key={to}>
      <Link to={to} aria-current={isChosen ? 'page' : undefined} className="grid min-h-11 content-center rounded-md border border-rule-strong bg-sheet px-3 py-1.5 hover:bg-hover aria-[current=page]:border-ink aria-[current=page]:outline-1 aria-[current=page]:outline-ink">
        <span dir="auto" className="font-medium">
          {label}
        </span>
        {note && <span className="text-sm text-ink-soft">{note}</span>}
      </Link>
    </li>
  );
  return (
    <nav aria-label="Begin from" className="mb-7">
      <ul className="flex flex-wrap gap-2">
        {choice('/campaigns/new', 'A blank sheet', chosen === null, 'Everything is yours to say')}
        {templates.map((template) => choice(`/campaigns/new?template=${template.id}`, template.name, template.id === chosen?.id, ((length) => (length === null ? 'Template' : `Template, ${days(length)}`))(lengthOf(template))))}
      </ul>
    </nav>
  );
}

/** A campaign from a template needs a name and a first day; all else comes along and can be changed. */
export function FromTemplate({ template, reply, whyNot }: { template: ListedCampaign; reply: unknown; whyNot: string | null }) {
  const { organization } = useShell();
  return (
    <Form key={template.id} reply={replyTo(reply, 'from-template')} organizationId={organization.id} preventScrollReset>
      <input type="hidden" name="intent" value="from-template" />
      <input type="hidden" name="campaignId" value={template.id} />
      <Section title="The campaign" lead="It takes its goals, targets, channels, links and budget from the template. All of it can be changed afterwards.">
        <div className="grid max-w-xl gap-5">
          <TextField name="name" label="Name" required maxLength={120} autoComplete="off" />
          <ShiftedDays days={daysOfCampaign(template)} label="First day" />
          <FormActions>
            <SubmitButton whyNot={whyNot}>Begin the campaign</SubmitButton>
            <LinkButton to="/campaigns" tone="quiet">
              Cancel
            </LinkButton>
          </FormActions>
        </div>
      </Section>
    </Form>
  );
}
