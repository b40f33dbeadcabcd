import { Section } from '#app/ui/section.tsx';
import type { ComposeProps } from './composed.ts';
import { wordsOfPost } from '../../composing/post-words.ts';
import { type Composition, compositionOf, outlookOf } from './composition.ts';
import { PreviewsPanel } from './previews-panel.tsx';

/** The words as they stand, for every account that it goes to; nothing here can be typed into. */
export function SentWords({ post, accounts, campaigns, files, card }: ComposeProps) {
  const composition: Composition = { ...compositionOf(wordsOfPost(post)), accounts: post.targets.map(({ accountId }) => accountId), variants: Object.fromEntries(post.targets.map(({ accountId, variant }) => [accountId, variant])) };
  const library = new Map(files.map((file) => [file.id, file]));
  const rules = campaigns.find(({ id }) => id === post.campaignId)?.utm ?? null;
  const outlooks = accounts.filter(({ id }) => composition.accounts.includes(id)).map((account) => outlookOf(composition, account, rules, library));
  return (
    <Section title="What it says" lead="As each account shows it.">
      <PreviewsPanel outlooks={outlooks} library={library} card={card} />
    </Section>
  );
}
