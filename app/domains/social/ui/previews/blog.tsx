import { Face, File, Frame, Words } from './parts.tsx';
import type { Shown } from './shown.ts';

/** WordPress, Ghost, Medium and Substack: a page to read. Its site has a look of its own; this shows the order of things. */
export function Blog({ shown }: { shown: Shown }) {
  const [cover] = shown.media;
  return (
    <Frame shown={shown} className="preview-blog">
      <p className="preview-title" dir="auto">{shown.title || <span className="preview-missing">No title yet</span>}</p>
      <div className="preview-head">
        <Face account={shown.account} />
        <p className="preview-stacked">
          <strong>{shown.account.name}</strong>
          <span>Just now</span>
        </p>
      </div>
      {cover ? <div className="preview-wide"><File file={cover} /></div> : null}
      <Words text={shown.text} first={{ most: 700, more: 'and so on' }} />
      {shown.link ? <p className="preview-source">{shown.link}</p> : null}
    </Frame>
  );
}
