import { Bookmark, Heart, MessageCircle, Music, Share2 } from 'lucide-react';
import { Deeds, Face, Frame, Slides, Words } from './parts.tsx';
import type { Shown } from './shown.ts';

/** A film that fills the screen, with the words upon it. */
export function TikTok({ shown }: { shown: Shown }) {
  return (
    <Frame shown={shown} className="preview-tiktok preview-tall">
      <Slides media={shown.media} />
      <Deeds className="preview-rail">
        <Face account={shown.account} />
        <Heart size={24} fill="currentColor" />
        <MessageCircle size={24} fill="currentColor" />
        <Bookmark size={24} fill="currentColor" />
        <Share2 size={24} />
      </Deeds>
      <div className="preview-upon">
        <strong>{shown.account.username}</strong>
        {shown.title ? <p>{shown.title}</p> : null}
        <Words text={shown.text} first={{ most: 90, lines: 2, more: 'more' }} />
        <p aria-hidden className="preview-sound"><Music size={12} /> original sound</p>
      </div>
    </Frame>
  );
}
