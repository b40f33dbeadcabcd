import { Link } from '@remix-run/react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { CONTENT_STATUSES } from '#app/domains/content/choices.ts';
import type { ContentStatus } from '#app/domains/content/status.ts';
import { STATUSES } from '#app/domains/content/ui/words.ts';
import { classes } from '#app/ui/class-names.ts';
import { whyNotDrop } from '../../board.ts';
import { AskForReview, type Reviewer } from './ask-for-review.tsx';
import { CardOfBoard } from './board-card.tsx';
import { counted } from './project-words.ts';
import type { BoardCard, Pieces } from './shown-project.ts';
import { useBoardMoves } from './use-board-moves.ts';

interface ProjectBoardProps {
  projectId: string;
  cards: readonly BoardCard[];
  pieces: Pieces;
  /** How far they were counted. */
  most: number;
  people: readonly Reviewer[];
  me: Reviewer;
  reply: unknown;
}

const DRAGGED = 'application/x-masthead-card';

/** The pieces by where they are on their way. A card is moved by hand or by its menu; what the rule refuses stays, and says why. */
export function ProjectBoard({ projectId, cards, pieces, most, people, me, reply }: ProjectBoardProps) {
  const [asking, setAsking] = useState<BoardCard | null>(null);
  const [over, setOver] = useState<ContentStatus | null>(null);
  const [held, setHeld] = useState<BoardCard | null>(null);
  const board = useRef<HTMLDivElement>(null);
  const moved = useRef<string | null>(null);
  const { shown, refusal, move } = useBoardMoves(cards, me, setAsking);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a card that moved is drawn anew, and the focus goes with it
  useEffect(() => {
    if (!moved.current || document.activeElement !== document.body) return;
    board.current?.querySelector<HTMLElement>(`[data-card="${moved.current}"] a`)?.focus();
  }, [shown]);

  const drop = (card: BoardCard, to: ContentStatus) => {
    moved.current = card.id;
    move(card, to);
  };
  const column = (status: ContentStatus) => ({
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      if (over !== status) setOver(status);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(null);
      if (held && held.status !== status) drop(held, status);
    },
  });
  const refused = over !== null && held !== null && held.status !== over && whyNotDrop(held, over, me) !== null;
  return (
    <>
      {refusal && <p className="mb-3 rounded-md bg-failed-wash px-3 py-2 text-failed">{refusal}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the cards inside are what is operated */}
      <div ref={board} className="grid gap-3 p-0.5 pb-2 md:auto-cols-[minmax(9rem,1fr)] md:grid-flow-col md:gap-2 md:overflow-x-auto" onDragEnd={() => { setHeld(null); setOver(null); }}>
        {CONTENT_STATUSES.map((status) => {
          const { word, icon: Icon } = STATUSES[status];
          const inside = shown.filter((card) => card.status === status);
          const all = pieces[status] ?? 0;
          return (
            <section
              key={status}
              aria-label={word}
              {...column(status)}
              className={classes('grid content-start gap-2 rounded-lg bg-well p-2 md:min-h-64', over === status && 'outline-2', over === status && (refused ? 'outline-dashed outline-failed' : 'outline-accent'))}
            >
              <h2 className="flex items-center gap-1.5 px-1 font-sans text-sm font-medium">
                <Icon size={14} aria-hidden className="text-ink-soft" />
                {word}
                <span className="ms-auto text-ink-faint tabular-nums">{counted(all, most)}</span>
              </h2>
              {inside.length === 0 ? (
                <p className="px-1 text-sm text-ink-faint">None.</p>
              ) : (
                <ul className="grid gap-2">
                  {inside.map((card) => (
                    <CardOfBoard key={card.id} card={card} me={me} onMove={drop} onTake={(event) => { setHeld(card); event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData(DRAGGED, card.id); }} />
                  ))}
                </ul>
              )}
              {all > inside.length && inside.length > 0 && (
                <Link to={`/content?project=${projectId}&status=${status}`} className="inline-flex min-h-6 items-center px-1 text-sm">
                  See all {counted(all, most)}
                </Link>
              )}
            </section>
          );
        })}
      </div>
      <AskForReview card={asking} people={people} me={me} reply={reply} onClose={() => setAsking(null)} />
    </>
  );
}
