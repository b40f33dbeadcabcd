import type { KeyboardEvent } from 'react';
import { directionOf } from '../direction.ts';

interface TitleFieldProps {
  title: string;
  language: string;
  readOnly: boolean;
  onChange(title: string): void;
  /** Enter goes on into the text. */
  onLeave(): void;
}

/** The title, written where it will stand. */
export function TitleField({ title, language, readOnly, onChange, onLeave }: TitleFieldProps) {
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onLeave();
  };
  return (
    <h1 className="item-title">
      <textarea
        name="title"
        aria-label="Title"
        placeholder="Title"
        rows={1}
        maxLength={300}
        lang={language}
        dir={title ? 'auto' : directionOf(language)}
        readOnly={readOnly}
        value={title}
        onChange={(event) => onChange(event.target.value.replace(/\s*\n\s*/g, ' '))}
        onKeyDown={press}
      />
    </h1>
  );
}
