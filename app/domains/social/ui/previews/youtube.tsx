import { Frame, Face, File, FirstComment, Words } from './parts.tsx';
import type { Shown } from './shown.ts';

/** The film, its title in two lines, whose channel it is, and the beginning of what is said of it. */
export function YouTube({ shown }: { shown: Shown }) {
  const [film] = shown.media;
  return (
    <Frame shown={shown} className="preview-youtube">
      {film ? <div className="preview-wide"><File file={film} /></div> : <div className="preview-empty preview-wide">No video yet</div>}
      <p className="preview-title" dir="auto">{shown.title || <span className="preview-missing">No title yet</span>}</p>
      <div className="preview-head">
        <Face account={shown.account} />
        <strong>{shown.account.name}</strong>
        <span aria-hidden className="preview-pill">Subscribe</span>
      </div>
      {shown.text ? (
        <div className="preview-about-box">
          <p>
            <strong>No views yet · just now</strong>
          </p>
          <Words text={shown.text} first={{ most: 160, lines: 3, more: 'more' }} />
        </div>
      ) : null}
      <FirstComment shown={shown} />
    </Frame>
  );
}
