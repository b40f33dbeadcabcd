import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { Avatar } from '#app/ui/avatar.tsx';
import { classes } from '#app/ui/class-names.ts';
import type { CommentPerson } from './shown-comment.ts';
import { meant, typedName } from './typed-mention.ts';

interface NamingProps {
  text: RefObject<HTMLTextAreaElement>;
  people: readonly CommentPerson[];
  /** Of two with one name, who is meant. */
  chosen: Map<string, string>;
}

interface Found {
  from: number;
  people: CommentPerson[];
  at: number;
}

/** Whom the name after an @ may mean. The focus never leaves the text: arrows choose, enter takes, escape closes. */
export function Naming({ text, people, chosen }: NamingProps) {
  const listId = useId();
  const announce = useAnnounce();
  const [found, setFound] = useState<Found | null>(null);

  function look() {
    const node = text.current;
    const typed = node && node.selectionStart === node.selectionEnd ? typedName(node.value, node.selectionStart) : null;
    const matching = typed ? meant(people, typed.name) : [];
    if (!typed || matching.length === 0) return setFound(null);
    if (!found) announce(`${matching.length === 1 ? 'One person' : `${matching.length} people`} to name. Arrow keys choose, enter takes.`);
    setFound({ from: typed.from, people: matching, at: 0 });
  }

  function take(person: CommentPerson) {
    const node = text.current;
    if (!node || !found) return;
    chosen.set(person.name, person.id);
    node.setRangeText(`@${person.name} `, found.from, node.selectionStart, 'end');
    setFound(null);
    node.focus();
    announce(`${person.name} is named.`);
  }

  function move(step: number) {
    if (!found) return;
    const at = (found.at + step + found.people.length) % found.people.length;
    setFound({ ...found, at });
    announce(found.people[at]!.name);
  }

  function press(event: KeyboardEvent) {
    if (!found || event.shiftKey || event.metaKey || event.ctrlKey || event.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' || event.key === 'Tab') take(found.people[found.at]!);
    else if (event.key === 'Escape') setFound(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const deeds = useRef({ look, press });
  deeds.current = { look, press };

  useEffect(() => {
    const node = text.current;
    if (!node) return;
    const end = new AbortController();
    const on = <Name extends 'input' | 'click' | 'keyup' | 'keydown' | 'blur'>(name: Name, run: (event: HTMLElementEventMap[Name]) => void) => node.addEventListener(name, run, { signal: end.signal });
    on('input', () => deeds.current.look());
    on('click', () => deeds.current.look());
    on('keyup', ({ key }) => (key === 'ArrowLeft' || key === 'ArrowRight') && deeds.current.look());
    on('keydown', (event) => deeds.current.press(event));
    on('blur', () => setFound(null));
    // What was typed before this was here.
    if (document.activeElement === node) deeds.current.look();
    return () => end.abort();
  }, [text]);

  useEffect(() => {
    const says = { 'aria-controls': listId, 'aria-activedescendant': found && `${listId}-${found.at}` };
    for (const [name, value] of Object.entries(says)) {
      if (found && value) text.current?.setAttribute(name, value);
      else text.current?.removeAttribute(name);
    }
  }, [text, found, listId]);

  if (!found) return null;
  return (
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
  );
}
