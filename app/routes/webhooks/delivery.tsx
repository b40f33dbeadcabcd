import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { webhookDeliveryById } from '#db/queries/webhooks.ts';
import { inOrder } from '#app/domains/webhooks/events.ts';
import { deliveryInput } from '#app/domains/webhooks/inputs.ts';
import { replayDelivery } from '#app/domains/webhooks/replay-delivery.server.ts';
import { DeliveryBadge } from '#app/domains/webhooks/ui/badges.tsx';
import { CodeSheet } from '#app/domains/webhooks/ui/code-sheet.tsx';
import { ReplayForm } from '#app/domains/webhooks/ui/deliveries-table.tsx';
import { useAwaited } from '#app/domains/webhooks/ui/use-awaited.ts';
import { answer, read, redirectWithToast, submission } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';

export const meta = () => [{ title: 'Delivery · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { endpointId, deliveryId } = args.params;
  if (!isUuid(endpointId) || !isUuid(deliveryId)) throw answer(notFound('delivery'));
  const { viewer, delivery } = await read(args, 'webhook:read', { delivery: webhookDeliveryById(deliveryId) });
  if (!delivery || delivery.endpointId !== endpointId) throw answer(notFound('delivery'));
  const { payload, ...facts } = delivery;
  const sendable = delivery.endpointStatus === 'active' || delivery.event === 'webhook.test';
  return { delivery: { ...facts, body: JSON.stringify(inOrder(payload), null, 2) }, whyNotReplay: whyNot(viewer, 'webhook:write') ?? (sendable ? null : 'Its endpoint is not active. Resume it first.') };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'webhook:write', deliveryInput);
  if (!form.ok) return form.reply();
  const replayed = await replayDelivery(org, form.value.deliveryId);
  return replayed.ok ? redirectWithToast(args.context, `/settings/webhooks/${args.params.endpointId}/deliveries/${form.value.deliveryId}`, 'It is sent again, under the same id.') : form.refuse(replayed.problem);
}

export default function Delivery() {
  const { delivery, whyNotReplay } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { person, organization } = useShell();
  useAwaited(delivery.status === 'waiting' && (delivery.nextTryAt === null || Date.parse(delivery.nextTryAt) < Date.now() + 5_000));
  const when = (at: string | null) => at && <Time at={at} zone={person.timeZone} otherZone={organization.timeZone} />;
  return (
    <>
      <PageHeader
        above={
          <span className="[overflow-wrap:anywhere]">
            <Link to="/settings/webhooks">Webhooks</Link> / <Link to={`/settings/webhooks/${delivery.endpointId}`}>{delivery.url}</Link>
          </span>
        }
        title={<code className="font-mono text-xl">{delivery.event}</code>}
        action={<ReplayForm deliveryId={delivery.id} whyNot={whyNotReplay} of={delivery.event} reply={reply} />}
      />
      <Section title="Standing">
        <DefinitionList
          items={[
            { term: 'Status', value: <DeliveryBadge status={delivery.status} attempts={delivery.attempts} /> },
            ...(delivery.failure ? [{ term: 'Why', value: delivery.failure }] : []),
            { term: 'Happened', value: when(delivery.createdAt) },
            { term: 'Tries', value: String(delivery.attempts) },
            { term: 'Last try', value: when(delivery.triedAt) },
            ...(delivery.nextTryAt ? [{ term: 'Next try', value: when(delivery.nextTryAt) }] : []),
            { term: 'Delivered', value: when(delivery.deliveredAt) },
            { term: 'Id', value: <code className="font-mono text-sm break-all">{delivery.id}</code> },
          ]}
        />
      </Section>
      <Section title="What was sent" lead="The same words under the same id, at every try.">
        <CodeSheet label="Body">{delivery.body}</CodeSheet>
      </Section>
      <Section title="What was answered" lead="The first 2 KB of it.">
        {delivery.responseStatus === null ? (
          <p className="text-ink-soft">{delivery.triedAt ? 'Nothing: see the reason above.' : 'It was not tried yet.'}</p>
        ) : (
          <CodeSheet label={`Status ${delivery.responseStatus}, after ${(delivery.tookMs ?? 0).toLocaleString('en')} ms`}>{delivery.responseBody || '(an empty body)'}</CodeSheet>
        )}
      </Section>
    </>
  );
}
