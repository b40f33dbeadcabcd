import { useLocation } from '@remix-run/react';
import { BarChart, type ChartBar } from '#app/ui/bar-chart.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { withParams } from '#app/ui/search-params.ts';
import { Section } from '#app/ui/section.tsx';
import { Table } from '#app/ui/table.tsx';
import { type Bucket, changeOf, readFor, type Readings, type ReadPiece, shown } from '../figure.ts';
import { BUCKET_WORDS } from '../overview-words.ts';
import { ChangeLine } from './change-line.tsx';

interface PiecesViewProps {
  readings: readonly (Readings & { isNow: boolean; pieces: number })[];
  bars: readonly ChartBar[];
  bucket: Bucket;
  before: string;
  pieces: { rows: ReadPiece[]; next: string | null };
  referrers: readonly { host: string; views: number }[];
  later: boolean;
}

/** What readers opened on the public site and through the API's beacon. Programs and the organization's own people are not counted. */
export function PiecesView({ readings, bars, bucket, before, pieces, referrers, later }: PiecesViewProps) {
  const { search } = useLocation();
  const now = readings.find(({ isNow }) => isNow);
  const then = readings.find(({ isNow }) => !isNow);
  if (!now && pieces.rows.length === 0) {
    return later ? (
      <EmptyState title="No more pieces" action={<LinkButton to={withParams(search, { after: null })}>Back to the first page</LinkButton>}>
        The list ended on the page before.
      </EmptyState>
    ) : (
      <EmptyState title="Nothing was read in these days" action={<LinkButton to="/content?status=published">See what is published</LinkButton>}>
        A piece is counted when someone opens it on your public site, or when your own site tells so through the API. Programs and your own people are not counted.
      </EmptyState>
    );
  }
  return (
    <>
      <p className="mb-4 flex flex-wrap items-baseline gap-x-3">
        <span className="font-serif text-xl tabular-nums">{shown(now?.views ?? 0)} readings</span>
        <span className="text-ink-soft">of {now?.pieces === 1 ? 'one piece' : `${shown(now?.pieces ?? 0)} pieces`}, {readFor(now?.readSeconds ?? null, now?.views ?? null)} each</span>
        <ChangeLine change={changeOf(now?.views ?? 0, then?.views ?? 0)} />
      </p>
      <BarChart caption={`Readings ${BUCKET_WORDS[bucket]}; ${before} behind them`} word="Readings" bars={bars} shown={shown} before={before} />
      <div className="mt-7">
        <Table
          caption="Pieces by readings, the most first"
          rows={pieces.rows}
          rowKey={({ id }) => id}
          href={({ id }) => `/content/${id}`}
          columns={[
            { key: 'title', header: 'Piece', cell: ({ title }) => <span dir="auto">{title || 'Untitled'}</span> },
            { key: 'views', header: 'Readings', cell: ({ views }) => shown(views), align: 'end' },
            { key: 'change', header: 'Before', cell: ({ views, viewsBefore }) => <ChangeLine change={changeOf(views, viewsBefore)} />, align: 'end' },
            { key: 'each', header: 'Read for', cell: ({ views, readSeconds }) => readFor(readSeconds, views), align: 'end' },
          ]}
        />
        <Pager previous={null} next={pieces.next} />
      </div>
      {referrers.length > 0 && (
        <div className="mt-7">
          <Section wide title="Where readers came from" lead="As their browsers told; many tell nothing.">
            <Table
              caption="Readings by the site that led there"
              rows={referrers}
              rowKey={({ host }) => host}
              columns={[
                { key: 'host', header: 'Site', cell: ({ host }) => (host === 'other' ? 'Others' : host) },
                { key: 'views', header: 'Readings', cell: ({ views }) => shown(views), align: 'end' },
              ]}
            />
          </Section>
        </div>
      )}
    </>
  );
}
