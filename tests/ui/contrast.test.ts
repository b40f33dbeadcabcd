import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../app/styles/app.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [name ?? '', [light ?? '', dark ?? '']] as const),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(front: string, back: string, theme: 0 | 1): number {
  const [a = 0, b = 0] = [front, back].map((name) => luminance(tokens.get(name)?.[theme] ?? 'missing'));
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const SURFACES = ['paper', 'sheet', 'well', 'hover'];
const STATES = ['idle', 'planned', 'waiting', 'done', 'failed', 'accent'];
const TEXTS = [
  ...['ink', 'ink-soft', 'ink-faint', 'accent', 'danger'].flatMap((text) => SURFACES.map((surface) => [text, surface] as const)),
  ...STATES.map((state) => [state, `${state}-wash`] as const),
  ['accent-strong', 'accent-wash'] as const,
  ['on-ink', 'ink'] as const,
  ['on-ink', 'ink-soft'] as const,
  ['danger-strong', 'failed-wash'] as const,
];

test.each([['light', 0], ['dark', 1]] as const)('every text is readable on every surface it stands on, %s', (_name, theme) => {
  const weak = TEXTS.filter(([text, surface]) => !(contrast(text, surface, theme) >= 4.5)).map(([text, surface]) => `${text} on ${surface}: ${contrast(text, surface, theme).toFixed(2)}`);
  expect(weak).toEqual([]);
});

test.each([['light', 0], ['dark', 1]] as const)('every control’s outline and the focus ring stand out, %s', (_name, theme) => {
  const weak = SURFACES.flatMap((surface) => ['rule-strong', 'accent'].map((line) => [line, surface] as const)).filter(([line, surface]) => !(contrast(line, surface, theme) >= 3));
  expect(weak).toEqual([]);
});
