import { useShell } from '#app/ui/shell/shell-data.ts';
import { type Column, Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import type { Platform } from '../../connectors/connector.ts';
import { PlatformMark } from '../platform-mark.tsx';

interface Said {
  line: number;
  column: number | null;
  columnName: string | null;
  sentence: string;
}

/** What a file would bring, or has brought. */
export interface ShownReport {
  as: 'draft' | 'scheduled';
  isChecked: boolean;
  posts: number;
  known: number;
  brought: number;
  scheduled: number;
  troubles: Said[];
  troubleCount: number;
  rowsLeftOut: number;
  notes: Said[];
  noteCount: number;
  unread: string[];
  encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252' | null;
  sample: { line: number; words: string; accounts: { id: string; name: string; platform: Platform }[]; at: string | null; isKnown: boolean }[];
  waitsFor: string | null;
  undoId: string | null;
}

export const postsWord = (count: number) => (count === 1 ? 'one post' : `${count.toLocaleString('en-US')} posts`);
const rowsWord = (count: number) => (count === 1 ? 'One row' : `${count.toLocaleString('en-US')} rows`);

/** In a sentence each: what comes in, what is here, what stays out. */
function outcome({ isChecked, posts, known, brought, scheduled, rowsLeftOut }: ShownReport): string[] {
  const fresh = isChecked ? posts - known : brought;
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const drafts = fresh - scheduled;
  const parts = scheduled === 0 ? (fresh === 1 ? ', as a draft' : ', as drafts') : drafts === 0 ? ', on the schedule' : `, ${scheduled.toLocaleString('en-US')} of them on the schedule and the others as drafts`;
  return [
    ...(fresh > 0 ? [isChecked ? `${capital(postsWord(fresh))} to bring in${parts}.` : `${capital(postsWord(fresh))} ${fresh === 1 ? 'was' : 'were'} brought in${parts}.`] : []),
    ...(known > 0 ? [posts === known ? `All that could be read is here already, ${postsWord(known)} in number.` : `${capital(postsWord(known))} ${known === 1 ? 'is' : 'are'} here already and ${known === 1 ? 'stays' : 'stay'} as ${known === 1 ? 'it is' : 'they are'}.`] : []),
    ...(rowsLeftOut > 0 ? [`${rowsWord(rowsLeftOut)} ${rowsLeftOut === 1 ? 'needs' : 'need'} changing and ${isChecked ? (rowsLeftOut === 1 ? 'stays' : 'stay') : 'stayed'} out. Mend ${rowsLeftOut === 1 ? 'it' : 'them'} in the file and bring it in again: nothing comes twice.`] : []),
  ];
}

const PLACES: readonly Column<Said>[] = [
  { key: 'place', header: 'Where', cell: ({ line, columnName }) => `Line ${line}${columnName ? `, “${columnName}”` : ''}`, className: 'sm:whitespace-nowrap' },
  { key: 'sentence', header: 'What to change', cell: ({ sentence }) => <span dir="auto">{sentence}</span> },
];

export function PostsReport({ report }: { report: ShownReport }) {
  const { troubles, troubleCount, notes, noteCount, unread, encoding, sample, waitsFor } = report;
  return (
    <div role="status" className="grid gap-4 rounded-lg border border-rule bg-sheet p-4">
      <div className="grid gap-1">
        {outcome(report).map((sentence, index) => (
          <p key={sentence} className={index === 0 ? 'font-medium' : undefined}>
            {sentence}
          </p>
        ))}
        {waitsFor && <p className="text-waiting">{waitsFor} It holds for each of them.</p>}
        {encoding === 'Windows-1252' && <p className="text-sm text-ink-soft">The file is not written in UTF-8; it was read as Windows-1252. Look whether letters such as ä, é and € are right.</p>}
        {unread.length > 0 && <p className="text-sm text-ink-soft">Not read: {unread.map((name) => `“${name}”`).join(', ')}.</p>}
      </div>
      {troubleCount > 0 && (
        <div className="grid gap-1">
          <Table caption="What needs changing" columns={PLACES} rows={troubles} rowKey={({ line, columnName, sentence }) => `${line} ${columnName} ${sentence}`} />
          {troubleCount > troubles.length && <p className="text-sm text-ink-soft">and {(troubleCount - troubles.length).toLocaleString('en-US')} more</p>}
        </div>
      )}
      {noteCount > 0 && (
        <ul className="grid gap-1 text-sm text-waiting">
          {notes.map(({ line, columnName, sentence }) => (
            <li key={`${line} ${columnName} ${sentence}`}>
              Line {line}
              {columnName && `, “${columnName}”`}: {sentence}
            </li>
          ))}
          {noteCount > notes.length && <li>and {(noteCount - notes.length).toLocaleString('en-US')} more</li>}
        </ul>
      )}
      {report.isChecked && sample.length > 0 && <Sample sample={sample} all={report.posts} as={report.as} />}
    </div>
  );
}

function Sample({ sample, all, as }: Pick<ShownReport, 'sample' | 'as'> & { all: number }) {
  const { person } = useShell();
  return (
    <ul className="grid gap-2 text-sm">
      {sample.map(({ line, words, accounts, at, isKnown }) => (
        <li key={line} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[minmax(0,1fr)_auto_15rem] sm:items-center">
          <span dir="auto" className="min-w-0 truncate">
            {words}
          </span>
          <span className="flex gap-1">
            {accounts.map(({ id, name, platform }) => (
              <span key={id} title={name}>
                <PlatformMark platform={platform} silent />
                <span className="sr-only">{name}</span>
              </span>
            ))}
          </span>
          <span className="text-ink-soft sm:text-end">{isKnown ? 'Here already' : at ? <Time at={at} zone={person.timeZone} /> : as === 'scheduled' ? 'A draft' : 'No time'}</span>
        </li>
      ))}
      {all > sample.length && <li className="text-ink-soft">and {(all - sample.length).toLocaleString('en-US')} more</li>}
    </ul>
  );
}
