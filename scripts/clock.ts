import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const LOWEST = [0, 0, 1, 1, 1];

/** The cron expressions of wrangler.toml. */
export function expressions(): string[] {
  const [, list = ''] = /^\s*crons\s*=\s*\[([^\]]*)\]/m.exec(readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')) ?? [];
  return [...list.matchAll(/"([^"]+)"/g)].map(([, expression = '']) => expression);
}

/** Minute, hour, day, month, weekday in UTC, as Cloudflare reads them: Sunday is 1. Names and L, W, # are not needed yet. */
export function isDue(expression: string, at: Date): boolean {
  const now = [at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCDay() + 1];
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5) throw new Error(`${expression} is not a cron expression of five fields`);
  return fields.every((field, index) => field.split(',').some((part) => matches(part, now[index]!, LOWEST[index]!, expression)));
}

function matches(part: string, value: number, lowest: number, expression: string): boolean {
  const [, from, to, step = '1'] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part) ?? [];
  if (from === undefined) throw new Error(`The local clock cannot read ${expression}`);
  const start = from === '*' ? lowest : Number(from);
  const end = from === '*' || (to === undefined && part.includes('/')) ? Number.POSITIVE_INFINITY : Number(to ?? from);
  return value >= start && value <= end && (value - start) % Number(step) === 0;
}

/** Nothing fires a cron on a developer's machine: this does, each full minute. */
export function startClock(fire: (expression: string) => Promise<void>): () => void {
  const all = expressions();
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(tick, 60_100 - (Date.now() % 60_000));
  };
  const tick = () => {
    const now = new Date();
    for (const expression of all.filter((each) => isDue(each, now))) void fire(expression);
    wait();
  };
  wait();
  return () => clearTimeout(timer);
}
