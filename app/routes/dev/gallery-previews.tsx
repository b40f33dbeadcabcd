import type { Shown } from '#app/domains/social/ui/previews/shown.ts';
import { counted } from '#app/domains/social/composing/counting.ts';
import { PlatformMark } from '#app/domains/social/ui/platform-mark.tsx';
import { Preview } from '#app/domains/social/ui/previews/preview.tsx';
import { TextCounter } from '#app/domains/social/ui/text-counter.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Section } from '#app/ui/section.tsx';

const scene = (sky: string, land: string, sun: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" preserveAspectRatio="xMidYMid slice"><rect width="800" height="800" fill="${sky}"/><circle cx="560" cy="300" r="90" fill="${sun}"/><path d="M0 560 L180 400 L330 520 L520 360 L800 580 V800 H0Z" fill="${land}"/><path d="M0 660 H800 V800 H0Z" fill="#2a3340"/></svg>`)}`;

const MEDIA: Shown['media'] = [
  { id: 'dawn', kind: 'image', picture: scene('#c9d7e6', '#51697f', '#f4e3b5'), alt: 'Mountains behind the harbour at dawn', name: 'dawn.jpg' },
  { id: 'dusk', kind: 'image', picture: scene('#e9c6a5', '#7a4b42', '#fff1cf'), alt: 'The same mountains at dusk', name: 'dusk.jpg' },
  { id: 'night', kind: 'image', picture: scene('#27384f', '#16202e', '#e8e8f2'), alt: '', name: 'night.jpg' },
  { id: 'meadow', kind: 'image', picture: scene('#d9e6d2', '#4f6b4a', '#fbf6d6'), alt: 'A summer meadow', name: 'meadow.jpg' },
  { id: 'fog', kind: 'image', picture: scene('#e6dff0', '#5e5378', '#fff'), alt: 'Fog over the lake', name: 'fog.jpg' },
  { id: 'rain', kind: 'image', picture: scene('#dfe9ea', '#54777a', '#fff'), alt: 'Rain', name: 'rain.jpg' },
];
const film = { ...MEDIA[1]!, id: 'film', kind: 'video' as const, alt: 'A night train leaves the harbour' };

const base: Omit<Shown, 'platform'> = {
  account: { name: 'The Demo Post', username: 'demopost', image: null },
  format: 'text',
  text: 'Night trains are back. From Friday on you can sleep your way from the harbour to the mountains, and wake up where the road ends. #rail @demo_travel\n\nhttps://demo.example.com/articles/night-trains-are-back',
  title: 'Night trains are back, and this time they stop at every harbour on the way',
  link: 'https://demo.example.com/articles/night-trains-are-back',
  media: [], thread: [], firstComment: '',
  card: { title: 'Night trains are back', description: 'After nine years the sleeper returns, with a dining car, eleven stops and a fare below the ferry’s.', picture: MEDIA[0]!.picture },
};
const long = `${base.text.split('\n')[0]}\n\nThe first train leaves at 22:10 and calls at eleven stations. A berth costs less than the ferry, a couchette less than a hotel, and breakfast is served as the fjord comes into view.\n\nWe rode it for a week, talked to the crew, and counted every stop.`;
const thread = [{ text: 'The dining car opens at six. We counted eleven stops, and three moose.', media: [] }, { text: 'All times and fares are in the article.', media: [MEDIA[3]!] }];

const SHOWN: Shown[] = [
  { ...base, platform: 'twitter' },
  { ...base, platform: 'twitter', media: MEDIA.slice(0, 3), format: 'image', thread, link: '' },
  { ...base, platform: 'threads', text: base.text.split('\n')[0]!, thread },
  { ...base, platform: 'bluesky', account: { ...base.account, username: 'demopost.social.example' } },
  { ...base, platform: 'mastodon', account: { ...base.account, username: 'demopost@social.example' }, warning: 'Travel', media: MEDIA.slice(0, 4), format: 'image' },
  { ...base, platform: 'mastodon', account: { ...base.account, username: 'demopost@social.example' } },
  { ...base, platform: 'facebook', text: long, firstComment: 'Timetable and fares: https://demo.example.com/trains' },
  { ...base, platform: 'facebook', text: base.text.split('\n')[0]!, media: MEDIA, format: 'image' },
  { ...base, platform: 'linkedin', text: long },
  { ...base, platform: 'linkedin', text: long, media: [{ id: 'pdf', kind: 'document', picture: null, alt: '', name: 'night-trains-in-numbers.pdf' }], firstComment: 'The whole table is in the article: https://demo.example.com/trains' },
  { ...base, platform: 'instagram', text: long, media: MEDIA, format: 'carousel', firstComment: '#rail #nighttrain #slowtravel' },
  { ...base, platform: 'instagram', text: long, media: [film], format: 'reel' },
  { ...base, platform: 'youtube', text: long, media: [film], format: 'video' },
  { ...base, platform: 'tiktok', text: long, title: '', media: [film], format: 'video' },
  { ...base, platform: 'pinterest', text: long, media: [MEDIA[1]!], format: 'image' },
  { ...base, platform: 'instagram', text: 'مرحبا من القطار الليلي #قطار', media: [], format: 'image' },
  ...(['wordpress', 'ghost', 'medium', 'substack'] as const).map((platform): Shown => ({ ...base, platform, text: long, media: [MEDIA[0]!], format: 'image' })),
  { ...base, platform: 'medium', title: '', text: 'Short.', link: '' },
];

const X = { most: 280, counted: 'weighted', urlCounts: 23 } as const;
const COUNTED = [counted('Night trains', X), counted('x'.repeat(265), X), counted('x'.repeat(280), X), counted('x'.repeat(301), X), counted('漢字と'.repeat(90), { most: 300, counted: 'graphemes', mostBytes: 700 })];

export function GalleryPreviews() {
  return (
    <>
      <PageHeader title="Previews" lead="A post as each platform will show it." />
      <Section title="Marks and counters">
        <div className="flex flex-wrap items-center gap-4">
          {[...new Set(SHOWN.map(({ platform }) => platform))].map((platform) => (
            <PlatformMark key={platform} platform={platform} named />
          ))}
        </div>
        <div className="mt-4 flex flex-wrap gap-5">
          {COUNTED.map((each) => (
            <TextCounter key={each.left} counted={each} name="X" />
          ))}
        </div>
      </Section>
      <Section title="Posts">
        <div className="grid items-start gap-8 lg:grid-cols-2">
          {SHOWN.map((shown) => (
            <Preview key={SHOWN.indexOf(shown)} shown={shown} />
          ))}
        </div>
      </Section>
    </>
  );
}
