import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { type Section, type Variable, VARIABLE_WORDS } from './template-words.ts';

interface RowsProps<Row> {
  rows: readonly Row[];
  /** How many were sent, where the form was refused. */
  sent: number;
  add: string;
  draw: (row: Row | undefined, index: number) => ReactNode;
}

/** Rows to fill in, and two empty ones; a row left empty is none. With scripts there are more to be had. */
function Rows<Row>({ rows, sent, add, draw }: RowsProps<Row>) {
  const [more, setMore] = useState(0);
  const count = Math.max(rows.length + 2, sent) + more;
  return (
    <div className="grid gap-3">
      <ol className="grid gap-3">
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is named by its place
          <li key={index} className="rounded-md border border-rule bg-sheet p-3">
            {draw(rows[index], index)}
          </li>
        ))}
      </ol>
      <Button size="small" icon={Plus} onClick={() => setMore((before) => before + 1)} className="justify-self-start unscripted:hidden">
        {add}
      </Button>
    </div>
  );
}

export function SectionRows({ sections, sent }: { sections: readonly Section[]; sent: number }) {
  return (
    <Rows
      rows={sections}
      sent={sent}
      add="Another section"
      draw={(section, index) => (
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <TextField name={`sections.${index}.title`} label={`Section ${index + 1}`} defaultValue={section?.title} maxLength={200} />
          <TextField name={`sections.${index}.hint`} label="Hint" defaultValue={section?.hint} maxLength={500} optional />
          <CheckboxField name={`sections.${index}.required`} value="true" label="Has to be filled in" defaultChecked={section?.required ?? false} />
        </div>
      )}
    />
  );
}

export function VariableRows({ variables, sent }: { variables: readonly Variable[]; sent: number }) {
  return (
    <Rows
      rows={variables}
      sent={sent}
      add="Another placeholder"
      draw={(variable, index) => (
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <TextField name={`variables.${index}.name`} label={`Placeholder ${index + 1}`} hint="As it stands between braces: city for {city}." defaultValue={variable?.name} maxLength={40} autoComplete="off" />
          <TextField name={`variables.${index}.label`} label="What is asked" defaultValue={variable?.label} maxLength={120} optional />
          <SelectField name={`variables.${index}.type`} label="Answer" options={Object.entries(VARIABLE_WORDS).map(([value, label]) => ({ value, label }))} defaultValue={variable?.type ?? 'text'} />
          <TextField name={`variables.${index}.fallback`} label="If left empty" defaultValue={variable?.fallback} maxLength={2000} optional />
          <TextField name={`variables.${index}.choices`} label="Choices" hint="With commas between, for one of a few." defaultValue={variable?.choices.join(', ')} optional />
          <div className="self-center">
            <CheckboxField name={`variables.${index}.required`} value="true" label="Has to be answered" defaultChecked={variable?.required ?? false} />
          </div>
        </div>
      )}
    />
  );
}
