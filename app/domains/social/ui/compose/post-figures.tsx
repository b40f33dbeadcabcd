import { RefreshCw } from 'lucide-react';
import { FIGURE_WORDS, percent, RATE_WORDS, rateOf, shown } from '#app/domains/analytics/figure.ts';
import { replyTo } from '#app/platform/form-reply.ts';
import { Form, SubmitButton } from '#app/ui/form.tsx';
import { useNow } from '#app/ui/now.tsx';
import { Section } from '#app/ui/section.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { type Column, Table } from '#app/ui/table.tsx';
import { Time } from '#app/ui/time.tsx';
import { type FiguresOfTarget, type Growth, sumOf } from '../../publishing/growth.ts';
import { listed, whyNotAsk } from '../../publishing/heard.ts';
import type { ShownStanding } from '../ledger/post-standing.tsx';
import { PlatformMark, PLATFORM_NAMES } from '../platform-mark.tsx';
import { GrowthLine } from './growth-line.tsx';

/** What is known of how a post does. */
export interface Measured {
  targets: readonly (FiguresOfTarget & { targetId: string; publishedAt: string; isTold: boolean })[];
  growth: Growth | null;
  askedAt: string | null;
  /** Why this person cannot have the platforms asked. */
  why: string | null;
}

interface PostFiguresProps {
  postId: string;
  measured: Measured;
  standing: readonly ShownStanding[];
  reply: unknown;
}

const FIGURES = Object.keys(FIGURE_WORDS) as (keyof typeof FIGURE_WORDS)[];
const FIRST_ASKED_MS = 3_600_000;

/** How it does on each account, as its platform last told, and all of them together. */
export function PostFigures({ postId, measured: { targets, growth, askedAt, why }, standing, reply }: PostFiguresProps) {
  const { person, organization } = useShell();
  const now = useNow();
  const rows = standing.flatMap((on) => targets.filter(({ targetId }) => targetId === on.id).map((target) => ({ ...on, ...target, targets: [target] as readonly FiguresOfTarget[] })));
  const told = rows.filter(({ readAt }) => readAt !== null);
  type Row = Pick<(typeof rows)[number], 'targets'> & Partial<(typeof rows)[number]>;
  const columns: Column<Row>[] = [
    { key: 'account', header: 'Account', cell: (row) => (row.account === undefined ? 'Together' : <Account {...row} account={row.account} platform={row.platform!} url={row.url ?? null} />) },
    ...FIGURES.map((figure) => ({ key: figure, header: FIGURE_WORDS[figure].word, align: 'end' as const, cell: (row: Row) => shown(sumOf(row.targets, figure)) })),
    { key: 'rate', header: RATE_WORDS.engagementRate.word, align: 'end', cell: (row) => percent(rateOf(row.targets)) },
    { key: 'as-of', header: 'As of', align: 'end', cell: ({ readAt }) => (readAt ? <Time at={readAt} zone={person.timeZone} show="relative" otherZone={organization.timeZone} /> : readAt === null ? '–' : '') },
  ];
  return (
    <Section
      title="How it does"
      lead="As its platforms last told. What they do not tell is a dash."
      wide
      action={
        <Form reply={replyTo(reply, 'figures')} organizationId={organization.id} className="grid gap-2" preventScrollReset>
          <input type="hidden" name="intent" value="figures" />
          <input type="hidden" name="postId" value={postId} />
          <SubmitButton size="small" tone="secondary" icon={RefreshCw} whyNot={why ?? whyNotAsk({ isOut: true, askedAt }, now)}>
            Take the figures now
          </SubmitButton>
        </Form>
      }
    >
      {told.length === 0 ? (
        <Unread targets={rows} />
      ) : (
        <div className="grid gap-6">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
          <section tabIndex={0} aria-label="Figures" className="overflow-x-auto">
            <Table caption="How the post does on each account" rows={rows.length > 1 ? [...rows, { targets }] : rows} rowKey={({ id = 'together' }: Row) => id} columns={columns} />
          </section>
          {growth && <GrowthLine growth={growth} />}
        </div>
      )}
    </Section>
  );
}

function Account({ account, platform, url }: Pick<ShownStanding, 'account' | 'platform' | 'url'>) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <PlatformMark platform={platform} />
      <span dir="auto">{account}</span>
      {url && /^https?:\/\//.test(url) && (
        <a href={url} target="_blank" rel="noreferrer" className="font-normal underline underline-offset-2" aria-label={`Open the post on ${PLATFORM_NAMES[platform]}, ${account}`}>
          Open
        </a>
      )}
    </span>
  );
}

/** Nothing was told yet: when that changes, or that it never will. */
function Unread({ targets }: { targets: readonly (ShownStanding & { publishedAt: string; isTold: boolean })[] }) {
  const { person } = useShell();
  const now = useNow();
  const telling = targets.filter(({ isTold }) => isTold);
  const names = [...new Set((telling.length > 0 ? telling : targets).map(({ platform }) => PLATFORM_NAMES[platform]))];
  const next = telling.map(({ publishedAt }) => Date.parse(publishedAt) + FIRST_ASKED_MS).filter((at) => at > now.getTime());
  if (telling.length === 0) return <p className="text-ink-soft">No figures are known: {listed(names)} {names.length === 1 ? 'tells' : 'tell'} none.</p>;
  if (next.length === 0) return <p className="text-ink-soft">Nothing was told yet. {listed(names)} {names.length === 1 ? 'is' : 'are'} asked an hour, a day, a week and four weeks after it went out.</p>;
  return (
    <p className="text-ink-soft">
      Nothing is known yet. {listed(names)} {names.length === 1 ? 'is' : 'are'} asked an hour after it went out, <Time at={new Date(Math.min(...next)).toISOString()} zone={person.timeZone} />.
    </p>
  );
}
