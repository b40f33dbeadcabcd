import { useId } from 'react';
import { CopyButton } from '#app/ui/copy-button.tsx';
import { ACCENTS, type Accent } from '../site-look.ts';

/** Addresses to hand on, each with its button. */
export function Addresses({ rows }: { rows: readonly { name: string; address: string; about?: string }[] }) {
  return (
    <ul className="divide-y divide-rule">
      {rows.map(({ name, address, about }) => (
        <li key={address} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0 last:pb-0">
          <span className="grid min-w-0 gap-0.5">
            <span className="font-medium">{name}</span>
            <a href={address} className="min-w-0 text-sm break-all underline underline-offset-2">
              {address}
            </a>
            {about && <span className="text-sm text-ink-soft">{about}</span>}
          </span>
          <CopyButton text={address} aria-label={`Copy the address of ${name}`} />
        </li>
      ))}
    </ul>
  );
}

/** Lines to take along. They scroll in their own box, for the keyboard too. */
export function Snippet({ title, about, code }: { title: string; about: string; code: string }) {
  const id = useId();
  return (
    <figure className="grid gap-2">
      <figcaption className="flex flex-wrap items-end justify-between gap-2">
        <span className="grid gap-0.5">
          <span id={id} className="font-medium">
            {title}
          </span>
          <span className="text-sm text-ink-soft">{about}</span>
        </span>
        <CopyButton text={code} aria-label={`Copy: ${title}`} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section tabIndex={0} aria-labelledby={id} dir="ltr" className="overflow-x-auto rounded-md border border-rule bg-well p-3">
        <pre className="font-mono text-xs leading-relaxed">
          <code>{code}</code>
        </pre>
      </section>
    </figure>
  );
}

const WORDS: Record<Accent, string> = { ink: 'Ink blue', madder: 'Madder red', moss: 'Moss green', plum: 'Plum', teal: 'Teal', ochre: 'Ochre', slate: 'Slate' };

/** A colour is its name first; the two dots show it on light and on dark paper. */
export const accentChoices = () =>
  (Object.keys(ACCENTS) as Accent[]).map((accent) => ({
    value: accent,
    label: (
      <span className="inline-flex items-center gap-2">
        <svg width="34" height="16" viewBox="0 0 34 16" aria-hidden className="shrink-0">
          {ACCENTS[accent].map((colour, index) => (
            <circle key={colour} cx={8 + index * 18} cy="8" r="7" fill={colour} stroke="currentColor" strokeOpacity="0.25" />
          ))}
        </svg>
        {WORDS[accent]}
      </span>
    ),
  }));
