import { Link } from '@remix-run/react';
import { Pause, Play, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import type { ButtonProps } from '#app/ui/button.tsx';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { OVERLAP_HOURS, PATIENCE_DAYS, type EndpointState } from '../endpoint.ts';
import { EndpointBadge } from './badges.tsx';
import { DeliveriesTable, type DeliveryRow } from './deliveries-table.tsx';
import { EndpointFields } from './endpoint-fields.tsx';
import { SecretCard } from './secret-card.tsx';
import { VerifyingGuide } from './verifying-guide.tsx';

interface EndpointPageProps {
  endpoint: EndpointState & { id: string; url: string; description: string; events: string[]; statusReason: string; lastDeliveredAt: string | null; formerUntil: string | null; createdAt: string; creator: string | null };
  deliveries: { rows: DeliveryRow[]; next: string | null };
  whyNotWrite: string | null;
  development: boolean;
  reply: unknown;
  /** The new one, on the page that answers its making. */
  secret: string | null;
}

export function EndpointPage({ endpoint, deliveries, whyNotWrite, development, reply, secret }: EndpointPageProps) {
  const { person, organization } = useShell();
  const when = (at: string) => <Time at={at} zone={person.timeZone} otherZone={organization.timeZone} />;
  const deed = (intent: string, words: ReactNode, { fields = {}, ...look }: Partial<ButtonProps> & { fields?: Record<string, string> } = {}) => (
    <Deed key={intent} endpointId={endpoint.id} intent={intent} fields={fields} reply={reply} whyNot={whyNotWrite} {...look}>
      {words}
    </Deed>
  );
  const active = endpoint.status === 'active';
  return (
    <>
      <PageHeader
        above={<Link to="/settings/webhooks">Webhooks</Link>}
        title={<span className="[overflow-wrap:anywhere]">{endpoint.url}</span>}
        lead={endpoint.description}
        action={
          <>
            {deed('test', 'Send a test', { tone: 'secondary', icon: Send })}
            {active ? deed('change', 'Pause', { tone: 'secondary', icon: Pause, fields: { status: 'paused' } }) : deed('change', 'Resume', { tone: 'primary', icon: Play, fields: { status: 'active' } })}
          </>
        }
      />
      {secret && (
        <SecretCard title="The new signing secret" secret={secret}>
          Give it to the receiver now: it is shown this once. The one before signs along for {OVERLAP_HOURS} hours.
        </SecretCard>
      )}
      <Section title="Standing" lead={`After ${PATIENCE_DAYS} days of nothing but failure an endpoint is switched off, and owners and admins are told.`}>
        <DefinitionList
          items={[
            { term: 'Status', value: <EndpointBadge endpoint={endpoint} /> },
            ...(endpoint.statusReason ? [{ term: 'Why', value: endpoint.statusReason }] : []),
            ...(endpoint.failingSince ? [{ term: 'Failing since', value: when(endpoint.failingSince) }] : []),
            { term: 'Last delivered', value: endpoint.lastDeliveredAt ? when(endpoint.lastDeliveredAt) : 'Never' },
            { term: 'Made', value: <>{when(endpoint.createdAt)}{endpoint.creator && ` by ${endpoint.creator}`}</> },
          ]}
        />
      </Section>
      <Section title="Deliveries" lead="Kept for 30 days." wide>
        <DeliveriesTable endpointId={endpoint.id} rows={deliveries.rows} whyNotReplay={whyNotWrite} />
        <Pager previous={null} next={deliveries.next} />
      </Section>
      <Section title="What it hears">
        <Form reply={replyOf(reply, 'change')} organizationId={organization.id} className="grid max-w-xl gap-5">
          <input type="hidden" name="intent" value="change" />
          <input type="hidden" name="endpointId" value={endpoint.id} />
          <EndpointFields url={endpoint.url} description={endpoint.description} events={endpoint.events} development={development} />
          <FormActions>
            <SubmitButton whyNot={whyNotWrite}>Save the endpoint</SubmitButton>
          </FormActions>
        </Form>
      </Section>
      <Section title="Signing secret" lead={`Every request is signed with it. A new one takes over at once; the one before signs along for ${OVERLAP_HOURS} hours.`}>
        <div className="grid justify-items-start gap-3">
          {endpoint.formerUntil && <p>The one before still signs, until {when(endpoint.formerUntil)}.</p>}
          {deed('rotate', 'Make a new secret', { tone: 'secondary' })}
        </div>
      </Section>
      <Section title="At the receiver" lead="What arrives there, and how it knows that it was us.">
        <VerifyingGuide />
      </Section>
      <Section title="Remove" tone="danger" lead="Nothing is sent to it any more. The way back is offered right after.">
        {deed('remove', 'Remove the endpoint', { tone: 'danger' })}
      </Section>
    </>
  );
}

/** A refused status is told beside its button, not in the form of the fields. */
const replyOf = (reply: unknown, intent: string, status?: string) => {
  const answered = replyTo(reply, intent);
  return answered && answered.values.status === status ? answered : undefined;
};

function Deed({ endpointId, intent, fields, reply, children, ...look }: ButtonProps & { endpointId: string; intent: string; fields: Record<string, string>; reply: unknown }) {
  const { organization } = useShell();
  return (
    <Form reply={replyOf(reply, intent, fields.status)} organizationId={organization.id} className="">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="endpointId" value={endpointId} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton {...look}>{children}</SubmitButton>
    </Form>
  );
}
