import type { NameIn } from '#app/domains/content/saving/kind.ts';
import { LATE_WORDS, type LatePolicy } from '../../composing/post.ts';
import type { PostWords } from '../../composing/post-words.ts';
import type { ComposeProps } from './composed.ts';

const nameIn = (list: readonly { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name ?? (id ? 'One that is gone' : 'None');
const filesWords = (count: number) => (count === 0 ? 'No files' : count === 1 ? '1 file' : `${count} files`);

/** A field's value as a person reads it. */
export function valueWords(field: NameIn<PostWords>, value: PostWords[NameIn<PostWords>], { accounts, campaigns, projects }: Pick<ComposeProps, 'accounts' | 'campaigns' | 'projects'>): string {
  if (field === 'targets') return (value as PostWords['targets']).map(({ accountId, variant }) => [nameIn(accounts, accountId), variant.text].filter(Boolean).join(': ')).join('\n') || 'No account';
  if (field === 'media') return filesWords((value as PostWords['media']).length) + (value as PostWords['media']).map(({ alt }) => (alt ? `\n${alt}` : '')).join('');
  if (field === 'thread') return (value as PostWords['thread']).map(({ text, mediaIds }) => text || filesWords(mediaIds.length)).join('\n\n') || 'No thread';
  if (field === 'campaignId') return nameIn(campaigns, String(value));
  if (field === 'projectId') return nameIn(projects, String(value));
  if (field === 'latePolicy') return LATE_WORDS[value as LatePolicy];
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return (Array.isArray(value) ? value.join(', ') : value) || '–';
}
