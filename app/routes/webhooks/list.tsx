import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Plus, Webhook } from 'lucide-react';
import { endpoints } from '#db/queries/webhooks.ts';
import { restoreEndpoint } from '#app/domains/webhooks/change-endpoint.server.ts';
import { endpointInput } from '#app/domains/webhooks/inputs.ts';
import { EndpointBadge } from '#app/domains/webhooks/ui/badges.tsx';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { whyNot } from '#app/platform/permission.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';

export const meta = () => [{ title: 'Webhooks · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, endpoints: rows } = await read(args, 'webhook:read', { endpoints: endpoints() });
  return { rows, whyNotCreate: whyNot(viewer, 'webhook:write') };
}

/** The way back of a removal, which leads here. */
export async function action(args: ActionFunctionArgs) {
  if ((await intentOf(args)) !== 'restore') throw unknownIntent();
  const { org, form } = await submission(args, 'webhook:write', endpointInput);
  if (!form.ok) return form.reply();
  const restored = await restoreEndpoint(org, form.value.endpointId);
  return restored.ok ? redirectWithToast(args.context, `/settings/webhooks/${form.value.endpointId}`, 'The endpoint is back.') : form.refuse(restored.problem);
}

export default function Webhooks() {
  const { rows, whyNotCreate } = useLoaderData<typeof loader>();
  const { person, organization } = useShell();
  const create = whyNotCreate === null && (
    <LinkButton to="/settings/webhooks/new" tone="primary" icon={Plus}>
      New endpoint
    </LinkButton>
  );
  return (
    <>
      <PageHeader title="Webhooks" lead="Tells other systems at once what happened here: a website that rebuilds itself, a chat, a search index." action={rows.length > 0 && create} />
      <Table
        caption="Endpoints"
        rows={rows}
        rowKey={(endpoint) => endpoint.id}
        href={(endpoint) => `/settings/webhooks/${endpoint.id}`}
        empty={
          <EmptyState title="No endpoints yet" icon={Webhook} action={create}>
            Name an address and the events it should hear of. Each is sent as a signed request, and tried again until it arrives.
          </EmptyState>
        }
        columns={[
          {
            key: 'url',
            header: 'Address',
            cell: (endpoint) => (
              <span className="grid [overflow-wrap:anywhere]">
                {endpoint.url}
                {endpoint.description && <span className="text-sm font-normal text-ink-soft">{endpoint.description}</span>}
              </span>
            ),
          },
          {
            key: 'status',
            header: 'Status',
            cell: (endpoint) => (
              <span className="grid justify-items-start gap-0.5">
                <EndpointBadge endpoint={endpoint} />
                {endpoint.status === 'active' && endpoint.failingSince && (
                  <span className="text-sm text-ink-soft">
                    Since <Time at={endpoint.failingSince} zone={person.timeZone} otherZone={organization.timeZone} show="relative" />
                  </span>
                )}
                {endpoint.statusReason && <span className="text-sm text-ink-soft">{endpoint.statusReason}</span>}
              </span>
            ),
          },
          { key: 'events', header: 'Events', align: 'end', cell: (endpoint) => endpoint.events.length },
          {
            key: 'delivered',
            header: 'Last delivered',
            cell: (endpoint) => (endpoint.lastDeliveredAt ? <Time at={endpoint.lastDeliveredAt} zone={person.timeZone} otherZone={organization.timeZone} show="relative" /> : 'Never'),
            className: '@[40rem]:whitespace-nowrap',
          },
        ]}
      />
    </>
  );
}
