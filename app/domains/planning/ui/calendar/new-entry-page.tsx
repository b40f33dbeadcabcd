import { Link } from '@remix-run/react';
import { Form, FormActions, isFormReply, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { EntryFields, type EntryValues } from './entry-fields.tsx';
import type { CalendarChoices } from './shown.ts';

interface NewEntryProps {
  values: EntryValues;
  choices: CalendarChoices;
  back: string;
  why: string | null;
  reply: unknown;
}

export function NewEntryPage({ values, choices, back, why, reply }: NewEntryProps) {
  const { organization } = useShell();
  return (
    <div className="max-w-2xl">
      <PageHeader above={<Link to={back}>Calendar</Link>} title="New entry" />
      <Form reply={isFormReply(reply) ? reply : undefined} organizationId={organization.id}>
        <input type="hidden" name="back" value={back} />
        <EntryFields values={values} choices={choices} />
        <FormActions>
          <SubmitButton whyNot={why}>Add it</SubmitButton>
          <LinkButton to={back}>Cancel</LinkButton>
        </FormActions>
      </Form>
    </div>
  );
}
