import { expect, test } from 'vitest';
import * as whole from 'zod';
import * as ours from '#workers/zod-in-english.mjs';

/** What nobody of ours asks for; the languages are the reason. */
const LEFT_OUT = ['core', 'default', 'deepPartial', 'fromJSONSchema', 'input', 'locales', 'memoizer', 'output', 'toZod', 'withParser', 'compile', 'ZodCompileAsyncError', 'ZodCompileUnsupportedError'];

test('in the Worker zod is what it is everywhere else, but for what is left out by name', () => {
  const [kept, all] = [ours, whole].map((module) => Object.keys(module));
  expect(all!.filter((name) => !kept!.includes(name)).sort()).toEqual([...LEFT_OUT].sort());
  for (const name of kept!.filter((each) => each !== 'z')) expect([name, (ours as Record<string, unknown>)[name] === (whole as Record<string, unknown>)[name] || typeof (whole as Record<string, unknown>)[name] === 'object']).toEqual([name, true]);
});

test('nobody of ours asks for what is left out', async () => {
  const { readdirSync, readFileSync, statSync } = await import('node:fs');
  const walk = (folder: string): string[] => readdirSync(folder).flatMap((name) => (statSync(`${folder}/${name}`).isDirectory() ? walk(`${folder}/${name}`) : [`${folder}/${name}`]));
  // As types, input and output are asked for everywhere; only a call would miss them.
  const asking = new RegExp(`\\bz\\.(${LEFT_OUT.join('|')})\\b(?!<)`);
  expect(['app', 'db', 'workers'].flatMap(walk).filter((file) => /\.tsx?$/.test(file) && asking.test(readFileSync(file, 'utf8')))).toEqual([]);
});
