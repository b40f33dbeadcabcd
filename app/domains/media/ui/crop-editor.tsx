import { useState } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { useAnnounce } from '#app/ui/announcer.tsx';
import { Button } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { type Crop, cropPixels, cropText } from '../crop.ts';
import { ratioOf, type Shape, SHAPES, shapeCrop, WHOLE_PICTURE } from '../crop-shape.ts';
import { imageSource } from './asset-address.ts';
import { CropFrame, place } from './crop-frame.tsx';
import type { LibraryAsset } from './library-asset.ts';

interface CropEditorProps {
  asset: LibraryAsset & { width: number; height: number };
  organizationId: string;
  reply: unknown;
  onClose: () => void;
}

/** Chooses what is shown of a picture, in any shape or a fixed one. Nothing of the file is lost. */
export function CropEditor({ asset, organizationId, reply, onClose }: CropEditorProps) {
  const [crop, setCrop] = useState(asset.crop ?? WHOLE_PICTURE);
  const [shape, setShape] = useState<Shape>(null);
  const announce = useAnnounce();
  const ratio = ratioOf(shape, asset.width / asset.height);
  const { left, top, width, height } = cropPixels(crop, asset);
  const say = (next: Crop) => {
    const box = cropPixels(next, asset);
    announce(`${box.width} by ${box.height} pixels, ${box.left} from the left, ${box.top} from the top.`);
  };
  const choose = (next: Shape) => {
    const shaped = shapeCrop(crop, ratioOf(next, asset.width / asset.height));
    setShape(next);
    setCrop(shaped);
    say(shaped);
  };
  const whole = width === asset.width && height === asset.height;
  return (
    <section aria-label="Crop" className="grid gap-4">
      <CropFrame asset={asset} crop={crop} ratio={ratio} onChange={setCrop} onRest={say} />
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
        <div className="grid min-w-0 flex-1 basis-72 gap-3">
          <fieldset className="flex flex-wrap gap-1.5">
            <legend className="mb-1.5 font-medium">Shape</legend>
            {SHAPES.map(({ name, shape: each }) => (
              <Button key={name} size="small" tone={each === shape ? 'primary' : 'secondary'} aria-pressed={each === shape} onClick={() => choose(each)}>
                {name}
              </Button>
            ))}
          </fieldset>
          <p id="crop-keys" className="text-sm text-ink-soft">
            Drag the box or its corners; or move it with the arrow keys, and resize it with shift and the arrow keys. The file itself stays whole.
          </p>
          <p className="text-sm text-ink-soft tabular-nums">{`${width} × ${height} px of ${asset.width} × ${asset.height}, ${left} from the left, ${top} from the top`}</p>
        </div>
        <CropPreview asset={asset} crop={crop} shape={width / height} />
      </div>
      <Form reply={replyTo(reply, 'crop')} organizationId={organizationId} preventScrollReset className="flex flex-wrap items-center gap-2">
        <input type="hidden" name="intent" value="crop" />
        <input type="hidden" name="assetId" value={asset.id} />
        <input type="hidden" name="crop" value={whole ? '' : cropText(crop)} />
        <SubmitButton>Save the crop</SubmitButton>
        <Button tone="quiet" onClick={onClose}>
          Cancel
        </Button>
      </Form>
    </section>
  );
}

const ROOM = { width: 176, height: 132 };

/** The picture shifted behind a window of the crop's shape. */
function CropPreview({ asset, crop, shape }: { asset: LibraryAsset; crop: Crop; shape: number }) {
  const width = Math.max(8, Math.min(ROOM.width, ROOM.height * shape));
  const window = (node: HTMLElement | null) => {
    node?.style.setProperty('width', `${width}px`);
    node?.style.setProperty('height', `${Math.max(8, width / shape)}px`);
  };
  const shifted = place({ left: -crop.left / crop.width, top: -crop.top / crop.height, width: 1 / crop.width, height: 1 / crop.height });
  return (
    <figure className="grid gap-1.5">
      <figcaption className="font-medium">Preview</figcaption>
      <span ref={window} className="relative block overflow-hidden rounded-md border border-rule bg-well">
        <img ref={shifted} src={imageSource(asset, 640, true)} alt="" draggable={false} className="absolute max-w-none" />
      </span>
    </figure>
  );
}
