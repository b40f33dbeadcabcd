import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { type MetaFunction, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { developmentOnly } from '#app/platform/guard.server.ts';
import { AnnouncerProvider } from '#app/ui/announcer.tsx';
import type { DocumentJson } from '#app/domains/content/document/document.ts';
import { LazyEditor } from '#app/domains/content/ui/editor/lazy-editor.tsx';
import { SAMPLE } from './writing-sample.ts';

export const meta: MetaFunction = () => [{ title: 'Writing · Masthead' }];

export function loader({ context }: LoaderFunctionArgs) {
  developmentOnly(context);
  return null;
}

const drawn = (hue: string) => `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675"><rect width="1200" height="675" fill="${hue}"/><circle cx="600" cy="340" r="180" fill="#fff" opacity=".5"/></svg>`)}`;
const LIBRARY: Record<string, { src: string; altText: string; name: string }> = {
  harbour: { src: drawn('#5b7fa6'), altText: 'A harbour at dusk', name: 'harbour.svg' },
  ice: { src: drawn('#9cc4cf'), altText: '', name: 'ice.svg' },
};
const size = { width: 1200, height: 675 };
const ITEMS = [{ id: 'item-1', title: 'Harbour lights' }, { id: 'item-2', title: 'Night trains are back' }];
const ANCHORS = [{ id: 'c1', anchor: { quote: 'older than the town', before: '', after: '' }, resolved: false }];

/** The writing surface alone, to look at: every block there is. ?empty, ?read, ?language=ar */
export default function Writing() {
  const [search] = useSearchParams();
  const [kept, setKept] = useState<DocumentJson | null>(null);
  return (
    <AnnouncerProvider>
      <main className="mx-auto max-w-5xl">
        <h1 className="sr-only">Writing</h1>
        <LazyEditor
          document={search.has('empty') ? { type: 'doc', content: [{ type: 'paragraph', attrs: { textAlign: null } }] } : SAMPLE}
          editable={!search.has('read')}
          label="Body"
          language={search.get('language') ?? 'en'}
          onChange={setKept}
          onSaveRequest={() => document.documentElement.setAttribute('data-asked-to-save', '')}
          anchors={ANCHORS}
          pickAssets={async (kind, many) => Object.entries(LIBRARY).slice(0, kind === 'video' ? 0 : many ? 2 : 1).map(([id, asset]) => ({ id, ...asset, ...size }))}
          assetSource={(id) => (LIBRARY[id] ? { ...LIBRARY[id], ...size } : null)}
          findItems={async (query) => ITEMS.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()))}
        />
        <output hidden data-kept>{kept && JSON.stringify(kept)}</output>
      </main>
    </AnnouncerProvider>
  );
}
