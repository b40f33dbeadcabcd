import { Link, useRevalidator } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Badge } from '#app/ui/badge.tsx';
import { CheckboxField } from '#app/ui/checkbox-field.tsx';
import { Form, FormActions, SubmitButton } from '#app/ui/form.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Table } from '#app/ui/table.tsx';
import { isUnderWay, type ShownImport, VERDICTS } from './shown-import.ts';

const LOOK_AGAIN_MS = 2000;

interface Props {
  shown: ShownImport;
  reply: unknown;
}

/** One import: what it would do, how far it is, what it did. */
export function ImportReport({ shown, reply }: Props) {
  useLookingAgain(isUnderWay(shown.status));
  const { pieces, pieceCount, troubles, troubleCount, failedPictures } = shown;
  return (
    <>
      <Standing shown={shown} reply={reply} />
      {troubles.length > 0 && (
        <Section title={troubleCount === 1 ? '1 remark' : `${troubleCount.toLocaleString('en')} remarks`} lead={troubleCount > troubles.length ? `The first ${troubles.length} of them.` : undefined} wide>
          <Table
            caption="Remarks"
            rows={troubles.map((trouble, index) => ({ ...trouble, key: String(index) }))}
            rowKey={({ key }) => key}
            columns={[
              { key: 'where', header: 'Where', cell: ({ where }) => <span dir="auto">{where}</span> },
              { key: 'sentence', header: 'What', cell: ({ sentence }) => sentence },
            ]}
          />
        </Section>
      )}
      {failedPictures.length > 0 && (
        <Section title="Pictures that could not be fetched" lead="A link to each stands in its text." wide>
          <Table
            caption="Pictures that could not be fetched"
            rows={failedPictures}
            rowKey={({ address }) => address}
            columns={[
              { key: 'address', header: 'Address', cell: ({ address }) => <span className="break-all">{address}</span> },
              { key: 'trouble', header: 'Why', cell: ({ trouble }) => trouble },
            ]}
          />
        </Section>
      )}
      {pieceCount > 0 && (
        <Section title="Pieces" wide>
          <Table
            caption="Pieces"
            rows={pieces.rows}
            rowKey={({ place }) => String(place)}
            href={({ itemId }) => (itemId ? `/content/${itemId}` : null)}
            columns={[
              { key: 'title', header: 'Title', cell: ({ title }) => <span dir="auto">{title || 'Untitled'}</span> },
              { key: 'verdict', header: 'Result', cell: ({ verdict }) => <Badge tone={VERDICTS[verdict].tone}>{VERDICTS[verdict].word}</Badge> },
              { key: 'pictures', header: 'Pictures', align: 'end', cell: ({ pictures }) => pictures },
              { key: 'trouble', header: 'Remarks', cell: ({ trouble }) => trouble || '–' },
            ]}
          />
          <Pager previous={null} next={pieces.next} />
        </Section>
      )}
    </>
  );
}

/** Without scripts the page is loaded again by whoever looks. */
function useLookingAgain(isWaiting: boolean) {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && revalidate(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, revalidate]);
}

function Standing({ shown, reply }: Props) {
  const { status, pieceCount, reached, pictures, folderId } = shown;
  const cancel = <Cancel shown={shown} reply={reply} />;
  if (status === 'reading') return <Waiting><Progress label="The files are being read" done={0} total={null} cancel={cancel} /></Waiting>;
  if (status === 'fetching') return <Waiting><Progress label="Pictures" done={pictures.all - pictures.waiting} total={pictures.all} cancel={cancel} /></Waiting>;
  if (status === 'running') return <Waiting><Progress label="Pieces" done={reached} total={pieceCount} cancel={cancel} /></Waiting>;
  return (
    <Section title={status === 'ready' ? 'What would happen' : status === 'done' ? 'What was done' : status === 'cancelled' ? 'This import was cancelled' : 'Nothing could be read'}>
      <div className="grid gap-5">
        <Counts shown={shown} />
        {status === 'ready' && <Run shown={shown} reply={reply} />}
        {folderId && status !== 'ready' && (
          <p>
            <Link to={`/media?folder=${folderId}`}>The pictures, in the library</Link>
          </p>
        )}
        {status === 'done' && (
          <p>
            <Link to="/content?status=draft">All drafts</Link>
          </p>
        )}
        {(status === 'done' || status === 'cancelled') && shown.untouched > 0 && <Undo shown={shown} reply={reply} />}
      </div>
    </Section>
  );
}

