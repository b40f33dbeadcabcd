import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { deliveriesOf, endpointById } from '#db/queries/webhooks.ts';
import { changeEndpoint, removeEndpoint } from '#app/domains/webhooks/change-endpoint.server.ts';
import { changeEndpointInput, endpointInput } from '#app/domains/webhooks/inputs.ts';
import { rotateSecret } from '#app/domains/webhooks/rotate-secret.server.ts';
import { sendTest } from '#app/domains/webhooks/send-test.server.ts';
import { EndpointPage } from '#app/domains/webhooks/ui/endpoint-page.tsx';
import { isDevelopment } from '#app/platform/env.ts';
import { answer, intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { isUuid } from '#app/platform/ids.ts';
import { pageOf } from '#app/platform/page.ts';
import { whyNot } from '#app/platform/permission.ts';
import { notFound } from '#app/platform/problem.ts';

export const meta = () => [{ title: 'Webhook endpoint · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { endpointId } = args.params;
  if (!isUuid(endpointId)) throw answer(notFound('endpoint'));
  const { viewer, endpoint, deliveries } = await read(args, 'webhook:read', { endpoint: endpointById(endpointId), deliveries: deliveriesOf(endpointId, pageOf(args.request, 'uuid', 25)) });
  if (!endpoint) throw answer(notFound('endpoint'));
  return { endpoint, deliveries, whyNotWrite: whyNot(viewer, 'webhook:write'), development: isDevelopment(args.context.env) };
}

export async function action(args: ActionFunctionArgs) {
  const intent = await intentOf(args);
  if (intent === 'change') {
    const { org, form } = await submission(args, 'webhook:write', changeEndpointInput);
    if (!form.ok) return form.reply();
    const changed = await changeEndpoint(org, form.value);
    return changed.ok ? redirectWithToast(args.context, `/settings/webhooks/${form.value.endpointId}`, SAID[form.value.status ?? 'saved']) : form.refuse(changed.problem);
  }
  const { org, form } = await submission(args, 'webhook:write', endpointInput);
  if (!form.ok) return form.reply();
  const { endpointId } = form.value;
  switch (intent) {
    case 'rotate': {
      const rotated = await rotateSecret(org, endpointId);
      return rotated.ok ? { secret: rotated.value.secret } : form.refuse(rotated.problem);
    }
    case 'test': {
      const sent = await sendTest(org, endpointId);
      return sent.ok ? redirectWithToast(args.context, `/settings/webhooks/${endpointId}/deliveries/${sent.value.deliveryId}`, 'The test is on its way.') : form.refuse(sent.problem);
    }
    case 'remove': {
      const removed = await removeEndpoint(org, endpointId);
      const undo = { action: '/settings/webhooks', fields: { intent: 'restore', endpointId } };
      return removed.ok ? redirectWithToast(args.context, '/settings/webhooks', { message: 'The endpoint is removed. Nothing is sent to it any more.', undo }) : form.refuse(removed.problem);
    }
    default:
      throw unknownIntent();
  }
}

const SAID = { saved: 'The endpoint is saved.', paused: 'The endpoint is paused. What happens meanwhile is not sent to it.', active: 'The endpoint is active. What happens from now on is sent to it.' };

export default function Endpoint() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <EndpointPage {...data} reply={reply} secret={reply && 'secret' in reply ? reply.secret : null} />;
}
