import type { FileRow, PostRow } from '#db/queries/posts.ts';
import { type Draft, draftFrom } from './draft.ts';

/** The same words for the same accounts, as a post of its own that has no time. Files that are gone stay behind. */
export function draftAgain({ format, thread, media, targets, text, title, link, firstComment, tags, projectId, campaignId, itemId, templateId, aiGenerated, aiModel, aiPrompt, latePolicy, lateMinutes }: PostRow, files: readonly FileRow[]): Draft {
  const there = media.filter(({ assetId }) => files.some((file) => file.id === assetId));
  return draftFrom(
    null,
    {
      ...{ text, title, link, firstComment, tags, projectId, campaignId, itemId, templateId, aiGenerated, aiModel, aiPrompt, latePolicy, lateMinutes },
      format: format === 'story' || format === 'reel' ? format : 'auto',
      thread,
      media: there.map(({ assetId, alt, position }) => ({ assetId, alt, shared: position !== null })),
      targets: targets.filter(({ status }) => status !== 'cancelled').map(({ accountId, variant }) => ({ accountId, variant: variant as never })),
    },
    files,
  );
}

const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Why a platform that refuses the same words twice would refuse these; null where it would not. */
export const whySaidBefore = (platform: string, text: string, before: readonly string[]): string | null =>
  before.some((each) => plain(each) === plain(text)) ? `${platform} refuses words that this account has posted there already. Say it differently.` : null;
