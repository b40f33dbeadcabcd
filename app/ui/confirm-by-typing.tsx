import { type ReactNode, useState } from 'react';
import type { ButtonSize, ButtonTone } from './button.tsx';
import { DialogActions, FormDialog } from './dialog.tsx';
import { Form, SubmitButton } from './form.tsx';
import { TextField } from './text-field.tsx';

interface ConfirmByTypingProps {
  /** The deed, on the button that does it and over the question: "Delete organization". */
  label: string;
  /** The button that asks, where it is not the deed's own words. */
  button?: ReactNode;
  tone?: ButtonTone;
  size?: ButtonSize;
  /** What will be gone, in full sentences. */
  consequence: string;
  /** What must be typed; posted as `confirmation`, and the server checks it again. */
  word: string;
  action?: string;
  fields?: Record<string, string>;
  organizationId?: string;
  reply?: unknown;
  whyNot?: string | null;
}

/** Only for what cannot be undone. Without scripts it unfolds where it stands. */
export function ConfirmByTyping({ label, button = label, tone = 'danger', size, consequence, whyNot = null, reply, ...rest }: ConfirmByTypingProps) {
  return (
    <FormDialog label={button} title={label} description={consequence} tone={tone} size={size} whyNot={whyNot} reply={reply}>
      {(cancel) => <TypingForm {...rest} label={label} reply={reply} cancel={cancel} />}
    </FormDialog>
  );
}

type TypingFormProps = Pick<ConfirmByTypingProps, 'label' | 'word' | 'action' | 'fields' | 'organizationId' | 'reply'> & { cancel: ReactNode };

function TypingForm({ label, word, action, fields = {}, organizationId, reply, cancel }: TypingFormProps) {
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
        {cancel}
        <SubmitButton tone="danger" whyNot={cancel && !matches ? `Type “${word}” first.` : null}>
          {label}
        </SubmitButton>
      </DialogActions>
    </Form>
  );
}
