import { Form as GetForm, Link, useSearchParams } from '@remix-run/react';
import { History } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { DialogActions, FormDialog } from '#app/ui/dialog.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import { Tick } from '#app/ui/tick.tsx';
import { Time } from '#app/ui/time.tsx';
import type { ChangedField } from '../changed-fields.ts';
import type { ComparedRow } from '../document/render-comparison.ts';
import { titleOf } from './words.ts';

interface ListedRevision {
  number: number;
  name: string;
  reason: string;
  changes: string[];
  wordCount: number;
  publishedAt: string | null;
  createdAt: string;
  author: string | null;
}

type Compared = Pick<ListedRevision, 'number' | 'author' | 'createdAt' | 'name'>;

interface RevisionsPageProps {
  item: { id: string; title: string; language: string; revision: number; publishedRevision: number | null };
  revisions: { rows: ListedRevision[]; next: string | null };
  compared: { newer: Compared; older: Compared | null; fields: ChangedField[]; rows: ComparedRow[] } | null;
  whyNotWrite: string | null;
  reply: unknown;
}

const REASONS: Record<string, string> = { create: 'Began', autosave: 'Saved by itself', save: 'Saved', publish: 'Published', restore: 'Restored', merge: 'Merged', import: 'Imported' };

/** Every state the piece was in, and any two of them side by side. */
export function RevisionsPage({ item, revisions, compared, whyNotWrite, reply }: RevisionsPageProps) {
  const [search] = useSearchParams();
  return (
    <>
      <PageHeader
        above={
          <Link to={`/content/${item.id}`} className="inline-flex min-h-6 items-center underline-offset-2 hover:underline">
            Back to the piece
          </Link>
        }
        title={
          <span>
            History of{' '}
            <span lang={item.language} dir="auto" className="font-serif">
              {titleOf(item)}
            </span>
          </span>
        }
      />
      <div className="grid gap-8 lg:grid-cols-[19rem_minmax(0,1fr)]">
        <GetForm method="get" className="min-w-0">
          {search.get('after') && <input type="hidden" name="after" value={search.get('after')!} />}
          <div className="mb-3 flex items-center justify-between gap-2">
            <h2 className="text-lg">Revisions</h2>
            <Button type="submit" size="small">
              Compare the two
            </Button>
          </div>
          <ol className="grid gap-px overflow-hidden rounded-lg border border-rule bg-rule">
            {revisions.rows.map((revision) => (
              <Revision key={revision.number} item={item} revision={revision} compared={compared} />
            ))}
          </ol>
          <Pager previous={null} next={revisions.next} />
        </GetForm>
        {compared && <Comparison item={item} compared={compared} whyNotWrite={whyNotWrite} reply={reply} />}
      </div>
    </>
  );
}

function Revision({ item, revision, compared }: Pick<RevisionsPageProps, 'item' | 'compared'> & { revision: ListedRevision }) {
  const { person } = useShell();
  const { number, name, reason, author, createdAt } = revision;
  return (
    <li className="grid grid-cols-[auto_auto_minmax(0,1fr)] items-start gap-x-2 bg-sheet p-3">
      <Tick type="radio" name="a" value={number} defaultChecked={compared?.older?.number === number} aria-label={`Revision ${number} as the older`} />
      <Tick type="radio" name="b" value={number} defaultChecked={compared?.newer.number === number} aria-label={`Revision ${number} as the newer`} />
      <Link to={`?b=${number}`} preventScrollReset className="grid min-w-0 gap-0.5 rounded-sm no-underline hover:underline">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium tabular-nums">{name || `Revision ${number}`}</span>
          {number === item.revision && <Badge tone="idle">Now</Badge>}
          {(revision.publishedAt || number === item.publishedRevision) && <Badge tone="done">Published</Badge>}
        </span>
        <span className="text-sm text-ink-soft">
          {REASONS[reason] ?? reason} by {author ?? 'a program'}, <Time at={createdAt} zone={person.timeZone} show="relative" />
        </span>
        {name && <span className="text-sm text-ink-soft tabular-nums">Revision {number}</span>}
      </Link>
    </li>
  );
}

