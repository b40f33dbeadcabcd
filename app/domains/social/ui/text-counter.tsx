import { classes } from '#app/ui/class-names.ts';
import type { Counted } from '../composing/counting.ts';

const RADIUS = 8;
const ROUND = 2 * Math.PI * RADIUS;
/** From here on the end is near enough to be told. */
const NEAR = 20;

const number = (value: number) => Math.abs(value).toLocaleString('en-US');

/** What is left, in words; bytes only where they are what runs out first. */
export function leftInWords({ left, bytes }: Counted): string {
  const tight = bytes && bytes.left < left ? { left: bytes.left, unit: 'byte' } : { left, unit: 'character' };
  return `${number(tight.left)} ${tight.unit}${Math.abs(tight.left) === 1 ? '' : 's'} ${tight.left < 0 ? 'too many' : 'left'}`;
}

/** Heard while one types, at a few steps only: a number at each key would drown the words. */
function heard(name: string, counted: Counted): string {
  const left = Math.min(counted.left, counted.bytes?.left ?? counted.left);
  if (left < 0) return `Too long for ${name}`;
  return left <= NEAR ? `${name}: fewer than ${left < NEAR / 2 ? NEAR / 2 : NEAR + 1} left` : '';
}

/** A ring that fills, and the number of what is left. `id` is what the field's aria-describedby names. */
export function TextCounter({ counted, name, id }: { counted: Counted; name: string; id?: string }) {
  const { length, most, bytes } = counted;
  const left = Math.min(counted.left, bytes?.left ?? counted.left);
  const share = Math.min(1, Math.max(length / most, bytes ? bytes.length / bytes.most : 0));
  const tone = left < 0 ? 'text-failed' : left <= NEAR ? 'text-waiting' : 'text-ink-faint';
  return (
    <span className={classes('inline-flex items-center gap-1.5 text-xs tabular-nums', tone)}>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden className="-rotate-90">
        <circle cx="10" cy="10" r={RADIUS} fill="none" stroke="var(--color-rule)" strokeWidth="2.5" />
        <circle cx="10" cy="10" r={RADIUS} fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeDasharray={`${share * ROUND} ${ROUND}`} opacity={share === 0 ? 0 : 1} />
      </svg>
      <span aria-hidden className={classes(left < 0 && 'font-semibold')}>
        {left < 0 ? '−' : ''}
        {number(left)}
      </span>
      <span id={id} className="sr-only">
        {`${name}: ${leftInWords(counted)}`}
      </span>
      <span role="status" className="sr-only">
        {heard(name, counted)}
      </span>
    </span>
  );
}
