import { type KeyboardEvent, useEffect, useState } from 'react';
import { classes } from '#app/ui/class-names.ts';
import type { Card } from './card-view.ts';

interface CardFieldProps {
  card: Card;
  label: string;
  placeholder?: string;
  value: string;
  onChange(value: string): void;
  most?: number;
  className?: string;
  invalid?: boolean;
  describedBy?: string;
  /** Whether it can be kept; what cannot stays in the field until it can. */
  accepts?(value: string): boolean;
}

/** A line inside a card. Enter and Escape lead back to the text. */
export function CardField({ card, label, placeholder = label, value, onChange, most = 2000, className, invalid, describedBy, accepts = () => true }: CardFieldProps) {
  const [typed, setTyped] = useState(value);
  const [kept, setKept] = useState(value);
  useEffect(() => {
    if (value !== kept) setTyped(value);
    setKept(value);
  }, [value, kept]);
  const type = (next: string) => {
    setTyped(next);
    if (!accepts(next)) return;
    setKept(next);
    onChange(next);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Escape' && event.key !== 'Enter')) return;
    event.preventDefault();
    event.stopPropagation();
    card.leave();
  };
  return (
    <input
      type="text" dir="auto" aria-label={label} placeholder={placeholder} value={typed} maxLength={most} readOnly={!card.editable} aria-invalid={invalid || !accepts(typed) || undefined} aria-describedby={describedBy}
      className={classes('editor-field', className)} onChange={(event) => type(event.target.value)} onKeyDown={press}
    />
  );
}