function Comparison({ item, compared, whyNotWrite, reply }: { item: RevisionsPageProps['item']; compared: NonNullable<RevisionsPageProps['compared']>; whyNotWrite: string | null; reply: unknown }) {
  const { person, organization } = useShell();
  const { newer, older, fields, rows } = compared;
  const untouched = fields.length === 0 && rows.every(({ kind }) => kind === 'same');
  const naming = replyTo(reply, 'name-revision');
  return (
    <section aria-label="Comparison" className="min-w-0">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <h2 className="text-lg">
          {older ? `Revision ${older.number} beside ${newer.number}` : `Revision ${newer.number}`}
          <span className="block text-sm font-normal text-ink-soft">
            <Time at={newer.createdAt} zone={person.timeZone} otherZone={organization.timeZone} />
          </span>
        </h2>
        <div className="flex flex-wrap gap-2">
          <FormDialog label={newer.name ? 'Rename' : 'Name it'} title="Name this revision" description="A named revision is kept for good." reply={naming} whyNot={whyNotWrite} size="small">
            {(cancel) => (
              <Form reply={naming} organizationId={organization.id}>
                <input type="hidden" name="intent" value="name-revision" />
                <input type="hidden" name="itemId" value={item.id} />
                <input type="hidden" name="number" value={newer.number} />
                <TextField name="name" label="Name" defaultValue={newer.name} maxLength={120} />
                <DialogActions>
                  {cancel}
                  <SubmitButton>Keep</SubmitButton>
                </DialogActions>
              </Form>
            )}
          </FormDialog>
          {newer.number !== item.revision && (
            <Form reply={replyTo(reply, 'restore-revision')} organizationId={organization.id} className="">
              <input type="hidden" name="intent" value="restore-revision" />
              <input type="hidden" name="itemId" value={item.id} />
              <input type="hidden" name="revision" value={item.revision} />
              <input type="hidden" name="number" value={newer.number} />
              <SubmitButton icon={History} size="small" whyNot={whyNotWrite}>
                Restore revision {newer.number}
              </SubmitButton>
            </Form>
          )}
        </div>
      </div>
      {fields.length > 0 && (
        <dl className="mb-6 grid gap-px overflow-hidden rounded-lg border border-rule bg-rule">
          {fields.map(({ label, before, after }) => (
            <div key={label} className="grid gap-x-4 gap-y-1 bg-sheet p-3 sm:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]">
              <dt className="text-sm text-ink-soft">{label}</dt>
              <dd className="compared min-w-0 break-words">{before ? <del>{before}</del> : <span className="text-ink-faint">–</span>}</dd>
              <dd className="compared min-w-0 break-words">{after ? <ins>{after}</ins> : <span className="text-ink-faint">–</span>}</dd>
            </div>
          ))}
        </dl>
      )}
      {untouched && older && <p className="mb-4 text-ink-soft">These two are the same, word for word.</p>}
      <div lang={item.language} className="compared grid gap-px overflow-hidden rounded-lg border border-rule bg-rule">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one comparison never move
          <Row key={index} row={row} alone={older === null} />
        ))}
      </div>
    </section>
  );
}

const ROW_LOOK: Record<ComparedRow['kind'], string> = { same: '', added: 'is-added', removed: 'is-removed', changed: '' };

/** The HTML is made by the allow-list of document/render-html.ts from a checked document; no string of a person is in it unescaped. */
function Row({ row: { kind, left, right }, alone }: { row: ComparedRow; alone: boolean }) {
  const half = (html: string | null, name: string, look: string) => (
    <div dir="auto" className={classes('min-w-0 px-4 py-2', look || 'bg-sheet')}>
      {html !== null && kind !== 'same' && <span className="sr-only">{name}: </span>}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: see above */}
      {html !== null && <div className="editor-text min-h-0! max-w-none! p-0! text-md!" dangerouslySetInnerHTML={{ __html: html }} />}
    </div>
  );
  if (kind === 'same') return <div className={classes('text-ink-soft', !alone && 'sm:px-0')}>{half(left, '', '')}</div>;
  return (
    <div className="grid gap-px sm:grid-cols-2">
      {half(left, 'Before', kind === 'removed' ? ROW_LOOK.removed : '')}
      {half(right, 'After', kind === 'added' ? ROW_LOOK.added : '')}
    </div>
  );
}
