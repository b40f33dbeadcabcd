import { useState } from 'react';
import type { FormReply } from '../platform/form-reply.ts';
import { Button, buttonLook } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { Form, isFormReply, SubmitButton } from './form.tsx';
import { useHydrated } from './hydrated.ts';
import { TextField } from './text-field.tsx';

interface ConfirmByTypingProps {
  /** The button: "Delete organization". Also the title and the deed. */
  label: string;
  /** What will be gone, in full sentences. */
  consequence: string;
  /** What must be typed; posted as `confirmation`, and the server checks it again. */
  word: string;
  action?: string;
  fields?: Record<string, string>;
  organizationId?: string;
  reply?: FormReply | unknown;
  whyNot?: string | null;
}

/** Only for what cannot be undone. Without scripts it unfolds where it stands. */
export function ConfirmByTyping(props: ConfirmByTypingProps) {
  const { label, consequence, whyNot = null } = props;
  const hydrated = useHydrated();
  const [open, setOpen] = useState(isFormReply(props.reply));
  if (!hydrated && whyNot === null) {
    return (
      <details open={isFormReply(props.reply)}>
        <summary className={buttonLook('danger')}>{label}</summary>
        <div className="mt-4 grid max-w-md gap-4">
          <p className="text-ink-soft">{consequence}</p>
          <TypingForm {...props} />
        </div>
      </details>
    );
  }
  return (
    <>
      <Button tone="danger" whyNot={whyNot} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={label} description={consequence}>
        <TypingForm {...props} onCancel={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function TypingForm({ label, word, action, fields = {}, organizationId, reply, onCancel }: ConfirmByTypingProps & { onCancel?: () => void }) {
  const [typed, setTyped] = useState('');
  const matches = typed.trim() === word;
  return (
    <Form reply={reply} organizationId={organizationId} action={action}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <TextField
        name="confirmation"
        label={`Type “${word}” to confirm`}
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      <DialogActions>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
        <SubmitButton tone="danger" whyNot={onCancel && !matches ? `Type “${word}” first.` : null}>
          {label}
        </SubmitButton>
      </DialogActions>
    </Form>
  );
}
