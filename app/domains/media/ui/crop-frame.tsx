import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Crop } from '../crop.ts';
import { type Corner, moveCrop, resizeCrop } from '../crop-shape.ts';
import { imageSource, imageSources } from './asset-address.ts';
import type { LibraryAsset } from './library-asset.ts';

interface CropFrameProps {
  asset: LibraryAsset;
  crop: Crop;
  ratio: number | null;
  onChange: (crop: Crop) => void;
  /** The hand is off it: the moment to say where it is. */
  onRest: (crop: Crop) => void;
}

const CORNERS: { corner: Corner; place: string }[] = [
  { corner: 'nw', place: 'start-0 top-0 cursor-nwse-resize items-start justify-items-start' },
  { corner: 'ne', place: 'end-0 top-0 cursor-nesw-resize items-start justify-items-end' },
  { corner: 'sw', place: 'start-0 bottom-0 cursor-nesw-resize items-end justify-items-start' },
  { corner: 'se', place: 'end-0 bottom-0 cursor-nwse-resize items-end justify-items-end' },
];
const STEP = 0.01;
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

export const place = (box: Record<string, number>) => (node: HTMLElement | null) => {
  for (const [name, share] of Object.entries(box)) node?.style.setProperty(name, `${share * 100}%`);
};

/** The whole picture, dark where it is cropped away. The box is dragged, its corners pulled; arrow keys do both. */
export function CropFrame({ asset, crop, ratio, onChange, onRest }: CropFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const held = useRef<{ corner: Corner | null; x: number; y: number; from: Crop } | null>(null);

  const take = (event: PointerEvent, corner: Corner | null) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    frame.current!.setPointerCapture(event.pointerId);
    frame.current!.querySelector('button')?.focus({ preventScroll: true });
    held.current = { corner, x: event.clientX, y: event.clientY, from: crop };
  };
  const drag = (event: PointerEvent) => {
    if (!held.current) return;
    const { width, height } = frame.current!.getBoundingClientRect();
    const { corner, x, y, from } = held.current;
    const [right, down] = [(event.clientX - x) / width, (event.clientY - y) / height];
    onChange(corner ? resizeCrop(from, corner, right, down, ratio) : moveCrop(from, right, down));
  };
  const drop = () => {
    if (held.current) onRest(crop);
    held.current = null;
  };
  const press = (event: KeyboardEvent) => {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = event.shiftKey ? resizeCrop(crop, 'se', ...step, ratio) : moveCrop(crop, ...step);
    onChange(next);
    onRest(next);
  };
  return (
    <div ref={frame} dir="ltr" className="relative w-fit touch-none overflow-hidden rounded-lg border border-rule bg-well" onPointerMove={drag} onPointerUp={drop} onPointerCancel={drop}>
      <img
        src={imageSource(asset, 960, true)}
        srcSet={imageSources(asset, asset.width, true)}
        sizes="(width >= 68rem) 640px, 100vw"
        width={asset.width ?? undefined}
        height={asset.height ?? undefined}
        alt={asset.altText}
        draggable={false}
        className="block h-auto max-h-[62dvh] w-auto max-w-full"
      />
      <div ref={place({ left: crop.left, top: crop.top, width: crop.width, height: crop.height })} className="absolute shadow-[0_0_0_100vmax_rgb(0_0_0/0.6)] outline-2 -outline-offset-1 outline-on-ink dark:outline-ink">
        <button
          type="button"
          aria-label="What is kept"
          aria-describedby="crop-keys"
          onPointerDown={(event) => take(event, null)}
          onKeyDown={press}
          className="absolute inset-0 cursor-move -outline-offset-4"
        />
        {CORNERS.map(({ corner, place: where }) => (
          <span key={corner} onPointerDown={(event) => take(event, corner)} className={`absolute grid size-7 pointer-coarse:size-11 ${where}`}>
            <span className="size-3 border-2 border-ink bg-on-ink dark:border-on-ink dark:bg-ink" />
          </span>
        ))}
      </div>
    </div>
  );
}
