import { Ellipsis, ExternalLink, Heart, Share } from 'lucide-react';
import { Deeds, Face, Frame, Slides, Words } from './parts.tsx';
import { hostOf, type Shown } from './shown.ts';

/** A pin as it opens: the picture, what can be done with it, its title, and where it leads. */
export function Pinterest({ shown }: { shown: Shown }) {
  return (
    <Frame shown={shown} className="preview-pinterest">
      <Slides media={shown.media} />
      <Deeds>
        <Heart size={19} />
        <Share size={19} />
        <Ellipsis size={19} />
        <span><b className="preview-pill">Save</b></span>
      </Deeds>
      {shown.title ? <p className="preview-title" dir="auto">{shown.title}</p> : null}
      <Words text={shown.text} first={{ most: 120, more: 'more' }} />
      {shown.link ? (
        <p className="preview-visit">
          <ExternalLink size={14} aria-hidden /> {hostOf(shown.link)}
        </p>
      ) : null}
      <div className="preview-head">
        <Face account={shown.account} />
        <strong>{shown.account.name}</strong>
      </div>
    </Frame>
  );
}
