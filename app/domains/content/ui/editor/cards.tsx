import { useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { words } from '../../document/document.ts';
import type { Card, Cards } from './card-view.ts';
import { ButtonCard, EmbedCard, FootnoteCard, PlaceholderCard } from './small-cards.tsx';
import { GalleryCard } from './gallery-card.tsx';
import { ImageCard, VideoCard } from './image-card.tsx';

export interface CardProps {
  card: Card;
}

const DRAWN: Record<string, (props: CardProps) => React.ReactNode> = { image: ImageCard, video: VideoCard, gallery: GalleryCard, embed: EmbedCard, button: ButtonCard, footnote: FootnoteCard, placeholder: PlaceholderCard };

/** Draws each card into the place that ProseMirror made for it. */
export function CardPortals({ cards }: { cards: Cards }) {
  const shown = useSyncExternalStore(cards.subscribe, cards.shown);
  return shown.map((card) => {
    const Drawn = DRAWN[card.node.type.name];
    return Drawn && createPortal(<Drawn card={card} />, card.dom, card.key);
  });
}

export const said = (card: Card, name: string) => words(card.node.toJSON(), name);
