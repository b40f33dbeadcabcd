import { Link, useLocation } from '@remix-run/react';
import { ChartColumn } from 'lucide-react';
import type { ReactNode } from 'react';
import { BarChart, type ChartBar } from '#app/ui/bar-chart.tsx';
import { classes } from '#app/ui/class-names.ts';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { Section } from '#app/ui/section.tsx';
import { type Bucket, type Figure, FIGURE_WORDS, type MeasuredPost, type ReadPiece, shown } from '../figure.ts';
import type { HourCell, Tile } from '../overview.ts';
import { BUCKET_WORDS } from '../overview-words.ts';
import { ChangeLine } from './change-line.tsx';
import { Choices } from './choices.tsx';
import { HourTable } from './hour-table.tsx';

interface OverviewProps {
  figure: Figure;
  bucket: Bucket;
  buckets: readonly Bucket[];
  /** The span before, as words: "the 4 weeks before". */
  before: string;
  tiles: readonly Tile[];
  told: readonly Figure[];
  bars: readonly ChartBar[];
  cells: readonly HourCell[];
  posts: readonly MeasuredPost[];
  pieces: readonly ReadPiece[];
  mark: (post: Pick<MeasuredPost, 'platform'>) => ReactNode;
}

/** What went out and how it was received, against as long a time before. */
export function Overview({ figure, bucket, buckets, before, tiles, told, bars, cells, posts, pieces, mark }: OverviewProps) {
  const { search } = useLocation();
  if (posts.length === 0 && pieces.length === 0 && tiles.every(({ value }) => value === '0' || value === '–')) {
    return (
      <EmptyState icon={ChartColumn} title="Nothing to measure in these days" action={<LinkButton to="/social/posts/new">Write a post</LinkButton>}>
        What your accounts post and what readers open on the public site is counted here, from the first hour on. Choose more days, or send something out.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="mb-7 grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] overflow-hidden rounded-lg border border-rule bg-sheet">
        {tiles.map((tile) => (
          <li key={tile.key} className="-me-px -mb-px border-e border-b border-rule">
            <TileFace tile={tile} current={tile.figure === figure} to={tile.figure && withParams(search, { figure: tile.figure })} />
          </li>
        ))}
      </ul>
      <p className="mb-2 max-w-prose text-sm text-ink-soft">
        {tiles.some(({ change }) => change !== null && change.kind !== 'new') ? `Compared with ${before}. ` : `Nothing went out in ${before}. `}
        Platforms are asked an hour, a day, a week and four weeks after a post went out; what they do not tell is a dash, and stands in no sum.
      </p>
      <details className="mb-7 max-w-prose">
        <summary className="min-h-6 w-fit cursor-pointer text-sm text-ink-soft underline underline-offset-2">What these figures mean</summary>
        <DefinitionList items={tiles.map(({ word, hint }) => ({ term: word, value: hint }))} />
      </details>
      <Section
        wide
        title={FIGURE_WORDS[figure].word}
        lead={FIGURE_WORDS[figure].hint}
        action={
          <div className="grid gap-1 sm:justify-items-end">
            <Choices label="What is drawn" choices={told.map((name) => ({ to: withParams(search, { figure: name }), word: FIGURE_WORDS[name].word, current: name === figure }))} />
            {buckets.length > 1 && <Choices label="A bar for each" choices={buckets.map((name) => ({ to: withParams(search, { by: name }), word: `by ${name}`, current: name === bucket }))} />}
          </div>
        }
      >
        <BarChart caption={`${FIGURE_WORDS[figure].word} ${BUCKET_WORDS[bucket]} in which the posts went out; ${before} behind them`} word={FIGURE_WORDS[figure].word} bars={bars} shown={shown} before={before} />
      </Section>
      <Section wide title="What did best" lead={<Link to={withParams(search, { show: 'posts' })}>See all posts</Link>}>
        <BestPosts posts={posts} figure={figure} mark={mark} />
      </Section>
      {cells.length > 0 && (
        <Section wide title="When it works" lead="Engagements a post, by the hours in which it went out.">
          <HourTable cells={cells} />
        </Section>
      )}
      {pieces.length > 0 && (
        <Section wide title="What was read" lead={<Link to={withParams(search, { show: 'pieces', figure: null })}>See all pieces</Link>}>
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
            {pieces.map(({ id, title, views }) => (
              <li key={id} className="flex items-baseline justify-between gap-4 border-b border-rule py-1.5 last:border-b-0">
                <Link to={`/content/${id}`} dir="auto" className="min-h-6 min-w-0 truncate underline-offset-2 hover:underline">
                  {title}
                </Link>
                <span className="shrink-0 tabular-nums">{shown(views)} readings</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function TileFace({ tile, current, to }: { tile: Tile; current: boolean; to: string | null }) {
  const face = (
    <>
      <span className="text-sm text-ink-soft">{tile.word}</span>
      <span className="font-serif text-xl tabular-nums">{tile.value}</span>
      <ChangeLine change={tile.change} />
    </>
  );
  const look = 'grid h-full content-start gap-0.5 px-4 py-3';
  if (!to) return <div className={look}>{face}</div>;
  return (
    <Link to={to} preventScrollReset aria-current={current || undefined} className={classes(look, '-outline-offset-2 hover:bg-hover', current && 'border-t-2 border-accent pt-2.5')}>
      {face}
    </Link>
  );
}

function BestPosts({ posts, figure, mark }: Pick<OverviewProps, 'posts' | 'figure' | 'mark'>) {
  if (posts.length === 0) return <p className="text-ink-soft">No post went out in these days.</p>;
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)]">
      {posts.map((post) => (
        <li key={post.targetId} className="flex items-center gap-3 border-b border-rule py-2 last:border-b-0 max-sm:flex-wrap">
          {mark(post)}
          <Link to={`/social/posts/${post.postId}`} dir="auto" className="line-clamp-2 min-w-40 flex-1 underline-offset-2 hover:underline">
            {post.words || 'A post without words'}
          </Link>
          <span className="shrink-0 tabular-nums max-sm:basis-full max-sm:ps-8.5">
            {shown(post[figure])} <span className="text-sm text-ink-soft">{FIGURE_WORDS[figure].word.toLowerCase()}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
