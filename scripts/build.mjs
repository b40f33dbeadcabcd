/** `npm run build`: the Remix build, with a note of which sources it was made from. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './install.mjs';
import { run } from './run.mjs';

const STAMP = join(ROOT, 'build', '.made-from');
const SOURCES = ['app', 'db', 'public', 'package.json', 'package-lock.json', 'remix.config.js', 'tsconfig.json', 'vite.config.ts', 'wrangler.toml'];

function sources() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(ROOT, source);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).map((name) => join(path, name)).sort() : [path];
    for (const file of files.filter((each) => statSync(each).isFile())) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

export const isBuilt = () => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources();

/** Answers the exit code. */
export async function build(words = undefined) {
  const from = sources();
  rmSync(STAMP, { force: true });
  const code = await run('@remix-run/dev/dist/cli.js', ['vite:build'], process.env, words);
  if (code === 0) {
    mkdirSync(join(ROOT, 'build'), { recursive: true });
    writeFileSync(STAMP, from);
  }
  return code;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await build();
