import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** The rules of ARCHITECTURE.md, executable. */
const ROOT = path.join(import.meta.dirname, '..');
const FOLDERS = ['db', 'app', 'workers', 'tests', 'scripts'];
const DOMAINS = ['identity', 'content', 'media', 'planning', 'social', 'email', 'analytics', 'prompts', 'workflows', 'billing', 'notifications', 'audit', 'publishing', 'webhooks'];

/** Which domain may import which. Two that want each other talk by a job. */
const DOMAIN_EDGES: Record<string, string[]> = {
  identity: ['notifications', 'media'],
  notifications: [],
  audit: [],
  media: [],
  analytics: [],
  planning: ['content', 'media', 'notifications', 'analytics'],
  content: ['notifications', 'media'],
  publishing: ['content', 'media', 'notifications', 'webhooks'],
  webhooks: ['notifications'],
  social: ['content', 'media', 'planning', 'notifications', 'webhooks', 'analytics'],
};

function walk(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder)).flatMap((name) => {
    const file = `${folder}/${name}`;
    if (statSync(path.join(ROOT, file)).isDirectory()) return walk(file);
    return /\.(ts|tsx|mjs)$/.test(name) ? [file] : [];
  });
}

interface Source {
  file: string;
  text: string;
  lines: number;
  imports: { path: string; typeOnly: boolean }[];
}

const sources: Source[] = FOLDERS.flatMap(walk).map((file) => {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const imports = Array.from(text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm), ([, type, target = '']) => ({ path: resolve(file, target), typeOnly: Boolean(type) }));
  return { file, text, lines: text.split('\n').length, imports };
});

function resolve(from: string, target: string): string {
  if (target.startsWith('#')) return target.slice(1);
  return target.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(from), target)) : target;
}

const isGenerated = (file: string) => file.endsWith('common-passwords.ts') || file.endsWith('.d.ts');
const code = sources.filter(({ file }) => !file.startsWith('tests/') && !file.startsWith('scripts/'));
const domainOf = (file: string) => /^app\/domains\/([^/]+)\//.exec(file)?.[1];

function floorOf(file: string): number {
  if (file.startsWith('db/')) return 1;
  if (file.startsWith('app/platform/')) return 2;
  if (file.startsWith('app/domains/')) return 3;
  return 4;
}

const offences = (check: (source: Source, target: string, typeOnly: boolean) => boolean) =>
  code.flatMap((source) => source.imports.filter(({ path: target, typeOnly }) => check(source, target, typeOnly)).map(({ path: target }) => `${source.file} → ${target}`));

test('the walk finds the house', () => {
  expect(code.length).toBeGreaterThan(80);
  expect(offences((_, target) => target === 'db/scope.ts').length).toBeGreaterThan(10);
});

test('imports go down: routes and workers → domains → platform → db', () => {
  const up = offences(({ file }, target) => /^(db|app|workers)\//.test(target) && !target.startsWith('app/ui/') && !file.startsWith('app/ui/') && floorOf(target) > floorOf(file));
  expect(up).toEqual([]);
});

test('primitives know no domain, no server file and no database', () => {
  const offenders = offences(({ file }, target) => /^app\/(ui|domains\/[^/]+\/ui)\//.test(file) && (/\.server\./.test(target) || target.startsWith('db/') || (file.startsWith('app/ui/') && target.startsWith('app/domains/'))));
  expect(offenders).toEqual([]);
});

test('a pure file stays pure', () => {
  const isPure = (file: string) => /^app\/(platform|domains)\//.test(file) && !/\.server\.ts$|\.tsx$/.test(file);
  expect(offences(({ file }, target, typeOnly) => isPure(file) && !typeOnly && (/\.server\./.test(target) || target.startsWith('node:') || target === 'db/scope.ts'))).toEqual([]);
});

test('domains import one another only along declared edges, and without a cycle', () => {
  const crossing = offences(({ file }, target) => {
    const [from, to] = [domainOf(file), domainOf(target)];
    return from !== undefined && to !== undefined && from !== to && !DOMAIN_EDGES[from]?.includes(to);
  });
  expect(crossing).toEqual([]);
  const reaches = (from: string, seen: string[]): boolean => seen.includes(from) || (DOMAIN_EDGES[from] ?? []).some((next) => reaches(next, [...seen, from]));
  expect(Object.keys(DOMAIN_EDGES).filter((domain) => reaches(domain, []))).toEqual([]);
});

// scripts/leave-sources.ts leaves these files to the Worker's own bundle, which must not hold React a second time.
test('a rule or a command knows no React: hooks stand in ui/ or begin with use-', () => {
  expect(offences(({ file }, target, typeOnly) => /^app\/(domains|platform)\//.test(file) && file.endsWith('.ts') && !/\/(ui\/|use-)/.test(file) && !typeOnly && /^(react|react-dom|@remix-run\/react)$/.test(target))).toEqual([]);
});

test('domains know neither Remix nor Hono', () => {
  expect(offences(({ file }, target) => file.startsWith('app/domains/') && !file.includes('/ui/') && /^(@remix-run\/|hono)/.test(target))).toEqual([]);
});

test('routes and workers never import each other', () => {
  expect(offences(({ file }, target) => (file.startsWith('app/routes') && target.startsWith('workers/')) || (file.startsWith('workers/') && target.startsWith('app/routes')))).toEqual([]);
});

test('only client.ts knows the Neon driver', () => {
  expect(offences(({ file }, target) => /@neondatabase|neon-http/.test(target) && file !== 'db/client.ts')).toEqual([]);
});

test('every domain is one of the plan', () => {
  expect(readdirSync(path.join(ROOT, 'app/domains')).filter((name) => !DOMAINS.includes(name))).toEqual([]);
});

test('platform stays small', () => {
  expect(readdirSync(path.join(ROOT, 'app/platform')).length).toBeLessThanOrEqual(20);
});

test('no file is longer than 400 lines', () => {
  expect(sources.filter(({ file, lines }) => lines > 400 && !isGenerated(file)).map(({ file, lines }) => `${file}: ${lines}`)).toEqual([]);
});

test('names are kebab-case and say something', () => {
  const bad = sources.filter(({ file }) => !/^[a-z0-9.-]+$/.test(path.basename(file)) || /(^|[-/])(utils?|helpers?|common|manager|service|base|misc)([-.]|$)/.test(path.basename(file).replace('common-passwords', '')));
  expect(bad.map(({ file }) => file)).toEqual([]);
});

test('no any, and nothing left for later', () => {
  const marks = sources.filter(({ file, text }) => !file.startsWith('tests/architecture') && /:\s*any\b|<any>|as any\s*[;,.)\]}]|@ts-ignore|\bTODO\b|\bFIXME\b/.test(text));
  expect(marks.map(({ file }) => file)).toEqual([]);
});

test('every migration has its way back beside it', () => {
  const files = readdirSync(path.join(ROOT, 'drizzle'));
  const ups = files.filter((name) => name.endsWith('.sql') && !name.endsWith('.down.sql'));
  expect(ups.length).toBeGreaterThan(0);
  expect(ups.filter((name) => !files.includes(name.replace('.sql', '.down.sql')))).toEqual([]);
});
