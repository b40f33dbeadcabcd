import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { Button } from '#app/ui/button.tsx';
import { CONTROL_LOOK } from '#app/ui/field.tsx';

interface TagsFieldProps {
  tags: readonly string[];
  known: readonly { id: string; name: string }[];
  /** Offered as one press each: what the project's pieces are usually about. */
  offered?: readonly string[];
  onChange(tags: string[]): void;
  disabled: boolean;
  error: string | null;
}

/** Tags as chips: enter or a comma adds, backspace in the empty field takes the last one off. */
export function TagsField({ tags, known, offered = [], onChange, disabled, error }: TagsFieldProps) {
  const id = useId();
  const announce = useAnnounce();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const has = (name: string) => tags.some((tag) => tag.toLowerCase() === name.toLowerCase());
  const add = (text: string) => {
    const names = text.split(',').map((name) => name.trim()).filter((name) => name && !has(name));
    if (names.length > 0) {
      onChange([...tags, ...names]);
      announce(`${names.join(', ')} added.`);
    }
    setTyped('');
  };
  const remove = (name: string) => {
    onChange(tags.filter((tag) => tag !== name));
    announce(`${name} taken off.`);
    input.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add(typed);
    }
    if (event.key === 'Backspace' && typed === '' && tags.length > 0) remove(tags.at(-1)!);
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        Tags
      </label>
      {tags.length > 0 && (
        <ul aria-label="Tags of this piece" className="flex flex-wrap gap-1.5">
          {tags.map((name) => (
            <li key={name} className="inline-flex min-h-7 items-center gap-1 rounded-full border border-rule-strong bg-sheet ps-2.5 text-sm">
              {name}
              <button type="button" disabled={disabled} onClick={() => remove(name)} className="grid size-7 place-items-center rounded-full text-ink-soft hover:bg-hover pointer-coarse:size-9">
                <X size={12} aria-hidden />
                <span className="sr-only">Take off {name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        id={id}
        value={typed}
        disabled={disabled}
        list={`${id}-known`}
        maxLength={60}
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => (known.some(({ name }) => name === event.target.value) && !(event.nativeEvent as InputEvent).inputType?.startsWith('insertText') ? add(event.target.value) : setTyped(event.target.value))}
        onKeyDown={press}
        onBlur={() => typed.trim() && add(typed)}
        className={CONTROL_LOOK}
      />
      <datalist id={`${id}-known`}>
        {known.filter(({ name }) => !has(name)).map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {!disabled && <Offered names={known.filter((tag) => offered.includes(tag.id) && !has(tag.name)).slice(0, 8).map(({ name }) => name)} onAdd={add} />}
      <p id={`${id}-hint`} className={error ? 'text-sm text-failed' : 'text-sm text-ink-soft'}>
        {error ?? 'Enter or a comma adds one.'}
      </p>
    </div>
  );
}

function Offered({ names, onAdd }: { names: readonly string[]; onAdd: (name: string) => void }) {
  if (names.length === 0) return null;
  return (
    <ul aria-label="Tags of the project" className="flex flex-wrap gap-1.5">
      {names.map((name) => (
        <li key={name}>
          <Button size="small" icon={Plus} onClick={() => onAdd(name)}>
            {name}
          </Button>
        </li>
      ))}
    </ul>
  );
}
