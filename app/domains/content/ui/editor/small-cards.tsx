import { ExternalLink, LayoutPanelTop, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { IconButton } from '#app/ui/button.tsx';
import { buttonLook } from '#app/ui/button.tsx';
import { readEmbed } from '../../document/embeds.ts';
import { LINKS_MAY, safeAddress } from '../../document/safe-address.ts';
import { CardField } from './card-field.tsx';
import { type CardProps, said } from './cards.tsx';

/** The page's policy lets no frame in here: what stands is where it leads and what it is called. */
export function EmbedCard({ card }: CardProps) {
  const url = said(card, 'url');
  const embed = readEmbed(url);
  return (
    <div className="editor-embed-box">
      <LayoutPanelTop size={20} aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{embed?.provider ?? 'Embed'}</p>
        <a href={embed?.url ?? '#'} target="_blank" rel="noreferrer" className="block min-h-6 truncate text-sm/6 text-accent underline underline-offset-2">{url}<ExternalLink size={12} aria-label="opens in a new tab" className="ms-1 inline" /></a>
        <CardField card={card} label="Title of the embed" placeholder="Title, for people who cannot see it" value={said(card, 'title')} most={500} onChange={(title) => card.change({ title })} />
      </div>
      {card.editable && <IconButton label="Remove the embed" icon={Trash2} size="small" onClick={card.remove} />}
    </div>
  );
}

const LOOKS = [['primary', 'Filled'], ['plain', 'Outlined']] as const;
const isKept = (href: string) => href === '' || safeAddress(href) !== null;

export function ButtonCard({ card }: CardProps) {
  const look = said(card, 'look');
  return (
    <div className="editor-button-box">
      <span aria-hidden className={buttonLook(look === 'primary' ? 'primary' : 'secondary')}>{said(card, 'label') || 'Button'}</span>
      <div className="editor-card-line">
        <CardField card={card} label="Words of the button" value={said(card, 'label')} most={200} onChange={(label) => card.change({ label })} />
        <CardField card={card} label="Where the button leads" placeholder="https://" value={said(card, 'href')} accepts={isKept} onChange={(href) => card.change({ href: href === '' ? '' : safeAddress(href) })} />
        {card.editable && (
          <>
            <select aria-label="Look of the button" className="editor-choice" value={look} onChange={(event) => card.change({ look: event.target.value })} onKeyDown={(event) => event.key === 'Escape' && card.leave()}>
              {LOOKS.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
            </select>
            <IconButton label="Remove the button" icon={Trash2} size="small" onClick={card.remove} />
          </>
        )}
      </div>
      <p className="sr-only">{LINKS_MAY}</p>
    </div>
  );
}

/** The number is counted by the style sheet; chosen, it opens its words. */
export function FootnoteCard({ card }: CardProps) {
  const text = said(card, 'text');
  const [open, setOpen] = useState(card.selected && text === '');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(false);
    card.leave();
  };
  return (
    <>
      <button type="button" className="editor-footnote-number" aria-expanded={open} aria-label={`Footnote: ${text || 'empty'}`} title={text} onClick={() => setOpen(!open)} />
      {open && (
        <span className="editor-panel editor-footnote-panel">
          <textarea ref={field} dir="auto" rows={3} maxLength={5000} aria-label="Text of the footnote" placeholder="Text of the footnote" value={text} readOnly={!card.editable} className="editor-field" onChange={(event) => card.change({ text: event.target.value })} onKeyDown={press} onBlur={() => setOpen(false)} />
        </span>
      )}
    </>
  );
}

const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,79}$/u;

export function PlaceholderCard({ card }: CardProps) {
  const name = said(card, 'name');
  if (!card.selected || !card.editable) return <span className="editor-placeholder-name">{name}</span>;
  return <CardField card={card} label="Name of the placeholder" value={name} most={80} accepts={(next) => NAME.test(next)} onChange={(next) => card.change({ name: next })} className="editor-placeholder-name" />;
}
