import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Section } from '#app/ui/section.tsx';
import { AddPiece } from './add-piece.tsx';
import { afterPlacing, type Step, stepOf } from './content-order.ts';
import { PieceRow } from './piece-row.tsx';
import type { FoundPiece, LinkedPiece } from './shown-campaign.ts';
import { useContentOrder } from './use-content-order.ts';

interface CampaignContentProps {
  campaignId: string;
  content: readonly LinkedPiece[];
  found: readonly FoundPiece[];
  /** What was searched for. */
  find: string;
  whyNot: string | null;
  reply: unknown;
}

const DRAGGED = 'application/x-masthead-piece';
const STEPS: Record<string, Step> = { ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last' };

/** Its pieces, the one that matters most first. A piece is moved by hand, by its arrows, or with Alt and an arrow key. */
export function CampaignContent({ campaignId, content, found, find, whyNot, reply }: CampaignContentProps) {
  const { shown, refusal, place } = useContentOrder(campaignId, content);
  const [over, setOver] = useState<{ id: string; isAfter: boolean } | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const dragged = useRef<string | null>(null);
  const focused = useRef<{ id: string; step: string } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that moved may be a new one, and the focus goes with it
  useEffect(() => {
    if (!focused.current || document.activeElement !== document.body) return;
    const { id, step } = focused.current;
    list.current?.querySelector<HTMLElement>(`[data-piece="${id}"] [data-step="${step}"]`)?.focus();
  }, [shown]);

  const rowAt = (event: { target: EventTarget }) => (event.target as Element).closest<HTMLElement>('[data-piece]');
  const press = (event: KeyboardEvent) => {
    const id = rowAt(event)?.dataset.piece;
    const step = STEPS[event.key];
    if (!id || !step || !event.altKey || whyNot !== null) return;
    event.preventDefault();
    focused.current = { id, step: (event.target as HTMLElement).dataset.step ?? 'up' };
    place(stepOf(shown, id, step));
  };
  const placeOf = (event: DragEvent) => {
    const row = rowAt(event);
    if (!row?.dataset.piece || !event.dataTransfer.types.includes(DRAGGED)) return null;
    const { top, height } = row.getBoundingClientRect();
    return { id: row.dataset.piece, isAfter: event.clientY - top > height / 2 };
  };
  const drop = (event: DragEvent) => {
    const target = placeOf(event);
    setOver(null);
    if (!target || !dragged.current) return;
    event.preventDefault();
    const before = target.isAfter ? (shown[shown.findIndex(({ id }) => id === target.id) + 1]?.id ?? null) : target.id;
    const placing = { itemId: dragged.current, before };
    if (afterPlacing(shown, placing).some(({ id }, index) => id !== shown[index]?.id)) place(placing);
  };
  return (
    <>
      <Section title="Pieces" lead="The first matters most. Drag a piece, press its arrows, or hold Alt and press an arrow key." wide>
        {refusal && <p className="mb-3 rounded-md bg-failed-wash px-3 py-2 text-failed">{refusal}</p>}
        {shown.length === 0 ? (
          <EmptyState title="No pieces yet">Link the article that it is built around, then what carries it further: a mail, a post, a reminder.</EmptyState>
        ) : (
          <ol
            ref={list}
            aria-label="Pieces of the campaign"
            className="grid"
            onKeyDown={press}
            onDragStart={(event) => {
              dragged.current = rowAt(event)?.dataset.piece ?? null;
              if (!dragged.current) return;
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData(DRAGGED, dragged.current);
            }}
            onDragOver={(event) => {
              const target = placeOf(event);
              if (target) event.preventDefault();
              if (target?.id !== over?.id || target?.isAfter !== over?.isAfter) setOver(target);
            }}
            onSubmit={(event) => {
              const id = rowAt(event)?.dataset.piece;
              const at = shown.findIndex((piece) => piece.id === id);
              const next = shown[at + 1] ?? shown[at - 1];
              if ((event.target as Element).querySelector('[data-step="out"]') && next) focused.current = { id: next.id, step: 'out' };
            }}
            onDragEnd={() => setOver(null)}
            onDrop={drop}
          >
            {shown.map((piece, index) => (
              <PieceRow
                key={piece.id}
                campaignId={campaignId}
                piece={piece}
                number={index + 1}
                steps={{ up: stepOf(shown, piece.id, 'up'), down: stepOf(shown, piece.id, 'down') }}
                over={over?.id === piece.id ? (over.isAfter ? 'after' : 'before') : null}
                whyNot={whyNot}
                onStep={(placing, step) => {
                  focused.current = { id: piece.id, step };
                  place(placing);
                }}
              />
            ))}
          </ol>
        )}
      </Section>
      <AddPiece campaignId={campaignId} found={found} find={find} whyNot={whyNot} reply={reply} />
    </>
  );
}
