import { useRevalidator } from '@remix-run/react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import type { Thing } from '../../scheduled.ts';
import { Agenda } from './agenda.tsx';
import { Board } from './board.tsx';
import { HoursGrid } from './hours-grid.tsx';
import { MonthGrid } from './month-grid.tsx';
import { asMoved, cellWords, fieldsOf, type Target, targetOf, whyNotMove } from './moves.ts';
import { ScopeDialog } from './scope-dialog.tsx';
import { Sending } from './sending.tsx';
import type { CalendarData, CalendarWhys, ShownCalendar } from './shown.ts';
import { cellBeside, STEPS, useRoving } from './use-board-keys.ts';
import { useDrag } from './use-drag.ts';

export interface GridProps {
  shown: ShownCalendar;
  things: readonly Thing[];
  totals: Record<string, number>;
  colors: ReadonlyMap<string, string>;
  clashes: ReadonlyMap<string, string>;
  search: string;
  why: CalendarWhys;
  picked: string | null;
}

interface Move {
  number: number;
  key: string;
  target: Target;
  fields: Record<string, string>;
}

let moves = 0;

/** The board in any of its views: things are moved by pointer or by keys, stand where they were put at once, and go back if the server refuses. */
export function Grid(props: Omit<GridProps, 'picked'> & Pick<CalendarData, 'choices'>) {
  const { shown, things, search, why } = props;
  const { organization } = useShell();
  const announce = useAnnounce();
  const { revalidate } = useRevalidator();
  const [board, setBoard] = useState<HTMLElement | null>(null);
  const [underWay, setUnderWay] = useState<Move[]>([]);
  const [asking, setAsking] = useState<{ thing: Thing; target: Target } | null>(null);
  const [held, setHeld] = useState<{ key: string; from: HTMLElement; over: HTMLElement } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const focusOn = useRef<string | null>(null);

  const now = useMemo(() => things.map((thing) => underWay.reduce((at, move) => (move.key === thing.key ? asMoved(at, move.target) : at), thing)), [things, underWay]);
  const roving = useRoving(board, now);

  // What moved to another cell is drawn anew there: the focus goes along.
  useEffect(() => {
    const key = focusOn.current;
    if (!key || !board || (document.activeElement && document.activeElement !== document.body)) return;
    board.querySelector<HTMLElement>(`[data-thing="${CSS.escape(key)}"]`)?.focus();
  });

  const send = (thing: Thing, target: Target, scope: string) => {
    setRefusal(null);
    moves += 1;
    const fields = fieldsOf(thing, target, scope, `/calendar${search}`, organization.id);
    setUnderWay((before) => [...before, { number: moves, key: thing.key, target, fields }]);
  };
  const put = (key: string, from: HTMLElement, to: HTMLElement) => {
    const thing = now.find((each) => each.key === key);
    const target = targetOf(from, to);
    if (!thing || !target) return;
    focusOn.current = key;
    if (underWay.some((move) => move.key === key)) return announce('It is still on its way. Try again in a moment.', 'urgent');
    if (thing.on && !('status' in target)) setAsking({ thing, target });
    else send(thing, target, 'this');
  };
  const drag = useDrag(put);

  const answered = useCallback(
    (number: number, sentence: string | null) => {
      setUnderWay((before) => before.filter((move) => move.number !== number));
      if (!sentence) return;
      setRefusal(sentence);
      announce(sentence, 'urgent');
      revalidate();
    },
    [announce, revalidate],
  );

  const letGo = (words: string) => {
    held?.over.removeAttribute('data-over');
    setHeld(null);
    announce(words);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const node = (event.target as HTMLElement).closest<HTMLElement>('[data-thing]');
    if (held) return carry(event);
    if (event.key !== ' ' || !node) return roving.walk(event);
    event.preventDefault();
    const thing = now.find(({ key }) => key === node.dataset.thing);
    const cell = node.closest<HTMLElement>('[data-cell]');
    if (!thing || !cell) return;
    const reason = whyNotMove(thing, why, shown.view === 'board');
    if (reason) return announce(reason, 'urgent');
    setHeld({ key: thing.key, from: cell, over: cell });
    cell.dataset.over = '';
    announce(`Picked up “${thing.title}”, ${cellWords(cell)}. Arrow keys choose where, Space puts it down, Escape leaves it.`, 'urgent');
  };
  const carry = (event: KeyboardEvent<HTMLElement>) => {
    if (!held || !board) return;
    if (event.key === 'Escape' || event.key === 'Tab') return letGo('Left where it was.');
    event.preventDefault();
    if (event.key === ' ' || event.key === 'Enter') {
      const { key, from, over } = held;
      letGo(over === from ? 'Left where it was.' : `Put down, ${cellWords(over)}.`);
      if (over !== from) put(key, from, over);
      return;
    }
    const step = STEPS[event.key];
    if (!step) return;
    const next = cellBeside(board, held.over, step);
    if (!next) return announce('The view ends here.');
    held.over.removeAttribute('data-over');
    next.dataset.over = '';
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    setHeld({ ...held, over: next });
    announce(cellWords(next), 'urgent');
  };

  // A new month has other cells.
  useEffect(() => () => setHeld(null), []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the things inside are links; this only hears what happens to them
    <div ref={setBoard} className="calendar-board" onPointerDown={drag} onKeyDown={press} onFocus={roving.onFocus} onDragStart={(event) => event.preventDefault()}>
      {refusal && (
        <p role="alert" className="mb-3 rounded-md bg-failed-wash px-3 py-2 text-failed">
          {refusal}
        </p>
      )}
      <View {...props} things={now} picked={held?.key ?? null} />
      {underWay.map(({ number, fields }) => (
        <SendingOne key={number} number={number} fields={fields} answered={answered} />
      ))}
      {asking && (
        <ScopeDialog
          title={asking.thing.title}
          onChoose={(scope) => {
            setAsking(null);
            if (scope) send(asking.thing, asking.target, scope);
          }}
        />
      )}
    </div>
  );
}

function View({ choices, ...props }: GridProps & Pick<CalendarData, 'choices'>) {
  const { view } = props.shown;
  if (view === 'month') return <MonthGrid {...props} />;
  if (view === 'week' || view === 'day') return <HoursGrid {...props} />;
  const names = (list: readonly { id: string; name: string }[]) => new Map(list.map(({ id, name }) => [id, name]));
  if (view === 'board') return <Board {...props} people={names(choices.people)} />;
  return <Agenda {...props} people={names(choices.people)} calendars={names(choices.calendars)} />;
}

function SendingOne({ number, fields, answered }: { number: number; fields: Record<string, string>; answered: (number: number, sentence: string | null) => void }) {
  const onDone = useCallback((sentence: string | null) => answered(number, sentence), [answered, number]);
  return <Sending fields={fields} onDone={onDone} />;
}
