import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Button } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { focalOfWhole, focalWithin, shownSize } from '../crop.ts';
import { imageSource, imageSources } from './asset-address.ts';
import type { LibraryAsset } from './library-asset.ts';

interface FocalPointProps {
  asset: LibraryAsset;
  organizationId: string;
  reply: unknown;
  whyNot: string | null;
}

const FRAMES = [
  { name: '16:9', frame: 'aspect-video' },
  { name: '1:1', frame: 'aspect-square' },
  { name: '4:5', frame: 'aspect-4/5' },
];

const within = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
const percent = (value: number) => `${Math.round(value * 100)}%`;

/** What stays in the picture where there is less room: set by a press, a drag or the arrow keys, seen at once in three shapes. */
export function FocalPoint({ asset, organizationId, reply, whyNot }: FocalPointProps) {
  const saved = focalWithin(asset);
  const [at, setAt] = useState(saved);
  const frame = useRef<HTMLDivElement>(null);
  const changed = at.x !== saved.x || at.y !== saved.y;
  const may = whyNot === null;

  const point = (event: PointerEvent) => {
    const box = frame.current!.getBoundingClientRect();
    setAt({ x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) });
  };
  const press = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 0.1 : 0.01;
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (!move || !may) return;
    event.preventDefault();
    setAt(({ x, y }) => ({ x: within(x + move[0]!), y: within(y + move[1]!) }));
  };
  const picture = (node: HTMLImageElement | null) => node?.style.setProperty('object-position', `${percent(at.x)} ${percent(at.y)}`);
  const handle = (node: HTMLElement | null) => {
    node?.style.setProperty('left', percent(at.x));
    node?.style.setProperty('top', percent(at.y));
  };
  const { width, height } = shownSize(asset);
  const whole = focalOfWhole(at, asset.crop);
  const source = { srcSet: imageSources(asset, width), src: imageSource(asset, 640) };
  return (
    <div className="grid gap-4">
      <div
        ref={frame}
        className="relative w-fit touch-none overflow-hidden rounded-lg border border-rule bg-well"
        onPointerDown={(event) => {
          if (!may || event.button !== 0) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          event.currentTarget.querySelector<HTMLElement>('[role="slider"]')?.focus({ preventScroll: true });
          point(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && point(event)}
      >
        <img
          {...source}
          src={imageSource(asset, 960)}
          sizes="(width >= 68rem) 640px, 100vw"
          width={width ?? undefined}
          height={height ?? undefined}
          alt={asset.altText}
          draggable={false}
          className="block h-auto max-h-[62dvh] w-auto max-w-full"
        />
        {may && (
          <span
            ref={handle}
            role="slider"
            tabIndex={0}
            aria-label="Focal point"
            aria-valuenow={Math.round(at.x * 100)}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuetext={`${percent(at.x)} from the left, ${percent(at.y)} from the top`}
            onKeyDown={press}
            className="absolute grid size-8 -translate-1/2 cursor-move place-items-center rounded-full border-2 border-on-ink bg-ink/40 shadow-floating dark:border-ink dark:bg-on-ink/40 unscripted:hidden"
          >
            <span className="size-1.5 rounded-full bg-on-ink dark:bg-ink" />
          </span>
        )}
      </div>
      <div className="grid gap-2 unscripted:hidden">
        <p className="text-sm text-ink-soft">{may ? 'Press the picture, or use the arrow keys, to say what has to stay where there is less room.' : 'How it is cut where there is less room.'}</p>
        <ul aria-label="In other shapes" className="flex flex-wrap items-end gap-3">
          {FRAMES.map(({ name, frame: look }) => (
            <li key={name} className="grid gap-1">
              <span className={`block h-16 sm:h-24 overflow-hidden rounded-md border border-rule bg-well ${look}`}>
                <img {...source} sizes="170px" alt="" ref={picture} draggable={false} className="size-full object-cover" />
              </span>
              <span className="text-xs text-ink-soft tabular-nums">{name}</span>
            </li>
          ))}
        </ul>
      </div>
      {changed && (
        <Form reply={replyTo(reply, 'focal')} organizationId={organizationId} preventScrollReset className="flex flex-wrap items-center gap-2">
          <input type="hidden" name="intent" value="focal" />
          <input type="hidden" name="assetId" value={asset.id} />
          <input type="hidden" name="focalX" value={whole.x} />
          <input type="hidden" name="focalY" value={whole.y} />
          <SubmitButton>Save the focal point</SubmitButton>
          <Button tone="quiet" onClick={() => setAt(saved)}>
            As it was
          </Button>
        </Form>
      )}
    </div>
  );
}