const Waiting = ({ children }: { children: React.ReactNode }) => <div className="mb-7 grid max-w-md gap-3">{children}</div>;

function Counts({ shown: { verdicts, commentCount, status } }: { shown: ShownImport }) {
  const pictures = verdicts.filter(({ verdict }) => verdict === 'new' || verdict === 'changed').reduce((sum, each) => sum + each.pictures, 0);
  return (
    <ul className="grid gap-1">
      {verdicts.map(({ verdict, count }) => (
        <li key={verdict}>
          <strong className="tabular-nums">{count.toLocaleString('en')}</strong> {count === 1 ? VERDICTS[verdict].one : VERDICTS[verdict].many}
        </li>
      ))}
      {status === 'ready' && (
        <li>
          <strong className="tabular-nums">{pictures.toLocaleString('en')}</strong> {pictures === 1 ? 'picture stands' : 'pictures stand'} in them
        </li>
      )}
      {commentCount > 0 && (
        <li>
          <strong className="tabular-nums">{commentCount.toLocaleString('en')}</strong> {commentCount === 1 ? 'comment of a reader is' : 'comments of readers are'} not imported
        </li>
      )}
    </ul>
  );
}

function Run({ shown: { id, verdicts }, reply }: Props) {
  const { organization } = useShell();
  const changed = verdicts.find(({ verdict }) => verdict === 'changed')?.count ?? 0;
  return (
    <div className="grid gap-4">
      <Form reply={replyTo(reply, 'run')} organizationId={organization.id} className="grid max-w-md gap-4">
        <input type="hidden" name="intent" value="run" />
        <input type="hidden" name="importId" value={id} />
        <CheckboxField name="pictures" label="Bring the pictures too" hint="From the archive, or from where they are on the web, into a folder of the library." />
        {changed > 0 && <CheckboxField name="updates" label={changed === 1 ? 'Take over the changed piece' : `Take over the ${changed} changed pieces`} hint="As a new revision. What someone changed here is left as it is." />}
        <FormActions>
          <SubmitButton>Import</SubmitButton>
          <span className="text-sm text-ink-soft">Everything arrives as a draft.</span>
        </FormActions>
      </Form>
      <Cancel shown={{ id }} reply={reply} />
    </div>
  );
}

function Undo({ shown: { id, untouched, whyNotUndo }, reply }: Props) {
  const { organization } = useShell();
  return (
    <Form reply={replyTo(reply, 'undo')} organizationId={organization.id} className="grid justify-items-start gap-1.5">
      <input type="hidden" name="intent" value="undo" />
      <input type="hidden" name="importId" value={id} />
      <SubmitButton tone="secondary" icon={Undo2} whyNot={whyNotUndo}>
        Take the import back
      </SubmitButton>
      <span className="text-sm text-ink-soft">
        {untouched === 1 ? 'The draft that nobody changed since goes' : `The ${untouched.toLocaleString('en')} drafts that nobody changed since go`} to the trash. What someone worked on stays.
      </span>
    </Form>
  );
}

function Cancel({ shown: { id }, reply }: { shown: Pick<ShownImport, 'id'>; reply: unknown }) {
  const { organization } = useShell();
  return (
    <Form reply={replyTo(reply, 'cancel')} organizationId={organization.id} className="grid justify-items-start">
      <input type="hidden" name="intent" value="cancel" />
      <input type="hidden" name="importId" value={id} />
      <SubmitButton tone="secondary">Cancel the import</SubmitButton>
    </Form>
  );
}
