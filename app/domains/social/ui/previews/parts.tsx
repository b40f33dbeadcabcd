import { FileText, Music, Play } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Avatar } from '#app/ui/avatar.tsx';
import { classes } from '#app/ui/class-names.ts';
import { PLATFORM_NAMES, PlatformMark } from '../platform-mark.tsx';
import { hostOf, type Shown, type ShownFile, shownFirst, stretchesOf } from './shown.ts';

/** The frame that every preview stands in: where it goes and as whom, and beneath it the post as that platform draws it. */
export function Frame({ shown, children, className }: { shown: Shown; children: ReactNode; className?: string }) {
  const id = useId();
  return (
    <figure className="preview" data-platform={shown.platform} aria-labelledby={id}>
      <figcaption id={id} className="preview-caption">
        <PlatformMark platform={shown.platform} silent />
        <span>
          {PLATFORM_NAMES[shown.platform]}
          <span className="sr-only"> preview,</span> <span className="text-ink-faint">{shown.account.username}</span>
        </span>
      </figcaption>
      <div className={classes('preview-sheet', className)}>{children}</div>
    </figure>
  );
}

export const Face = ({ account, square = false }: { account: Shown['account']; square?: boolean }) => (
  <span className="preview-face">
    <Avatar name={account.name} image={account.image} square={square} />
  </span>
);

interface WordsProps {
  text: string;
  shortLinks?: boolean;
  /** How much the platform shows, and by which word it offers the rest. */
  first?: { most: number; lines?: number; more: string };
  /** What stands before the words, such as the account's name. */
  lead?: ReactNode;
}

export function Words({ text, shortLinks = false, first, lead }: WordsProps) {
  const cut = first ? shownFirst(text, first) : null;
  if (text === '' && !lead) return null;
  return (
    <p className="preview-words" dir="auto">
      {lead}
      {stretchesOf(cut ?? text, shortLinks).map((stretch) => (stretch.isSign ? <span key={stretch.at} className="preview-sign">{stretch.text}</span> : stretch.text))}
      {cut === null ? null : (
        <span className="preview-more">
          … {first!.more}
        </span>
      )}
    </p>
  );
}

const ICONS = { image: FileText, document: FileText, audio: Music, video: Play };

/** One file: its picture, or its name where it has none. */
export function File({ file, badge = false }: { file: ShownFile; badge?: boolean }) {
  const Icon = ICONS[file.kind];
  return (
    <span className="preview-file">
      {file.picture ? (
        <img src={file.picture} alt={file.alt} loading="lazy" decoding="async" />
      ) : (
        <span className="preview-blank">
          <Icon size={20} aria-hidden />
          {file.alt || file.name}
        </span>
      )}
      {file.kind === 'video' && file.picture ? <span aria-hidden className="preview-play"><Play size={18} fill="currentColor" /></span> : null}
      {badge && file.alt ? <span aria-hidden className="preview-alt">ALT</span> : null}
    </span>
  );
}

/** Files side by side, as many as the platform shows; the last one tells how many more there are. */
export function Files({ media, most = 4, badge = false }: { media: readonly ShownFile[]; most?: number; badge?: boolean }) {
  if (media.length === 0) return null;
  const rest = media.length - most;
  return (
    <div className="preview-files" data-count={Math.min(media.length, most)}>
      {media.slice(0, most).map((file, at) => (
        <span key={file.id} className="preview-cell">
          <File file={file} badge={badge} />
          {rest > 0 && at === most - 1 ? <span className="preview-rest">+{rest}</span> : null}
        </span>
      ))}
    </div>
  );
}

/** Files one after another, of which the first is shown. */
export function Slides({ media }: { media: readonly ShownFile[] }) {
  if (media.length === 0) return <div className="preview-empty">No picture or video yet</div>;
  return (
    <div className="preview-slides">
      <File file={media[0]!} />
      {media.length > 1 ? <span className="preview-count">1/{media.length}</span> : null}
      {media.length > 1 ? <span aria-hidden className="preview-dots">{media.slice(0, 7).map(({ id }) => <span key={id} />)}</span> : null}
    </div>
  );
}

/** What the platform makes of the link, where no file takes its place. */
export function LinkCard({ shown, look }: { shown: Shown; look: 'below' | 'over' }) {
  if (shown.link === '' || shown.media.length > 0) return null;
  const host = hostOf(shown.link);
  const isOver = look === 'over' && Boolean(shown.card?.picture);
  return (
    <div>
      <div className="preview-card" data-over={isOver || undefined}>
        {shown.card?.picture ? <img src={shown.card.picture} alt="" loading="lazy" decoding="async" /> : null}
        <div>
          {isOver ? null : <span className="preview-host">{host}</span>}
          <strong>{shown.card?.title || host}</strong>
          {shown.card?.description && !isOver ? <span className="preview-about">{shown.card.description}</span> : null}
        </div>
      </div>
      {isOver ? <span className="preview-host">From {host}</span> : null}
    </div>
  );
}

/** What a reader could do with it there: drawn, and nothing to press here. */
export const Deeds = ({ children, className }: { children: ReactNode; className?: string }) => (
  <div aria-hidden className={classes('preview-deeds', className)}>
    {children}
  </div>
);

export function FirstComment({ shown, bubble = false, square = false }: { shown: Shown; bubble?: boolean; square?: boolean }) {
  if (shown.firstComment === '') return null;
  return (
    <div className="preview-comment" data-bubble={bubble || undefined}>
      <Face account={shown.account} square={square} />
      <div>
        <span className="sr-only">First comment: </span>
        <strong>{bubble ? shown.account.name : shown.account.username}</strong>
        <Words text={shown.firstComment} />
      </div>
    </div>
  );
}
