import { Form as SearchForm, useSubmit } from '@remix-run/react';
import { Link2, Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { StatusBadge } from '#app/domains/content/ui/status-badge.tsx';
import { titleOf, TYPES } from '#app/domains/content/ui/words.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { Button } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Section } from '#app/ui/section.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { TextField } from '#app/ui/text-field.tsx';
import { ROLE_OPTIONS } from './piece-row.tsx';
import type { FoundPiece } from './shown-campaign.ts';

interface AddPieceProps {
  campaignId: string;
  found: readonly FoundPiece[];
  find: string;
  whyNot: string | null;
  reply: unknown;
}

const PAUSE_MS = 250;

/** Pieces that are not in it yet: the last edited ones, or those whose title holds the words. */
export function AddPiece({ campaignId, found, find, whyNot, reply }: AddPieceProps) {
  const submit = useSubmit();
  const { organization } = useShell();
  const refused = replyTo(reply, 'link');
  const list = useRef<HTMLUListElement>(null);
  const pause = useRef(0);
  const linked = useRef<number | null>(null);

  useEffect(() => () => clearTimeout(pause.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was linked leaves the list, and the focus goes to what follows
  useEffect(() => {
    if (linked.current === null || document.activeElement !== document.body) return;
    const rest = list.current?.querySelectorAll<HTMLElement>('button[type="submit"]');
    rest?.[Math.min(linked.current, rest.length - 1)]?.focus();
    linked.current = null;
  }, [found]);

  if (whyNot !== null) return null;
  return (
    <Section title="Link a piece" lead="Those that were edited last come first." action={<LinkButton to="/content/new">Write a new piece</LinkButton>} wide>
      <search className="mb-2 block">
        <SearchForm
          method="get"
          preventScrollReset
          className="flex gap-2 sm:max-w-md"
          onInput={(event) => {
            const form = event.currentTarget;
            clearTimeout(pause.current);
            pause.current = window.setTimeout(() => submit(form, { replace: true, preventScrollReset: true }), PAUSE_MS);
          }}
        >
          <input type="hidden" name="show" value="content" />
          <TextField name="find" type="search" label="Search pieces" hideLabel placeholder="Search titles" defaultValue={find} maxLength={100} autoComplete="off" frameClassName="min-w-0 flex-1" />
          <Button type="submit" icon={Search}>
            <span className="max-sm:sr-only">Search</span>
          </Button>
        </SearchForm>
      </search>
      <p role="status" className="sr-only">
        {find ? (found.length === 1 ? '1 piece found' : `${found.length} pieces found`) : ''}
      </p>
      {found.length === 0 ? (
        <p className="py-2 text-ink-soft">{find ? 'No title holds these words, or all that do are in the campaign.' : 'Every piece is in the campaign already, or none is written yet.'}</p>
      ) : (
        <ul ref={list} aria-label="Pieces to link" className="grid">
          {found.map((piece, index) => (
            <li key={piece.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-rule py-2 last:border-b-0">
              <span className="grid min-w-0 gap-0.5">
                <span lang={piece.language} dir="auto" className={classes('font-serif text-md', piece.title.trim() === '' && 'text-ink-faint italic')}>
                  {titleOf(piece)}
                </span>
                <span className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
                  <StatusBadge status={piece.status} />
                  {TYPES[piece.type].word}
                </span>
              </span>
              <Form action={`/campaigns/${campaignId}?show=content${find ? `&find=${encodeURIComponent(find)}` : ''}`} reply={refused?.values.itemId === piece.id ? refused : undefined} organizationId={organization.id} className="flex flex-wrap items-center gap-1.5" preventScrollReset onSubmit={() => { linked.current = index; }}>
                <input type="hidden" name="intent" value="link" />
                <input type="hidden" name="campaignId" value={campaignId} />
                <input type="hidden" name="itemId" value={piece.id} />
                <SelectField name="role" label={`What ${titleOf(piece)} will do`} hideLabel options={ROLE_OPTIONS} defaultValue="supporting" />
                <SubmitButton tone="secondary" icon={Link2} aria-label={`Link ${titleOf(piece)}`}>
                  Link
                </SubmitButton>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
