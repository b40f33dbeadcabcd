import { Ellipsis, Globe, MessageCircle, Repeat2, Send, Share2, ThumbsUp } from 'lucide-react';
import { Deeds, Face, Files, FirstComment, Frame, LinkCard, Words } from './parts.tsx';
import type { Shown } from './shown.ts';

/** What a page shows before "more" is pressed. */
const FIRST = { facebook: { most: 470, lines: 5, more: 'See more' }, linkedin: { most: 210, lines: 3, more: 'more' } };

/** Facebook and LinkedIn: a page speaks, files reach from edge to edge, comments stand beneath. */
export function PagePost({ shown }: { shown: Shown }) {
  const isLinkedIn = shown.platform === 'linkedin';
  return (
    <Frame shown={shown} className="preview-page">
      <div className="preview-head">
        <Face account={shown.account} square={isLinkedIn} />
        <p className="preview-stacked">
          <strong>{shown.account.name}</strong>
          <span>
            Just now · <Globe size={12} aria-label="Public" />
          </span>
        </p>
        <span aria-hidden className="preview-time"><Ellipsis size={18} /></span>
      </div>
      <Words text={shown.text} first={isLinkedIn ? FIRST.linkedin : FIRST.facebook} />
      <Files media={shown.media} most={5} />
      <LinkCard shown={shown} look="below" />
      <Deeds className="preview-evenly">
        <span><ThumbsUp size={17} /> Like</span>
        <span><MessageCircle size={17} /> Comment</span>
        {isLinkedIn ? <span><Repeat2 size={17} /> Repost</span> : null}
        <span>{isLinkedIn ? <Send size={17} /> : <Share2 size={17} />} {isLinkedIn ? 'Send' : 'Share'}</span>
      </Deeds>
      <FirstComment shown={shown} bubble square={isLinkedIn} />
    </Frame>
  );
}
