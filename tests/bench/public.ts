import { GAZETTE } from './arena.ts';
import { CONNECTIONS, type Flood, flooded } from './flood.ts';
import type { RunningWorker } from './worker.ts';

/** By how many pieces each of them has: fill.ts writes them, arena.ts says how many. */
const PAPERS = [
  { slug: GAZETTE, size: '10,000', most: 10_000 },
  { slug: 'archive', size: '100,000', most: 100_000 },
];

/** What readers ask, each answer made anew: the cache before the Worker is Cloudflare's and is not measured. */
export async function measurePublic(worker: RunningWorker): Promise<Flood[]> {
  const floods: Flood[] = [];
  for (const { slug, size, most } of PAPERS) {
    // Each connection asks for something of its own, so that no page of the table is asked for alone.
    const piece = (connection: number) => `story-${Math.floor(((connection + 1) * most) / (CONNECTIONS + 1) / 100) * 100 + 10}`;
    const rows: [string, (connection: number) => string][] = [
      ['a list of 20', () => 'items'],
      ['a list of 20 of one tag', (connection) => `items?tag=tag-${connection % 20}`],
      ['a piece by its slug', (connection) => `items/${piece(connection)}`],
      ['a search, a rare word', (connection) => `search?q=lighthouse${connection * 7}`],
      ['a search, a word in every text', () => 'search?q=harbour'],
      ['100 changes (sync)', () => 'sync'],
      ['a feed of 30 with their texts', () => 'feed.xml'],
      ['the tags with their counts', () => 'tags'],
    ];
    for (const [name, path] of rows) floods.push(await flooded(worker, { name: `${name}, of ${size}`, status: 200, questions: questionsOf(worker, slug, path) }));
    for (const [name, path] of [rows[0]!, rows[2]!]) {
      const held = await Promise.all(questionsOf(worker, slug, path).map(async (question) => ({ ...question, headers: { 'If-None-Match': (await fetch(`${question.origin}${question.path}`)).headers.get('ETag') ?? '' } })));
      floods.push(await flooded(worker, { name: `304: ${name}, of ${size}`, status: 304, questions: held }));
    }
  }
  return floods;
}

const questionsOf = ({ origin }: RunningWorker, slug: string, path: (connection: number) => string) =>
  Array.from({ length: CONNECTIONS }, (_, connection) => ({ origin, path: `/v1/${slug}/${path(connection)}` }));
