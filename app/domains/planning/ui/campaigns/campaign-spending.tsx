import { useEffect, useRef } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { wallClock } from '#app/platform/time.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { useNow } from '#app/ui/now.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { CampaignMoney } from './campaign-money.tsx';
import { dayWords, money } from './campaign-words.ts';
import { CurrencyField } from './currency-field.tsx';
import type { ShownCampaign, Spending, Total } from './shown-campaign.ts';

interface CampaignSpendingProps {
  campaign: ShownCampaign;
  spending: { rows: Spending[]; next: string | null };
  totals: readonly Total[];
  /** The entry that is being changed. */
  changing: Spending | null;
  whyNot: string | null;
  reply: unknown;
}

/** What was spent, entry by entry; the totals are added up from these and from nothing else. */
export function CampaignSpending({ campaign, spending, totals, changing, whyNot, reply }: CampaignSpendingProps) {
  const { organization } = useShell();
  const action = `/campaigns/${campaign.id}?show=spending`;
  const why = whyNot ?? (campaign.isTemplate ? 'A template spends nothing. Begin a campaign from it.' : null);
  return (
    <>
      <Section title="Totals" lead="Each currency for itself.">
        <CampaignMoney campaign={campaign} totals={totals} />
      </Section>
      {why === null && <SpendingForm key={changing?.id ?? 'new'} campaign={campaign} changing={changing} reply={reply} />}
      <Section title="Entries" lead="The last day first." wide>
        <Table
          caption="What was spent"
          rows={spending.rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'day', header: 'Day', cell: (row) => dayWords(row.spentOn) },
            { key: 'note', header: 'What for', cell: (row) => (row.note ? <span dir="auto">{row.note}</span> : '–') },
            { key: 'by', header: 'Entered by', cell: (row) => row.by ?? '–' },
            { key: 'amount', header: 'Amount', align: 'end', cell: (row) => money(row.amount, row.currency) },
            ...(why === null
              ? [
                  {
                    key: 'deeds',
                    header: 'Change or remove',
                    hideHeader: true,
                    align: 'end' as const,
                    className: 'foot',
                    cell: (row: Spending) => (
                      <span className="inline-flex gap-1">
                        <LinkButton to={`?show=spending&entry=${row.id}`} tone="quiet" size="small" preventScrollReset aria-label={`Change ${money(row.amount, row.currency)} of ${dayWords(row.spentOn)}`}>
                          Change
                        </LinkButton>
                        <Form action={action} organizationId={organization.id} className="" preventScrollReset>
                          <input type="hidden" name="intent" value="remove-spending" />
                          <input type="hidden" name="campaignId" value={campaign.id} />
                          <input type="hidden" name="spendingId" value={row.id} />
                          <SubmitButton tone="quiet" size="small" aria-label={`Remove ${money(row.amount, row.currency)} of ${dayWords(row.spentOn)}`}>
                            Remove
                          </SubmitButton>
                        </Form>
                      </span>
                    ),
                  },
                ]
              : []),
          ]}
          empty={<EmptyState title="Nothing spent yet">Write each sum down on the day it is spent, in its own currency. Money that comes back has a minus.</EmptyState>}
        />
        <Pager previous={null} next={spending.next} />
      </Section>
    </>
  );
}

/** One entry, a new one or the one that is changed. Refused, it keeps what was typed. */
function SpendingForm({ campaign, changing, reply }: Pick<CampaignSpendingProps, 'campaign' | 'changing' | 'reply'>) {
  const { organization, person } = useShell();
  const now = useNow();
  const frame = useRef<HTMLDivElement>(null);
  const today = wallClock(now, person.timeZone);
  const intent = changing ? 'change-spending' : 'spend';
  useEffect(() => {
    if (changing) frame.current?.querySelector<HTMLElement>('input[type="date"]')?.focus();
  }, [changing]);
  return (
    <Section title={changing ? 'Change an entry' : 'Add an entry'}>
      <div ref={frame}>
        <Form reply={replyTo(reply, intent)} action={`/campaigns/${campaign.id}?show=spending${changing ? `&entry=${changing.id}` : ''}`} organizationId={organization.id} resetOnSuccess className="grid max-w-2xl gap-4" preventScrollReset>
          <input type="hidden" name="intent" value={intent} />
          <input type="hidden" name="campaignId" value={campaign.id} />
          {changing && (
            <>
              <input type="hidden" name="spendingId" value={changing.id} />
              <input type="hidden" name="seen" value={changing.updatedAt} />
            </>
          )}
          <div className="grid gap-4 @lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_7rem]">
            <TextField name="spentOn" type="date" label="Day" defaultValue={changing?.spentOn ?? (today.ok ? today.value.date : '')} required />
            <TextField name="amount" label="Amount" inputMode="decimal" placeholder="1250.50" defaultValue={changing?.amount} autoComplete="off" required />
            <CurrencyField name="currency" label="Currency" defaultValue={changing?.currency ?? campaign.currency} />
          </div>
          <TextField name="note" label="What for" defaultValue={changing?.note} maxLength={500} autoComplete="off" optional />
          <div className="flex flex-wrap gap-2">
            <SubmitButton>{changing ? 'Save the entry' : 'Add the entry'}</SubmitButton>
            {changing && (
              <LinkButton to="?show=spending" tone="quiet" preventScrollReset>
                Cancel
              </LinkButton>
            )}
          </div>
        </Form>
      </div>
    </Section>
  );
}
