import { useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Dialog, DialogActions } from '#app/ui/dialog.tsx';
import { Form, isFormReply, SubmitButton } from '#app/ui/form.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

interface TransferOwnershipProps {
  organization: { id: string; name: string };
  others: { userId: string; name: string; email: string }[];
  reply: unknown;
  whyNot: string | null;
}

const CONSEQUENCE = 'You become an admin. Only the new owner can hand the ownership back.';

/** Without scripts it unfolds where it stands. */
export function TransferOwnership(props: TransferOwnershipProps) {
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  if (!hydrated && props.whyNot === null) {
    return (
      <details open={isFormReply(props.reply)}>
        <summary>Transfer the ownership</summary>
        <p className="my-3 text-ink-soft">{CONSEQUENCE}</p>
        <TransferForm {...props} />
      </details>
    );
  }
  return (
    <>
      <Button tone="danger" whyNot={props.whyNot} onClick={() => setOpen(true)}>
        Transfer the ownership
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Transfer the ownership" description={CONSEQUENCE}>
        <TransferForm {...props} onCancel={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function TransferForm({ organization, others, reply, onCancel }: TransferOwnershipProps & { onCancel?: () => void }) {
  return (
    <Form reply={reply} organizationId={organization.id}>
      <input type="hidden" name="intent" value="transfer" />
      <SelectField name="userId" label="New owner" required placeholder="Choose a member" options={others.map((person) => ({ value: person.userId, label: `${person.name} (${person.email})` }))} />
      <TextField name="confirmation" label={`Type ${organization.name} to confirm`} required autoComplete="off" />
      <DialogActions>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
        <SubmitButton tone="danger">Transfer the ownership</SubmitButton>
      </DialogActions>
    </Form>
  );
}
