import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { RequiredSection } from '../../document/required-sections.ts';
import { avoided, checkQuality, type QualityCheck } from '../../document/quality.ts';
import { factsOf } from '../../document/facts.ts';
import type { Version } from '../../version.ts';

const LOOKS = { error: { icon: CircleAlert, look: 'text-failed', word: 'To fix' }, warning: { icon: TriangleAlert, look: 'text-waiting', word: 'To look at' }, note: { icon: Info, look: 'text-ink-soft', word: 'To know' } } as const;

interface ChecksPanelProps {
  version: Version;
  /** The sections that its template asks for. */
  required: readonly RequiredSection[];
  /** What its project would rather not say. */
  wordsToAvoid: readonly string[];
  altOf(assetId: string): string | null;
  /** Shows the block that a check speaks of. */
  onShow(at: number): void;
}

/** What a careful reader would notice before it goes out. */
export function ChecksPanel({ version, required, wordsToAvoid, altOf, onShow }: ChecksPanelProps) {
  const facts = factsOf(version.body, version.language);
  const checks: QualityCheck[] = [
    ...(version.title.trim() ? [] : [{ kind: 'heading-empty', severity: 'error', sentence: 'The piece has no title.', at: null } as const]),
    ...avoided(version.title, wordsToAvoid, null),
    ...checkQuality(version.body, { language: version.language, altOf, required, wordsToAvoid, allowsFirstHeading: false }),
  ];
  return (
    <div className="grid gap-3">
      <p className="tabular-nums text-ink-soft">
        {facts.words.toLocaleString('en')} {facts.words === 1 ? 'word' : 'words'}, {facts.readingTime === 0 ? 'nothing to read yet' : `${facts.readingTime} min to read`}, {facts.links.length} links to elsewhere
      </p>
      {checks.filter(({ severity }) => severity !== 'note').length === 0 && (
        <p className="flex gap-1.5 text-done">
          <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0" />
          Nothing to fix.
        </p>
      )}
      <ul className="grid gap-2">
        {checks.map(({ kind, severity, sentence, at }, index) => {
          const { icon: Icon, look, word } = LOOKS[severity];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two checks can say the same of two places
            <li key={`${kind}${index}`} className="flex gap-1.5">
              <Icon size={16} aria-hidden className={`mt-0.5 shrink-0 ${look}`} />
              <span>
                <span className="sr-only">{word}: </span>
                {at === null ? (
                  sentence
                ) : (
                  <button type="button" onClick={() => onShow(at)} className="text-start underline decoration-rule-strong underline-offset-2 hover:decoration-ink">
                    {sentence}
                  </button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
