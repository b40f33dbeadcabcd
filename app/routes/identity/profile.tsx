import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { profileInput } from '#app/domains/identity/inputs.ts';
import { FORMATS, PLATFORMS } from '#app/domains/identity/preferences.ts';
import { updateProfile } from '#app/domains/identity/update-profile.server.ts';
import { read, redirectWithToast, submission } from '#app/platform/guard.server.ts';
import { CheckboxGroupField } from '#app/ui/checkbox-field.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TimeZoneField } from '#app/ui/time-zone-field.tsx';

export const meta = () => [{ title: 'Profile · Masthead' }];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer } = await read(args, 'own:read', {});
  return { name: viewer.name, email: viewer.email, timeZone: viewer.timeZone, preferences: viewer.preferences };
}

export async function action(args: ActionFunctionArgs) {
  const { org, form } = await submission(args, 'own:update', profileInput);
  if (!form.ok) return form.reply();
  const updated = await updateProfile(org, form.value);
  return updated.ok ? redirectWithToast(args.context, '/settings/profile', 'Your profile is saved.') : form.refuse(updated.problem);
}

export default function Profile() {
  const { name, email, timeZone, preferences } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title="Profile" />
      <Form reply={reply} className="grid">
        <Section title="You" lead="How colleagues see you.">
          <div className="grid max-w-md gap-5">
            <TextField name="name" label="Name" defaultValue={name} required maxLength={80} autoComplete="name" />
            <TextField name="email" label="Email address" defaultValue={email} readOnly hint="You sign in with it." />
            <TimeZoneField name="timeZone" label="Time zone" defaultValue={timeZone} hint="Every time in Masthead is shown in it." />
          </div>
        </Section>
        <Section title="How you work" lead="New pieces start from these, and the assistant writes by them.">
          <div className="grid max-w-md gap-5">
            <CheckboxGroupField name="formats[]" label="Formats you make most" options={FORMATS} columns defaultValue={preferences.formats ?? []} />
            <CheckboxGroupField name="platforms[]" label="Platforms you publish on" options={PLATFORMS} columns defaultValue={preferences.platforms ?? []} />
            <TextField name="tone" label="Tone of voice" defaultValue={preferences.tone ?? ''} optional maxLength={200} placeholder="Plain, warm, no jargon" />
            <FormActions>
              <SubmitButton>Save the profile</SubmitButton>
            </FormActions>
          </div>
        </Section>
      </Form>
    </>
  );
}
