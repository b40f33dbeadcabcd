import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

interface TransferOwnershipProps {
  organization: { id: string; name: string };
  others: { userId: string; name: string; email: string }[];
  reply: unknown;
  whyNot: string | null;
}

export function TransferOwnership({ organization, others, reply, whyNot }: TransferOwnershipProps) {
  return (
    <FormDialog
      label="Transfer the ownership"
      title="Transfer the ownership"
      description="You become an admin. Only the new owner can hand the ownership back."
      tone="danger"
      reply={reply}
      whyNot={whyNot}
    >
      {(cancel) => (
        <Form reply={reply} organizationId={organization.id}>
          <input type="hidden" name="intent" value="transfer" />
          <SelectField name="userId" label="New owner" required placeholder="Choose a member" options={others.map((person) => ({ value: person.userId, label: `${person.name} (${person.email})` }))} />
          <TextField name="confirmation" label={`Type “${organization.name}” to confirm`} required autoComplete="off" />
          <DialogActions>
            {cancel}
            <SubmitButton tone="danger">Transfer the ownership</SubmitButton>
          </DialogActions>
        </Form>
      )}
    </FormDialog>
  );
}
