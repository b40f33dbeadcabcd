import { Link, useLocation } from '@remix-run/react';
import { Ellipsis, FileText } from 'lucide-react';
import type { DragEvent } from 'react';
import { CONTENT_STATUSES } from '#app/domains/content/choices.ts';
import { STATUS_WORDS, type ContentStatus } from '#app/domains/content/status.ts';
import { STATUSES, titleOf, TYPES } from '#app/domains/content/ui/words.ts';
import type { Member } from '#app/platform/permission.ts';
import { classes } from '#app/ui/class-names.ts';
import { useHydrated } from '#app/ui/hydrated.ts';
import { Menu, MenuButton, MenuForm, MenuHeading, MenuLink } from '#app/ui/menu.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { dropOf, whyNotDrop } from '../../board.ts';
import type { BoardCard } from './shown-project.ts';

interface CardOfBoardProps {
  card: BoardCard;
  me: Member;
  onMove: (card: BoardCard, to: ContentStatus) => void;
  onTake: (event: DragEvent) => void;
}

export function CardOfBoard({ card, me, onMove, onTake }: CardOfBoardProps) {
  const { person } = useShell();
  const hydrated = useHydrated();
  const at = card.status === 'scheduled' ? card.scheduledFor : card.status === 'published' ? card.publishedAt : card.editedAt;
  return (
    <li data-card={card.id} draggable={hydrated} onDragStart={onTake} className="grid gap-1 rounded-md border border-rule bg-sheet p-2 shadow-raised scripted:cursor-grab">
      <span className="flex items-start justify-between gap-1">
        <Link to={`/content/${card.id}`} prefetch="intent" draggable={false} lang={card.language} dir="auto" className={classes('line-clamp-3 min-w-0 flex-1 py-0.5 font-serif text-md leading-snug', card.title.trim() === '' && 'text-ink-faint italic')}>
          {titleOf(card)}
        </Link>
        <CardMenu card={card} me={me} hydrated={hydrated} onMove={onMove} />
      </span>
      <span className="flex flex-wrap gap-x-2 text-xs text-ink-soft">
        <span>{TYPES[card.type].word}</span>
        {card.author && <span>{card.author}</span>}
        {at && <Time at={at} zone={person.timeZone} show="relative" />}
      </span>
    </li>
  );
}

/** The keyboard's way: the columns that take the card, or why none does. */
function CardMenu({ card, me, hydrated, onMove }: Pick<CardOfBoardProps, 'card' | 'me' | 'onMove'> & { hydrated: boolean }) {
  const { organization } = useShell();
  const { pathname } = useLocation();
  const targets = CONTENT_STATUSES.filter((to) => whyNotDrop(card, to, me) === null);
  return (
    <Menu label={`Move ${titleOf(card)}`} trigger={<Ellipsis size={16} aria-hidden />} size="small" tone="quiet" align="end">
      <MenuHeading>{targets.length > 0 ? 'Move to' : `Stays in ${STATUS_WORDS[card.status].toLowerCase()}`}</MenuHeading>
      {targets.map((to) => {
        const item = { icon: STATUSES[to].icon, children: STATUSES[to].word };
        if (hydrated) return <MenuButton key={to} {...item} onSelect={() => onMove(card, to)} />;
        // Without scripts nobody can be asked here: the piece's own page does that.
        if (dropOf(to) === 'ask') return null;
        return <MenuForm key={to} {...item} action={pathname} organizationId={organization.id} fields={{ intent: 'move', itemId: card.id, revision: String(card.revision), to }} />;
      })}
      {targets.length === 0 && <p className="max-w-56 px-2 pb-1 text-sm text-ink-soft">{whyNotDrop(card, card.status === 'draft' ? 'archived' : 'draft', me)}</p>}
      <MenuLink to={`/content/${card.id}`} icon={FileText}>
        Open the piece
      </MenuLink>
    </Menu>
  );
}
