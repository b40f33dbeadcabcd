import { type KeyboardEvent, type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { classes } from '#app/ui/class-names.ts';
import { CONTROL_LOOK, controlAttributes, FieldFrame } from '#app/ui/field.tsx';
import { keptText, useField } from '#app/ui/form-context.ts';
import { late, Nothing } from '#app/ui/late.tsx';
import { MOST_LETTERS } from '../../comment.ts';
import type { CommentPerson } from './shown-comment.ts';
import { asTyped, withMentions } from './typed-mention.ts';

const Naming = late(async () => ({ default: (await import('./naming.tsx')).Naming }), Nothing);

interface MentionFieldProps {
  label: string;
  hideLabel?: boolean;
  people: readonly CommentPerson[];
  defaultValue?: string;
  rows?: number;
  placeholder?: string;
  fieldRef?: RefObject<HTMLTextAreaElement>;
}

/** A text in which @ names people. Names stay readable while one types; they become mentions in the form data as it is sent. ⌘ enter sends. */
export function MentionField({ label, hideLabel = false, people, defaultValue, rows = 2, placeholder, fieldRef }: MentionFieldProps) {
  const field = useField('body');
  const own = useRef<HTMLTextAreaElement>(null);
  const text = fieldRef ?? own;
  const chosen = useRef(new Map<string, string>());
  const [isMet, setMet] = useState(false);

  useEffect(() => {
    const form = text.current?.form;
    const encode = ({ formData }: FormDataEvent) => formData.set('body', withMentions(String(formData.get('body') ?? ''), people, chosen.current));
    form?.addEventListener('formdata', encode);
    return () => form?.removeEventListener('formdata', encode);
  }, [people, text]);

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };

  return (
    <FieldFrame field={field} label={label} hideLabel={hideLabel}>
      <div className="relative">
        <textarea
          {...controlAttributes(field, null)}
          ref={text}
          name="body"
          required
          rows={rows}
          maxLength={MOST_LETTERS}
          placeholder={placeholder}
          defaultValue={asTyped(keptText(field, defaultValue) ?? '')}
          aria-autocomplete="list"
          onFocus={() => setMet(true)}
          onKeyDown={press}
          className={classes(CONTROL_LOOK, 'max-h-80 resize-y field-sizing-content py-1.5')}
        />
        {isMet && (
          <Suspense>
            <Naming text={text} people={people} chosen={chosen.current} />
          </Suspense>
        )}
      </div>
    </FieldFrame>
  );
}
