import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { members } from '#db/queries/members.ts';
import { currentOrganization } from '#db/queries/organizations.ts';
import { logoInput, organizationInput, transferInput } from '#app/domains/identity/inputs.ts';
import { setLogo } from '#app/domains/identity/set-logo.server.ts';
import { leaveOrganization, transferOwnership } from '#app/domains/identity/transfer-ownership.server.ts';
import { Logo } from '#app/domains/identity/ui/logo.tsx';
import { TransferOwnership } from '#app/domains/identity/ui/transfer-ownership.tsx';
import { updateOrganization } from '#app/domains/identity/update-organization.server.ts';
import { intentOf, read, redirectWithToast, submission, unknownIntent } from '#app/platform/guard.server.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { whyNot } from '#app/platform/permission.ts';
import { ConfirmByTyping } from '#app/ui/confirm-by-typing.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TimeZoneField } from '#app/ui/time-zone-field.tsx';

export const meta = () => [{ title: 'Organization · Masthead' }];

const HERE = '/settings/organization';

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, organization, people } = await read(args, 'organization:read', { organization: currentOrganization(), people: members({ limit: 100 }) });
  return {
    organization: organization!,
    logo: viewer.organization!.logo,
    others: people.rows.filter((member) => member.userId !== viewer.userId).map(({ userId, name, email }) => ({ userId, name, email })),
    why: {
      update: whyNot(viewer, 'organization:update'),
      transfer: whyNot(viewer, 'organization:transfer'),
    },
  };
}

export async function action(args: ActionFunctionArgs) {
  switch (await intentOf(args)) {
    case 'update': {
      const { org, form } = await submission(args, 'organization:update', organizationInput);
      if (!form.ok) return form.reply();
      const updated = await updateOrganization(org, form.value);
      return updated.ok ? redirectWithToast(args.context, HERE, 'The organization is saved.') : form.refuse(updated.problem);
    }
    case 'logo': {
      const { org, form } = await submission(args, 'organization:update', logoInput);
      if (!form.ok) return form.reply();
      const set = await setLogo(org, form.value.assetId);
      return set.ok ? redirectWithToast(args.context, HERE, form.value.assetId ? 'The logo is changed.' : 'The logo is removed.') : form.refuse(set.problem);
    }
    case 'transfer': {
      const { org, form } = await submission(args, 'organization:transfer', transferInput);
      if (!form.ok) return form.reply();
      const transferred = await transferOwnership(org, form.value);
      return transferred.ok ? redirectWithToast(args.context, HERE, `${transferred.value.name} is the owner now.`) : form.refuse(transferred.problem);
    }
    case 'leave': {
      const { org, form } = await submission(args, 'organization:leave', z.object({}));
      const left = await leaveOrganization(org);
      return left.ok ? redirectWithToast(args.context, '/', 'You left the organization.') : form.refuse(left.problem);
    }
    default:
      throw unknownIntent();
  }
}

export default function Organization() {
  const { organization, logo, others, why } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title="Organization" />
      <Section title="About" lead="What the team sees, and what public pages will carry.">
        <Form reply={replyTo(reply, 'update')} organizationId={organization.id} className="grid max-w-md gap-5">
          <input type="hidden" name="intent" value="update" />
          <TextField name="name" label="Name" defaultValue={organization.name} required maxLength={80} />
          <TextField name="slug" label="Address" defaultValue={organization.slug} required maxLength={48} hint="Stands in public links: letters a to z, digits and hyphens." />
          <TextAreaField name="description" label="Description" defaultValue={organization.description} optional maxLength={500} rows={3} />
          <TextField name="website" type="url" label="Website" defaultValue={organization.website} optional placeholder="https://" />
          <TextField name="billingEmail" type="email" label="Billing email" defaultValue={organization.billingEmail} optional hint="Invoices go there." />
          <TimeZoneField name="timeZone" label="Time zone" defaultValue={organization.timeZone} hint="Schedules and calendars start in it." />
          <FormActions>
            <SubmitButton whyNot={why.update}>Save the organization</SubmitButton>
          </FormActions>
        </Form>
      </Section>
      <Section title="Logo" lead="A picture of your library. A square works best.">
        <Logo organization={organization} logo={logo} reply={replyTo(reply, 'logo')} whyNot={why.update} />
      </Section>
      <Section title="Ownership" lead="The owner decides about people, plan and the end of the organization." tone="danger">
        <TransferOwnership
          organization={organization}
          others={others}
          reply={replyTo(reply, 'transfer')}
          whyNot={why.transfer ?? (others.length === 0 ? 'There is nobody to hand it to. Invite someone first.' : null)}
        />
      </Section>
      <Section title="Leave" lead="What you wrote stays. Only an invitation brings you back." tone="danger">
        <ConfirmByTyping
          label="Leave the organization"
          word={organization.name}
          consequence={`You lose access to ${organization.name} at once, on every device.`}
          fields={{ intent: 'leave' }}
          organizationId={organization.id}
          reply={replyTo(reply, 'leave')}
          whyNot={why.transfer === null ? 'You are the owner. Transfer the ownership first.' : null}
        />
      </Section>
    </>
  );
}
