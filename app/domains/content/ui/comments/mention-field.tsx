import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { Avatar } from '#app/ui/avatar.tsx';
import { classes } from '#app/ui/class-names.ts';
import { CONTROL_LOOK, controlAttributes, FieldFrame } from '#app/ui/field.tsx';
import { keptText, useField } from '#app/ui/form-context.ts';
import { MOST_LETTERS } from '../../comment.ts';
import type { CommentPerson } from './shown-comment.ts';
import { asTyped, meant, typedName, withMentions } from './typed-mention.ts';

interface MentionFieldProps {
  label: string;
  hideLabel?: boolean;
  people: readonly CommentPerson[];
  defaultValue?: string;
  rows?: number;
  placeholder?: string;
  fieldRef?: RefObject<HTMLTextAreaElement>;
}

/**
 * A text in which @ names people. Names stay readable while one types; they become mentions in the form data as it is
 * sent. The focus never leaves the text: arrows choose, enter takes, escape closes. ⌘ enter sends.
 */
export function MentionField({ label, hideLabel = false, people, defaultValue, rows = 2, placeholder, fieldRef }: MentionFieldProps) {
  const field = useField('body');
  const own = useRef<HTMLTextAreaElement>(null);
  const text = fieldRef ?? own;
  const listId = useId();
  const announce = useAnnounce();
  const chosen = useRef(new Map<string, string>());
  const [found, setFound] = useState<{ from: number; people: CommentPerson[]; at: number } | null>(null);

  useEffect(() => {
    const form = text.current?.form;
    const encode = ({ formData }: FormDataEvent) => formData.set('body', withMentions(String(formData.get('body') ?? ''), people, chosen.current));
    form?.addEventListener('formdata', encode);
    return () => form?.removeEventListener('formdata', encode);
  }, [people, text]);

  const look = () => {
    const node = text.current;
    const typed = node && node.selectionStart === node.selectionEnd ? typedName(node.value, node.selectionStart) : null;
    const matching = typed ? meant(people, typed.name) : [];
    if (!typed || matching.length === 0) return setFound(null);
    if (!found) announce(`${matching.length === 1 ? 'One person' : `${matching.length} people`} to name. Arrow keys choose, enter takes.`);
    setFound({ from: typed.from, people: matching, at: 0 });
  };

  const take = (person: CommentPerson) => {
    const node = text.current;
    if (!node || !found) return;
    chosen.current.set(person.name, person.id);
    node.setRangeText(`@${person.name} `, found.from, node.selectionStart, 'end');
    setFound(null);
    node.focus();
    announce(`${person.name} is named.`);
  };

  const move = (step: number) => {
    if (!found) return;
    const at = (found.at + step + found.people.length) % found.people.length;
    setFound({ ...found, at });
    announce(found.people[at]!.name);
  };

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
      return;
    }
    if (!found || event.shiftKey || event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' || event.key === 'Tab') take(found.people[found.at]!);
    else if (event.key === 'Escape') setFound(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
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
          aria-controls={found ? listId : undefined}
          aria-activedescendant={found ? `${listId}-${found.at}` : undefined}
          onInput={look}
          onClick={look}
          onKeyUp={({ key }) => (key === 'ArrowLeft' || key === 'ArrowRight') && look()}
          onKeyDown={press}
          onBlur={() => setFound(null)}
          className={classes(CONTROL_LOOK, 'max-h-80 resize-y field-sizing-content py-1.5')}
        />
        {found && (
          <div id={listId} role="listbox" aria-label="People to name" className="absolute inset-x-0 top-full z-20 mt-1 overflow-hidden rounded-md border border-rule bg-sheet py-1 shadow-floating">
            {found.people.map((person, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's, which keeps the focus
              // biome-ignore lint/a11y/useFocusableInteractive: as above, by aria-activedescendant
              <div
                key={person.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === found.at}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(person)}
                className={classes('flex min-h-9 cursor-pointer items-center gap-2 px-2.5', index === found.at && 'bg-hover')}
              >
                <Avatar name={person.name} size="small" />
                <span className="truncate" dir="auto">
                  {person.name}
                </span>
              </div>
            ))}
          </div>
        )}
      </div>
    </FieldFrame>
  );
}
