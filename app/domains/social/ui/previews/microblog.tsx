import { Bookmark, ChartNoAxesColumn, Ellipsis, Globe, Heart, MessageCircle, Repeat2, Reply, Send, Share, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Platform } from '../../connectors/connector.ts';
import { Deeds, Face, Files, Frame, LinkCard, Words } from './parts.tsx';
import type { Shown } from './shown.ts';

interface Look {
  square?: boolean;
  most: number;
  more?: { most: number; more: string };
  card: 'below' | 'over';
  head(account: Shown['account']): ReactNode;
  deeds: ReactNode;
}

const size = 17;
const LOOKS: Partial<Record<Platform, Look>> = {
  twitter: {
    most: 4,
    more: { most: 280, more: 'Show more' },
    card: 'over',
    head: ({ name, username }) => <><strong>{name}</strong> <span>@{username}</span> <span>· now</span></>,
    deeds: <><MessageCircle size={size} /><Repeat2 size={size} /><Heart size={size} /><ChartNoAxesColumn size={size} /><span><Bookmark size={size} /><Share size={size} /></span></>,
  },
  threads: {
    most: 3,
    card: 'below',
    head: ({ username }) => <><strong>{username}</strong> <span>now</span></>,
    deeds: <><Heart size={size} /><MessageCircle size={size} /><Repeat2 size={size} /><Send size={size} /></>,
  },
  bluesky: {
    most: 4,
    card: 'below',
    head: ({ name, username }) => <><strong>{name}</strong> <span>@{username}</span> <span>· now</span></>,
    deeds: <><MessageCircle size={size} /><Repeat2 size={size} /><Heart size={size} /><Ellipsis size={size} /></>,
  },
  mastodon: {
    square: true,
    most: 4,
    card: 'below',
    head: ({ name, username }) => <><span className="preview-stacked"><strong>{name}</strong><span>@{username}</span></span><span className="preview-time"><Globe size={13} aria-hidden /> now</span></>,
    deeds: <><Reply size={size} /><Repeat2 size={size} /><Star size={size} /><Bookmark size={size} /><Ellipsis size={size} /></>,
  },
};

/** X, Threads, Bluesky and Mastodon: words first, and a thread as posts on one line. */
export function Microblog({ shown }: { shown: Shown }) {
  const look = LOOKS[shown.platform] ?? LOOKS.twitter!;
  // X leaves the address out where its card stands beneath.
  const text = look.card === 'over' && shown.link && shown.media.length === 0 && shown.text.endsWith(shown.link) ? shown.text.slice(0, -shown.link.length).trimEnd() : shown.text;
  return (
    <Frame shown={shown} className="preview-microblog">
      {[{ text, media: shown.media }, ...shown.thread].map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part of a thread is its place
        <div key={at} className="preview-post">
          <Face account={shown.account} square={look.square ?? false} />
          <p className="preview-head">{look.head(shown.account)}</p>
          <div className="preview-body">
            {at === 0 && shown.warning ? <p className="preview-warning">{shown.warning}<span aria-hidden>Show more</span></p> : null}
            <Words text={part.text} shortLinks {...(look.more ? { first: look.more } : {})} />
            <Files media={part.media} most={look.most} badge />
            {at === 0 ? <LinkCard shown={shown} look={look.card} /> : null}
            <Deeds>{look.deeds}</Deeds>
          </div>
        </div>
      ))}
    </Frame>
  );
}
