import type { RefObject } from 'react';
import type { FormReply } from '#app/platform/form-reply.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { MentionField } from './mention-field.tsx';
import type { CommentPerson } from './shown-comment.ts';

interface ComposerProps {
  itemId: string;
  organizationId: string;
  /** What it sends besides the words: the intent and what it is about. */
  fields: Record<string, string>;
  people: readonly CommentPerson[];
  label: string;
  button: string;
  placeholder?: string;
  defaultValue?: string;
  /** One that adds is empty again afterwards; one that changes keeps what it changed. */
  adds?: boolean;
  reply: FormReply | undefined;
  whyNot: string | null;
  fieldRef?: RefObject<HTMLTextAreaElement>;
}

/** Where words are typed: a comment, an answer, or a change to either. */
export function Composer({ itemId, organizationId, fields, people, label, button, placeholder, defaultValue, adds = false, reply, whyNot, fieldRef }: ComposerProps) {
  return (
    <Form action={`/content/${itemId}`} reply={reply} organizationId={organizationId} className="grid gap-2" resetOnSuccess={adds} preventScrollReset>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <MentionField label={label} hideLabel people={people} {...(placeholder ? { placeholder } : {})} {...(defaultValue === undefined ? {} : { defaultValue })} {...(fieldRef ? { fieldRef } : {})} />
      <p>
        <SubmitButton tone="secondary" size="small" whyNot={whyNot}>
          {button}
        </SubmitButton>
      </p>
    </Form>
  );
}
