import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { Time } from '#app/ui/time.tsx';
import type { Block } from '../../document/document.ts';
import { renderMarkdown } from '../../document/render-markdown.ts';
import { renderText } from '../../document/render-text.ts';
import type { FieldName } from '../../saving/changes.ts';
import type { Changes } from '../../saving/kind.ts';
import { type Choice, type Choices, mergeVersions, NO_CHOICES, openIn, settle, takesBoth } from '../../saving/merge-versions.ts';
import { FIELD_WORDS, type SaveState } from '../../saving/save-state.ts';
import type { Version } from '../../version.ts';
import { valueWords } from './field-value.ts';
import { Question } from './question.tsx';
import { VersionDifferences } from './version-differences.tsx';

interface ConflictProps {
  conflict: SaveState & { kind: 'conflict' };
  zone: string;
  /** What an id stands for, such as the name of a category. */
  nameOf?: (field: FieldName, id: string) => string | null;
  /** False when something was written meanwhile: the questions are asked anew. */
  onResolve: (chosen: Changes, seen: Changes) => boolean;
  /** Back to the text, undecided; it stays on this device. */
  onLater: () => void;
}

/** Two people's versions of one item become one: what only one of them touched is taken, the rest is asked. */
export function Conflict({ conflict, zone, nameOf, onResolve, onLater }: ConflictProps) {
  const { base, mine, theirs, changes } = conflict;
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const merge = useMemo(() => mergeVersions(base, mine, theirs), [base, mine, theirs]);
  const [answers, setAnswers] = useState<{ to: Changes; choices: Choices }>({ to: changes, choices: NO_CHOICES });
  const [newer, setNewer] = useState(false);
  // Questions about another text have other answers.
  const choices = answers.to === changes ? answers.choices : NO_CHOICES;
  const open = openIn(merge, choices);
  const count = merge.fields.length + merge.places.length;

  useEffect(() => title.current?.focus(), []);

  const choose = (change: (choices: Choices) => Choices) => setAnswers({ to: changes, choices: change(choices) });
  const chooseAll = (choice: Choice) =>
    choose(() => ({
      fields: Object.fromEntries(merge.fields.map(({ field }) => [field, choice === 'both' && !takesBoth(field) ? 'mine' : choice])),
      places: Object.fromEntries(merge.places.map((_, index) => [index, choice])),
    }));
  const save = () => setNewer(!onResolve(settle(merge, choices), changes));

  return (
    <section aria-labelledby={`${id}-title`} className="@container grid gap-5">
      <header className="grid gap-2">
        <h1 id={`${id}-title`} ref={title} tabIndex={-1} className="text-xl outline-none">
          {theirs.editor ?? 'Someone else'} saved this piece while you were writing
        </h1>
        <p className="max-w-prose text-ink-soft">
          Their version is from <Time at={theirs.editedAt} zone={zone} />. {summary(count)} Nothing of either is thrown away: theirs stays in the history, and yours is on this device until you save.
        </p>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={wholeText(mine)} label="Copy all of mine" />
          <CopyButton text={wholeText(theirs)} label="Copy all of theirs" />
          {count > 1 && (
            <>
              <Button size="small" tone="quiet" onClick={() => chooseAll('mine')}>Mine everywhere</Button>
              <Button size="small" tone="quiet" onClick={() => chooseAll('theirs')}>Theirs everywhere</Button>
              <Button size="small" tone="quiet" onClick={() => chooseAll('both')}>Both where possible</Button>
            </>
          )}
        </div>
      </header>
      {newer && <p role="alert" className="font-medium text-failed">You wrote more meanwhile. Look at the questions again, then save.</p>}
      {merge.fields.map(({ field, base: was, mine: my, theirs: their }) => (
        <Question
          key={field}
          name={`${id}-${field}`}
          label={FIELD_WORDS[field]}
          before={valueWords(field, was, nameOf)}
          mine={valueWords(field, my, nameOf)}
          theirs={valueWords(field, their, nameOf)}
          both={takesBoth(field)}
          choice={choices.fields[field] ?? null}
          onChoose={(choice) => choose((all) => ({ ...all, fields: { ...all.fields, [field]: choice } }))}
        />
      ))}
      {merge.places.map((place, index) => (
        <Question
          key={`${place.at}-${place.mine.length}-${place.theirs.length}`}
          name={`${id}-place-${index}`}
          label={`Text, place ${index + 1} of ${merge.places.length}`}
          before={blockWords(place.base)}
          mine={blockWords(place.mine)}
          theirs={blockWords(place.theirs)}
          both
          choice={choices.places[index] ?? null}
          onChoose={(choice) => choose((all) => ({ ...all, places: { ...all.places, [index]: choice } }))}
        />
      ))}
      <details className="grid gap-2">
        <summary className="cursor-pointer">
          <h2 className="inline font-sans text-base font-medium underline underline-offset-2">What the saved text will differ in from yours</h2>
        </summary>
        <div className="pt-2">
          <VersionDifferences before={mine} after={{ ...theirs, ...settle(merge, choices) }} />
        </div>
      </details>
      <footer className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t border-rule bg-paper py-3">
        <Button tone="primary" whyNot={open > 0 ? `${open === 1 ? 'One question is' : `${open} questions are`} still open.` : null} onClick={save}>
          Save the merged version
        </Button>
        <Button onClick={onLater}>Decide later</Button>
        <p className="text-sm text-ink-soft" role="status">
          {count > 0 && (open > 0 ? `${count - open} of ${count} decided` : 'All decided')}
        </p>
      </footer>
    </section>
  );
}

const summary = (count: number) =>
  count === 0 ? 'The two fit together: look it over and save.' : `${count === 1 ? 'In one place' : `In ${count} places`} you both changed the same; everything else fits together.`;

const wholeText = ({ title, excerpt, body }: Version) => [title && `# ${title}`, excerpt, renderMarkdown(body)].filter(Boolean).join('\n\n');

function blockWords(blocks: Block[]): string {
  if (blocks.length === 0) return '(deleted)';
  return blocks.map((block) => renderText({ type: 'doc', content: [block] }) || `(${block.type === 'paragraph' ? 'empty line' : block.type})`).join('\n\n');
}
