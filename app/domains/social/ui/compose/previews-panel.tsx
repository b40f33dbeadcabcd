import { memo, useState } from 'react';
import { imageSource } from '#app/domains/media/ui/asset-address.ts';
import { classes } from '#app/ui/class-names.ts';
import { type PostMedia, wordsOf } from '../../composing/variant.ts';
import { PlatformMark } from '../platform-mark.tsx';
import { Preview } from '../previews/preview.tsx';
import type { Shown, ShownFile } from '../previews/shown.ts';
import type { ComposeProps } from './composed.ts';
import type { Library, Outlook } from './composition.ts';

interface PreviewsPanelProps {
  outlooks: readonly Outlook[];
  library: Library;
  card: ComposeProps['card'];
}

/** The post as each account will show it, one at a time. */
export const PreviewsPanel = memo(function PreviewsPanel({ outlooks, library, card }: PreviewsPanelProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const outlook = outlooks.find(({ account }) => account.id === chosen) ?? outlooks[0];
  if (!outlook) return <p className="text-sm text-ink-soft">Choose an account to see how the post will look there.</p>;
  return (
    <div className="grid min-w-0 gap-3">
      {outlooks.length > 1 && (
        <ul aria-label="Shown for" className="flex flex-wrap gap-1.5 unscripted:hidden">
          {outlooks.map(({ account }) => (
            <li key={account.id}>
              <button type="button" aria-pressed={account.id === outlook.account.id} onClick={() => setChosen(account.id)} className={classes('flex min-h-8 items-center gap-1.5 rounded-full border px-2.5 text-sm', account.id === outlook.account.id ? 'border-ink bg-sheet font-medium' : 'border-rule-strong text-ink-soft hover:text-ink')}>
                <PlatformMark platform={account.platform} />
                {account.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Preview shown={shownOf(outlook, library, card)} />
    </div>
  );
});

function shownOf({ account, sent }: Outlook, library: Library, card: ComposeProps['card']): Shown {
  const files = (media: readonly PostMedia[]) => media.flatMap(({ assetId, alt }): ShownFile[] => {
    const file = library.get(assetId);
    if (!file || file.type === 'other') return [];
    return [{ id: assetId, kind: file.type, picture: file.type === 'image' && file.sha256 ? imageSource(file, 640) : file.preview, alt, name: file.name }];
  });
  const warning = typeof sent.options.warning === 'string' ? sent.options.warning : '';
  return {
    platform: account.platform,
    account: { name: account.name, username: account.username, image: account.image },
    format: sent.format,
    text: wordsOf(sent, account.limits),
    title: sent.title,
    link: sent.link,
    media: files(sent.media),
    thread: sent.thread.map(({ text, media }) => ({ text: text.trim(), media: files(media) })),
    firstComment: sent.firstComment,
    card: card && sent.link ? { ...card, picture: null } : null,
    ...(warning ? { warning } : {}),
  };
}
