import { ArrowLeft, ArrowRight, ImagePlus, Trash2, X } from 'lucide-react';
import { Button, IconButton } from '#app/ui/button.tsx';
import { type GalleryImage, pictures } from '../../document/document.ts';
import { CardField } from './card-field.tsx';
import type { CardProps } from './cards.tsx';
import { useEditing } from './editing.ts';

const MOST = 30;

export function GalleryCard({ card }: CardProps) {
  const { doors } = useEditing();
  const images = pictures(card.node.toJSON());
  const keep = (next: GalleryImage[]) => (next.length === 0 ? card.remove() : card.change({ images: next.slice(0, MOST) }));
  const write = (at: number, change: Partial<GalleryImage>) => keep(images.map((image, index) => (index === at ? { ...image, ...change } : image)));
  const swap = (at: number, by: number) => {
    keep(images.map((image, index) => (index === at ? images[at + by]! : index === at + by ? images[at]! : image)));
    doors.announce(`Moved: now image ${at + by + 1} of ${images.length}.`);
  };
  const add = async () => {
    const picked = await doors.pickAssets('image', true);
    if (picked.length > 0) keep([...images, ...picked.map(({ id, altText }) => ({ assetId: id, alt: altText, caption: '' }))]);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: it stands among the blocks of a text, it is no form
    <div role="group" aria-label={`Gallery of ${images.length}`}>
      <ul className="editor-gallery-grid">
        {images.map(({ assetId, alt, caption }, at) => {
          const source = doors.assetSource(assetId);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same image may stand twice
            <li key={`${assetId}-${at}`}>
              {source ? <img src={source.src} alt={alt || source.altText} draggable={false} /> : <p className="editor-missing">No longer in the library.</p>}
              <CardField card={card} label={`Alternative text of image ${at + 1}`} placeholder={source?.altText || 'Alternative text'} value={alt} onChange={(next) => write(at, { alt: next })} invalid={alt.trim() === '' && !source?.altText.trim()} />
              <CardField card={card} label={`Caption of image ${at + 1}`} placeholder="Caption" value={caption} onChange={(next) => write(at, { caption: next })} />
              {card.editable && (
                <span className="flex">
                  <IconButton label={`Move image ${at + 1} back`} icon={ArrowLeft} size="small" aria-disabled={at === 0 || undefined} onClick={() => at > 0 && swap(at, -1)} />
                  <IconButton label={`Move image ${at + 1} on`} icon={ArrowRight} size="small" aria-disabled={at === images.length - 1 || undefined} onClick={() => at < images.length - 1 && swap(at, 1)} />
                  <IconButton label={`Remove image ${at + 1}`} icon={X} size="small" className="ms-auto" onClick={() => keep(images.filter((_, index) => index !== at))} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {card.editable && (
        <div className="editor-card-line">
          <Button size="small" icon={ImagePlus} whyNot={images.length >= MOST ? `A gallery holds at most ${MOST} images.` : null} onClick={() => void add()}>Add images</Button>
          <IconButton label="Remove the gallery" icon={Trash2} size="small" className="ms-auto" onClick={card.remove} />
        </div>
      )}
    </div>
  );
}
