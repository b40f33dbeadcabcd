import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/install.mjs';

/** Columns that line up: words to the left, figures to the right. */
export function table(title: string, head: string[], rows: string[][]) {
  const isFigure = (column: number) => rows.every((row) => /^[\d.,–×]*$/.test(row[column] ?? ''));
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: string[]) => row.map((cell, column) => (column > 0 && isFigure(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd();
  console.log(`\n${title}\n${[head, head.map((_, column) => '-'.repeat(widths[column]!)), ...rows].map((row) => `  ${line(row)}`).join('\n')}`);
}

export const ms = (value: number) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0) : '–');

export function machine() {
  const version = (name: string) => JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version as string;
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    // Work of others on the machine at the start; above a few tenths the figures below are theirs too.
    loadBefore: Number(loadavg()[0]!.toFixed(2)),
    node: process.versions.node,
    workerd: version('workerd'),
    wrangler: version('wrangler'),
    platform: `${process.platform}-${process.arch}`,
  };
}
