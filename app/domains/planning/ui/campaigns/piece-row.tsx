import { Link, useFetcher } from '@remix-run/react';
import { ArrowDown, ArrowUp, GripVertical, type LucideIcon, Unlink } from 'lucide-react';
import { StatusBadge } from '#app/domains/content/ui/status-badge.tsx';
import { titleOf, TYPES } from '#app/domains/content/ui/words.ts';
import { IconButton } from '#app/ui/button.tsx';
import { classes } from '#app/ui/class-names.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { SelectField } from '#app/ui/select-field.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { CAMPAIGN_ROLE_WORDS } from '../../campaign.ts';
import type { Placing } from './content-order.ts';
import type { LinkedPiece } from './shown-campaign.ts';

export const ROLE_OPTIONS = Object.entries(CAMPAIGN_ROLE_WORDS).map(([value, { word }]) => ({ value, label: word }));

interface PieceRowProps {
  campaignId: string;
  piece: LinkedPiece;
  number: number;
  steps: { up: Placing | null; down: Placing | null };
  over: 'before' | 'after' | null;
  whyNot: string | null;
  onStep: (placing: Placing | null, step: string) => void;
}

/** One piece in its place: what it is, what it does here, and the ways to move it. */
export function PieceRow({ campaignId, piece, number, steps, over, whyNot, onStep }: PieceRowProps) {
  const { person } = useShell();
  const hydrated = useHydrated();
  const drags = hydrated && whyNot === null;
  const at = piece.status === 'scheduled' ? piece.scheduledFor : piece.publishedAt;
  const title = titleOf(piece);
  return (
    <li
      data-piece={piece.id}
      draggable={drags}
      className={classes(
        'grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-2 border-y border-transparent border-b-rule py-2.5 @2xl:grid-cols-[auto_minmax(0,1fr)_auto]',
        drags && 'cursor-grab',
        over === 'before' && 'border-t-accent!',
        over === 'after' && 'border-b-accent!',
      )}
    >
      <span className="inline-flex items-center gap-1 text-ink-faint tabular-nums">
        {whyNot === null && <GripVertical size={14} aria-hidden className="unscripted:hidden" />}
        {number}
      </span>
      <span className="grid gap-0.5">
        <Link to={`/content/${piece.id}`} draggable={false} prefetch="intent" lang={piece.language} dir="auto" className={classes('min-h-6 min-w-0 justify-self-start font-serif text-lg leading-snug underline-offset-2 hover:underline', piece.title.trim() === '' && 'text-ink-faint italic')}>
          {title}
        </Link>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
          <StatusBadge status={piece.status} />
          <span>{TYPES[piece.type].word}</span>
          {piece.author && <span>{piece.author}</span>}
          {at && <Time at={at} zone={person.timeZone} show="relative" />}
        </span>
      </span>
      <span className="col-start-2 flex flex-wrap items-center gap-1.5 @2xl:col-start-3">
        {whyNot === null ? <RoleForm campaignId={campaignId} piece={piece} /> : <span className="text-ink-soft">{CAMPAIGN_ROLE_WORDS[piece.role].word}</span>}
        {whyNot === null && (
          <>
            <Move campaignId={campaignId} piece={piece} step="up" icon={ArrowUp} placing={steps.up} label={`Move ${title} up`} onStep={onStep} />
            <Move campaignId={campaignId} piece={piece} step="down" icon={ArrowDown} placing={steps.down} label={`Move ${title} down`} onStep={onStep} />
            <Deed campaignId={campaignId} intent="unlink" fields={{ itemId: piece.id }}>
              <IconButton type="submit" size="small" icon={Unlink} data-step="out" label={`Take ${title} out of the campaign`} />
            </Deed>
          </>
        )}
      </span>
    </li>
  );
}

interface MoveProps extends Pick<PieceRowProps, 'campaignId' | 'piece' | 'onStep'> {
  step: 'up' | 'down';
  icon: LucideIcon;
  placing: Placing | null;
  label: string;
}

/** With scripts the list moves at once; without them the same form is sent. */
function Move({ campaignId, piece, step, icon, placing, label, onStep }: MoveProps) {
  const hydrated = useHydrated();
  const button = (
    <IconButton
      type={hydrated ? 'button' : 'submit'}
      size="small"
      icon={icon}
      label={label}
      data-step={step}
      whyNot={placing === null ? (step === 'up' ? 'It is the first.' : 'It is the last.') : null}
      onClick={hydrated ? () => onStep(placing, step) : undefined}
    />
  );
  return hydrated ? button : <Deed campaignId={campaignId} intent="place" fields={{ itemId: piece.id, before: placing?.before ?? '' }}>{button}</Deed>;
}

function Deed({ campaignId, intent, fields, children }: { campaignId: string; intent: string; fields: Record<string, string>; children: React.ReactNode }) {
  const { organization } = useShell();
  return (
    <Form action={`/campaigns/${campaignId}?show=content`} organizationId={organization.id} className="contents" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="campaignId" value={campaignId} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  );
}

function RoleForm({ campaignId, piece }: Pick<PieceRowProps, 'campaignId' | 'piece'>) {
  const fetcher = useFetcher<unknown>();
  const { organization } = useShell();
  return (
    <Form fetcher={fetcher} action={`/campaigns/${campaignId}?show=content`} organizationId={organization.id} className="flex items-center gap-1.5" onChange={(event) => event.currentTarget.requestSubmit()}>
      <input type="hidden" name="intent" value="role" />
      <input type="hidden" name="campaignId" value={campaignId} />
      <input type="hidden" name="itemId" value={piece.id} />
      <SelectField name="role" label={`What ${titleOf(piece)} does`} hideLabel options={ROLE_OPTIONS} defaultValue={piece.role} />
      <SubmitButton tone="quiet" size="small" className="scripted:hidden">
        Save
      </SubmitButton>
    </Form>
  );
}
