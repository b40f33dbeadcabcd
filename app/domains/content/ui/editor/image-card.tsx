import { Images, Link2, TriangleAlert, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '#app/ui/button.tsx';
import { safeAddress } from '../../document/safe-address.ts';
import { CardField } from './card-field.tsx';
import { type CardProps, said } from './cards.tsx';
import { useEditing } from './editing.ts';

const isAddress = (href: string) => href === '' || safeAddress(href) !== null;
const WIDTHS = [['text', 'As wide as the text'], ['wide', 'Wide'], ['full', 'Full width']] as const;

export function ImageCard({ card }: CardProps) {
  const { doors } = useEditing();
  const id = useId();
  const source = doors.assetSource(said(card, 'assetId'));
  const alt = said(card, 'alt');
  const href = said(card, 'href');
  const [linking, setLinking] = useState(false);
  const silent = alt.trim() === '' && !source?.altText.trim();
  const replace = async () => {
    const [picked] = await doors.pickAssets('image', false);
    if (picked) card.change({ assetId: picked.id, alt: picked.altText });
  };
  return (
    <figure data-width={said(card, 'width')}>
      {source ? <img src={source.src} alt={alt || source.altText} width={source.width ?? undefined} height={source.height ?? undefined} draggable={false} /> : <p className="editor-missing">This image is no longer in the library.</p>}
      <div className="editor-card-line">
        <CardField card={card} label="Alternative text" placeholder={source?.altText || 'Alternative text: what the image shows'} value={alt} onChange={(next) => card.change({ alt: next })} {...(silent ? { describedBy: id } : {})} />
        {card.editable && (
          <>
            <select aria-label="Width of the image" className="editor-choice" value={said(card, 'width')} onChange={(event) => card.change({ width: event.target.value })} onKeyDown={(event) => event.key === 'Escape' && card.leave()}>
              {WIDTHS.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
            </select>
            <IconButton label="Link of the image" icon={Link2} size="small" aria-expanded={linking || href !== ''} className="editor-tool" aria-pressed={href !== ''} onClick={() => setLinking(!linking || href !== '')} />
            <IconButton label="Choose another image" icon={Images} size="small" onClick={() => void replace()} />
            <IconButton label="Remove the image" icon={Trash2} size="small" onClick={card.remove} />
          </>
        )}
      </div>
      {silent && <p id={id} className="editor-warning"><TriangleAlert size={14} aria-hidden />No alternative text yet: people who cannot see the image will not know what it shows.</p>}
      <CardField card={card} label="Caption" value={said(card, 'caption')} onChange={(caption) => card.change({ caption })} className="editor-caption" />
      {(linking || href !== '') && <CardField card={card} label="Where the image leads" placeholder="https://" value={href} accepts={isAddress} onChange={(next) => card.change({ href: next === '' ? null : safeAddress(next) })} />}
    </figure>
  );
}

export function VideoCard({ card }: CardProps) {
  const { doors } = useEditing();
  const source = doors.assetSource(said(card, 'assetId'));
  return (
    <figure>
      {/* biome-ignore lint/a11y/useMediaCaption: the library keeps no captions file yet; the words below say what it shows */}
      {source ? <video src={source.src} controls preload="metadata" width={source.width ?? undefined} height={source.height ?? undefined} /> : <p className="editor-missing">This video is no longer in the library.</p>}
      <div className="editor-card-line">
        <CardField card={card} label="Caption" value={said(card, 'caption')} onChange={(caption) => card.change({ caption })} className="editor-caption" />
        {card.editable && <IconButton label="Remove the video" icon={Trash2} size="small" onClick={card.remove} />}
      </div>
    </figure>
  );
}
