import { Bookmark, Ellipsis, Heart, MessageCircle, Send } from 'lucide-react';
import { Deeds, Face, FirstComment, Frame, Slides, Words } from './parts.tsx';
import type { Shown } from './shown.ts';

/** The picture first, the words beneath it; a story and a reel fill the screen. */
export function Instagram({ shown }: { shown: Shown }) {
  const isTall = shown.format === 'story' || shown.format === 'reel';
  return (
    <Frame shown={shown} className={isTall ? 'preview-instagram preview-tall' : 'preview-instagram'}>
      <div className="preview-head">
        <Face account={shown.account} />
        <strong>{shown.account.username}</strong>
        <span aria-hidden className="preview-time"><Ellipsis size={18} /></span>
      </div>
      <Slides media={shown.media} />
      <Deeds>
        <Heart size={21} />
        <MessageCircle size={21} />
        <Send size={21} />
        <span><Bookmark size={21} /></span>
      </Deeds>
      {shown.format === 'story' ? null : <Words text={shown.text} first={{ most: 125, lines: 2, more: 'more' }} lead={<strong>{shown.account.username} </strong>} />}
      <FirstComment shown={shown} />
    </Frame>
  );
}
