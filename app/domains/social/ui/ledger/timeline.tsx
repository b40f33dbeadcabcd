import { useShell } from '#app/ui/shell/shell-data.ts';
import { Time } from '#app/ui/time.tsx';
import { factsOf, type LedgerLine, stepOf } from './ledger-line.ts';

/** Every step that was taken for one account, in order; what was seen at each is folded in. */
export function Timeline({ lines, parts = 1 }: { lines: readonly LedgerLine[]; parts?: number }) {
  const { person } = useShell();
  return (
    <ol className="grid gap-2.5 border-s border-rule ps-4">
      {lines.map(({ id, segment, kind, sentence, evidence, at, actor }) => {
        const { word, icon: Icon } = stepOf(kind);
        const facts = factsOf(evidence);
        return (
          <li key={id} className="grid gap-0.5">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="inline-flex items-center gap-1.5 font-medium">
                <Icon size={14} aria-hidden className="text-ink-soft" />
                {word}
              </span>
              {parts > 1 && <span className="text-sm text-ink-soft">part {segment + 1}</span>}
              <span className="text-sm text-ink-soft">
                <Time at={at} zone={person.timeZone} />
                {actor && `, ${actor}`}
              </span>
            </p>
            {sentence && <p dir="auto">{sentence}</p>}
            {facts.length > 0 && (
              <details className="text-sm">
                <summary className="w-fit cursor-pointer text-ink-soft underline underline-offset-2">What was seen</summary>
                <dl className="mt-1.5 grid gap-x-4 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
                  {facts.map((fact) => (
                    <div key={fact.label} className="contents">
                      <dt className="text-ink-soft">{fact.label}</dt>
                      <dd className="min-w-0 break-words">
                        {fact.isRaw ? <pre className="max-h-48 overflow-auto rounded-sm bg-hover p-2 font-mono text-xs whitespace-pre-wrap">{fact.values[0]!.text}</pre> : fact.values.map(({ text, url }) => <Value key={text} text={text} url={url} />)}
                      </dd>
                    </div>
                  ))}
                </dl>
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Value({ text, url }: { text: string; url: string | undefined }) {
  if (!url) return <span className="block">{text}</span>;
  return (
    <a href={url} target="_blank" rel="noreferrer" className="block">
      {text}
    </a>
  );
}
