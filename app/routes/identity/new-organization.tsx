import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { Form as PlainForm, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { createOrganization } from '#app/domains/identity/create-organization.server.ts';
import { newOrganizationInput } from '#app/domains/identity/inputs.ts';
import { myOrganizations } from '#db/queries/organizations.ts';
import { read, redirectWithToast, submission } from '#app/platform/guard.server.ts';
import { slugOf } from '#app/platform/slug.ts';
import { AuthLayout } from '#app/ui/auth-layout.tsx';
import { Button } from '#app/ui/button.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TimeZoneField } from '#app/ui/time-zone-field.tsx';

export const meta = () => [{ title: 'New organization · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, organizations } = await read(args, 'own:read', { organizations: myOrganizations() });
  return { verified: viewer.verified, timeZone: viewer.timeZone, organizations };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'own:update', newOrganizationInput);
  if (!form.ok) return form.reply();
  const created = await createOrganization(org, form.value);
  return created.ok ? redirectWithToast(args.context, '/', `${form.value.name} is ready.`) : form.refuse(created.problem);
}

export default function NewOrganization() {
  const { timeZone, organizations } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const [proposed, setProposed] = useState('');
  return (
    <AuthLayout
      title={organizations.length === 0 ? 'Create your organization' : 'New organization'}
      lead="An organization holds everything a team plans, writes and publishes. You become its owner."
      below={
        organizations.length > 0 ? (
          <Link to="/">Back to work</Link>
        ) : (
          <PlainForm method="post" action="/sign-out">
            <Button type="submit" tone="quiet">
              Sign out
            </Button>
          </PlainForm>
        )
      }
    >
      <Form reply={reply}>
        <TextField name="name" label="Name" required maxLength={80} autoComplete="organization" onChange={(event) => setProposed(slugOf(event.target.value))} />
        <TextField key={proposed} name="slug" label="Address" required maxLength={48} defaultValue={proposed} hint="Stands in public links: letters a to z, digits and hyphens." />
        <TimeZoneField name="timeZone" label="Time zone" defaultValue={timeZone} hint="Schedules are kept in it." />
        <FormActions>
          <SubmitButton>Create the organization</SubmitButton>
        </FormActions>
      </Form>
    </AuthLayout>
  );
}
