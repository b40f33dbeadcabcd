import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { createEndpoint } from '#app/domains/webhooks/create-endpoint.server.ts';
import { newEndpointInput } from '#app/domains/webhooks/inputs.ts';
import { EndpointFields } from '#app/domains/webhooks/ui/endpoint-fields.tsx';
import { SecretCard } from '#app/domains/webhooks/ui/secret-card.tsx';
import { VerifyingGuide } from '#app/domains/webhooks/ui/verifying-guide.tsx';
import { isDevelopment } from '#app/platform/env.ts';
import { read, submission } from '#app/platform/guard.server.ts';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';

export const meta = () => [{ title: 'New endpoint · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  await read(args, 'webhook:write', {});
  return { development: isDevelopment(args.context.env) };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'webhook:write', newEndpointInput);
  if (!form.ok) return form.reply();
  const created = await createEndpoint(org, form.value);
  return created.ok ? { made: created.value } : form.refuse(created.problem);
}

export default function NewEndpoint() {
  const { development } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { organization } = useShell();
  const made = reply && 'made' in reply ? reply.made : null;
  const above = <Link to="/settings/webhooks">Webhooks</Link>;
  if (made) {
    return (
      <>
        <PageHeader above={above} title="The endpoint is made" action={<LinkButton to={`/settings/webhooks/${made.id}`} tone="primary">Go to the endpoint</LinkButton>} />
        <SecretCard title="Its signing secret" secret={made.secret}>
          Give it to the receiver now. It is shown this once; should it get lost, a new one can be made.
        </SecretCard>
        <Section title="At the receiver" lead="What arrives there, and how it knows that it was us.">
          <VerifyingGuide />
        </Section>
      </>
    );
  }
  return (
    <>
      <PageHeader above={above} title="New endpoint" />
      <Form reply={reply} organizationId={organization.id} className="grid max-w-xl gap-5">
        <EndpointFields development={development} />
        <FormActions>
          <SubmitButton>Make the endpoint</SubmitButton>
          <LinkButton to="/settings/webhooks">Cancel</LinkButton>
        </FormActions>
      </Form>
    </>
  );
}
