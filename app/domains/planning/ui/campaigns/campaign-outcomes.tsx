import { replyTo } from '#app/platform/form-reply.ts';
import { wallClock } from '#app/platform/time.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useNow } from '#app/ui/now.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { dayWords, money, number } from './campaign-words.ts';
import type { Outcome, ShownCampaign } from './shown-campaign.ts';

interface CampaignOutcomesProps {
  campaign: ShownCampaign;
  outcomes: { rows: Outcome[]; next: string | null };
  whyNot: string | null;
  reply: unknown;
}

/** What people write down: nothing of ours could count it. */
export function CampaignOutcomes({ campaign, outcomes, whyNot, reply }: CampaignOutcomesProps) {
  const { organization } = useShell();
  const action = `/campaigns/${campaign.id}?show=results`;
  const removal = {
    key: 'deeds',
    header: 'Remove',
    hideHeader: true,
    align: 'end' as const,
    className: 'foot',
    cell: (row: Outcome) => (
      <Form action={action} organizationId={organization.id} className="" preventScrollReset>
        <input type="hidden" name="intent" value="remove-outcome" />
        <input type="hidden" name="campaignId" value={campaign.id} />
        <input type="hidden" name="outcomeId" value={row.id} />
        <SubmitButton tone="quiet" size="small" aria-label={`Remove what came of it on ${dayWords(row.day)}`}>
          Remove
        </SubmitButton>
      </Form>
    ),
  };
  return (
    <>
      {whyNot === null && <OutcomeForm campaign={campaign} action={action} reply={reply} />}
      <Section title="Conversions and revenue" lead="As people wrote them down, the last day first." wide>
        <Table
          caption="What came of it"
          rows={outcomes.rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'day', header: 'Day', cell: ({ day }) => dayWords(day) },
            { key: 'note', header: 'What it was', cell: ({ note }) => (note ? <span dir="auto">{note}</span> : '–') },
            { key: 'by', header: 'Entered by', cell: ({ by }) => by ?? '–' },
            { key: 'conversions', header: 'Conversions', align: 'end', cell: ({ conversions }) => number(conversions) },
            { key: 'revenue', header: 'Revenue', align: 'end', cell: ({ revenue, currency }) => (revenue === null ? '–' : money(revenue, currency)) },
            ...(whyNot === null ? [removal] : []),
          ]}
          empty={<EmptyState title="Nothing written down yet">Whoever bought, signed up or came is counted elsewhere. Write the number down here, and the campaign knows what it cost and what it brought.</EmptyState>}
        />
        <Pager previous={null} next={outcomes.next} />
      </Section>
    </>
  );
}

/** Refused, it keeps what was typed. */
function OutcomeForm({ campaign, action, reply }: { campaign: ShownCampaign; action: string; reply: unknown }) {
  const { organization, person } = useShell();
  const today = wallClock(useNow(), person.timeZone);
  return (
    <Section title="Write down what came of it" lead="Sales, sign-ups, visitors at the door: whatever you count as a conversion.">
      <Form reply={replyTo(reply, 'add-outcome')} action={action} organizationId={organization.id} resetOnSuccess className="grid max-w-2xl gap-4" preventScrollReset>
        <input type="hidden" name="intent" value="add-outcome" />
        <input type="hidden" name="campaignId" value={campaign.id} />
        <div className="grid items-start gap-4 @lg:grid-cols-3">
          <TextField name="day" type="date" label="Day" defaultValue={today.ok ? today.value.date : ''} required />
          <TextField name="conversions" label="Conversions" inputMode="numeric" placeholder="12" autoComplete="off" required />
          <TextField name="revenue" label={`Revenue in ${campaign.currency}`} inputMode="decimal" placeholder="1250.50" autoComplete="off" optional />
        </div>
        <TextField name="note" label="What it was" maxLength={500} autoComplete="off" optional />
        <div>
          <SubmitButton>Add it</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}
