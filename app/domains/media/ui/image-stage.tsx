import { Crop as CropIcon, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Button } from '#app/ui/button.tsx';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { shownSize } from '../crop.ts';
import { isDrawable } from '../rendition.ts';
import { CropEditor } from './crop-editor.tsx';
import { FocalPoint } from './focal-point.tsx';
import type { LibraryAsset } from './library-asset.ts';

interface ImageStageProps {
  asset: LibraryAsset;
  organizationId: string;
  reply: unknown;
  whyNot: string | null;
}

/** A picture as it is shown, with its focal point; or whole, while its crop is being chosen. */
export function ImageStage({ asset, organizationId, reply, whyNot }: ImageStageProps) {
  const [cropping, setCropping] = useState(replyTo(reply, 'crop') !== undefined && asset.crop === null);
  const opener = useRef<HTMLButtonElement>(null);
  const closed = useRef(false);
  const { id, crop, width, height } = asset;
  const common = { organizationId, reply };

  useEffect(() => {
    if (closed.current && !cropping) opener.current?.focus();
    closed.current = cropping;
  }, [cropping]);

  if (cropping && width !== null && height !== null) return <CropEditor asset={{ ...asset, width, height }} {...common} onClose={() => setCropping(false)} />;
  const shown = shownSize(asset);
  return (
    <div className="grid gap-4">
      <FocalPoint asset={asset} {...common} whyNot={whyNot} />
      {isDrawable(asset.mimeType) && width !== null && (
        <div className="flex flex-wrap items-center gap-2">
          <Button ref={opener} icon={CropIcon} whyNot={whyNot} onClick={() => setCropping(true)} className="unscripted:hidden">
            {crop ? 'Crop again' : 'Crop'}
          </Button>
          {crop && (
            <>
              <Form reply={replyTo(reply, 'crop')} organizationId={organizationId} preventScrollReset className="">
                <input type="hidden" name="intent" value="crop" />
                <input type="hidden" name="assetId" value={id} />
                <input type="hidden" name="crop" value="" />
                <SubmitButton tone="quiet" icon={Undo2} whyNot={whyNot}>
                  Undo the crop
                </SubmitButton>
              </Form>
              <p className="text-sm text-ink-soft tabular-nums">{`Cropped to ${shown.width} × ${shown.height} px of ${width} × ${height}`}</p>
            </>
          )}
        </div>
      )}
    </div>
  );
}
