import { type PointerEvent as ReactPointerEvent, useEffect, useRef } from 'react';

const THRESHOLD = 5;
/** How long a finger rests on a thing before it comes along; sooner, it scrolls. */
const LONG_PRESS = 350;
/** So near to the top or the bottom of the window, the page follows. */
const EDGE = 48;

interface Held {
  node: HTMLElement;
  key: string;
  x: number;
  y: number;
  ghost: HTMLElement | null;
  over: HTMLElement | null;
  timer?: ReturnType<typeof setTimeout>;
  touch: boolean;
}

/** A likeness follows the pointer; the thing itself stays, faint, where it was. */
function lift(own: Held) {
  own.ghost = own.node.cloneNode(true) as HTMLElement;
  own.ghost.removeAttribute('data-stop');
  own.ghost.removeAttribute('data-thing');
  own.ghost.classList.add('calendar-ghost');
  own.ghost.style.width = `${own.node.offsetWidth}px`;
  own.ghost.style.transform = `translate(${own.x + 8}px, ${own.y + 8}px)`;
  document.body.appendChild(own.ghost);
  own.node.dataset.dragged = '';
}

/** Things are carried from cell to cell with a mouse, a pen or a finger that rests first. Escape puts them back. */
export function useDrag(onDrop: (key: string, from: HTMLElement, to: HTMLElement) => void) {
  const held = useRef<Held | null>(null);
  const drop = useRef(onDrop);
  drop.current = onDrop;

  useEffect(() => {
    const letGo = () => {
      const { current: own } = held;
      clearTimeout(own?.timer);
      own?.ghost?.remove();
      own?.over?.removeAttribute('data-over');
      own?.node.removeAttribute('data-dragged');
      held.current = null;
    };
    const move = (event: PointerEvent) => {
      const own = held.current;
      if (!own) return;
      const far = Math.hypot(event.clientX - own.x, event.clientY - own.y) > THRESHOLD;
      if (!own.ghost && own.touch && far) return letGo();
      if (!own.ghost && !far) return;
      if (!own.ghost) lift(own);
      const edge = event.clientY < EDGE ? -1 : event.clientY > innerHeight - EDGE ? 1 : 0;
      if (edge !== 0) scrollBy({ top: edge * EDGE });
      own.ghost!.style.transform = `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`;
      const over = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-cell]') ?? null;
      if (over === own.over) return;
      own.over?.removeAttribute('data-over');
      over?.setAttribute('data-over', '');
      own.over = over;
    };
    const up = () => {
      const own = held.current;
      if (!own) return;
      const { ghost, over, node, key } = own;
      letGo();
      if (!ghost) return;
      // The press that ends a drag follows no link; where the drag ends elsewhere, none comes.
      const unpress = (click: Event) => {
        click.preventDefault();
        click.stopPropagation();
      };
      addEventListener('click', unpress, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', unpress, { capture: true }), 50);
      const from = node.closest<HTMLElement>('[data-cell]');
      if (over && from && over !== from) drop.current(key, from, over);
    };
    const press = (event: KeyboardEvent) => event.key === 'Escape' && held.current?.ghost && letGo();
    const still = (event: TouchEvent) => held.current?.ghost && event.preventDefault();
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', letGo);
    addEventListener('keydown', press);
    addEventListener('touchmove', still, { passive: false });
    return () => {
      letGo();
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', letGo);
      removeEventListener('keydown', press);
      removeEventListener('touchmove', still);
    };
  }, []);

  return (event: ReactPointerEvent<HTMLElement>) => {
    const node = (event.target as HTMLElement).closest<HTMLElement>('[data-movable]');
    if (!node || event.button !== 0) return;
    const touch = event.pointerType === 'touch';
    const own: Held = { node, key: node.dataset.thing!, x: event.clientX, y: event.clientY, ghost: null, over: null, touch };
    if (touch) {
      own.timer = setTimeout(() => {
        if (held.current === own) lift(own);
      }, LONG_PRESS);
    }
    held.current = own;
  };
}
