/** What `npm start` and `npm test` need before anything else runs: plain Node, nothing installed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.masthead-installed');
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];

/** A sentence that says why it cannot run here, or nothing. */
function whyNotHere() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) return `Masthead needs Node 20.19 or newer (22 and 24 are fine). This is Node ${process.versions.node}: install a newer one from https://nodejs.org.`;
  const platform = `${process.platform}-${process.arch}`;
  if (!PLATFORMS.includes(platform)) return `Masthead runs on ${PLATFORMS.join(', ')}. This is ${platform}, for which there is no workerd or no Postgres.`;
  if (process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime) return 'Masthead needs a Linux with glibc, such as Debian, Ubuntu or Fedora. This one (Alpine?) has another C library, on which workerd does not run.';
  const data = join(ROOT, '.data');
  for (const folder of [ROOT, data]) {
    if (existsSync(folder) && !isWritable(folder)) return `${folder} cannot be written by this user. It was probably made by root: give it to this user with chown, or delete ${data}.`;
  }
  return undefined;
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ends the process with a sentence where Masthead cannot run; else sees to it that node_modules is what package.json asks for. */
export async function prepare() {
  const reason = whyNotHere();
  if (reason) {
    console.error(`\n  ${reason}\n`);
    process.exit(1);
  }
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()) return;
  if (!matchesLock()) await install();
  writeFileSync(STAMP, fingerprint());
}

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const wanted = ({ dependencies, devDependencies, optionalDependencies, overrides }) => JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides]);

function fingerprint() {
  const lock = join(ROOT, 'package-lock.json');
  return createHash('sha256')
    .update(`${process.platform}-${process.arch}`)
    .update(wanted(read(join(ROOT, 'package.json'))))
    .update(existsSync(lock) ? readFileSync(lock) : '')
    .digest('hex');
}

/** Whether someone ran `npm ci` or `npm install` already: then no network is needed, and none is asked. */
function matchesLock() {
  const [lockFile, installedFile] = [join(ROOT, 'package-lock.json'), join(MODULES, '.package-lock.json')];
  if (!existsSync(lockFile) || !existsSync(installedFile) || !existsSync(join(MODULES, '@esbuild', `${process.platform}-${process.arch}`))) return false;
  const [lock, installed] = [read(lockFile).packages, read(installedFile).packages];
  if (!lockFollowsPackage(lock)) return false;
  return Object.entries(lock).every(([path, entry]) => path === '' || entry.optional || entry.devOptional || installed[path]?.version === entry.version);
}

function lockFollowsPackage(lock) {
  const { dependencies, devDependencies, optionalDependencies } = read(join(ROOT, 'package.json'));
  const same = (a = {}, b = {}) => Object.keys({ ...a, ...b }).every((name) => a[name] === b[name]);
  return same(dependencies, lock[''].dependencies) && same(devDependencies, lock[''].devDependencies) && same(optionalDependencies, lock[''].optionalDependencies);
}

async function install() {
  console.log(existsSync(MODULES) ? '  Bringing the dependencies up to date (needs the network)' : '  Installing the dependencies (needs the network; about a minute)');
  const lockFile = join(ROOT, 'package-lock.json');
  // An older npm would rewrite the lock file in its own way; it is only written when package.json asks for something new.
  const keepLock = existsSync(lockFile) && lockFollowsPackage(read(lockFile).packages);
  const options = ['install', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error', ...(keepLock ? ['--no-save'] : [])];
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('npm-cli.js') ? [process.execPath, [own]] : ['npm', []];
  const started = Date.now();
  const child = spawn(command, [...first, ...options], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], shell: command === 'npm' && process.platform === 'win32' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const sign = setInterval(() => console.log(`  … ${seconds()} s`), 10_000);
  const code = await new Promise((done) => {
    child.once('error', () => done(1));
    child.once('close', done);
  });
  clearInterval(sign);
  if (code !== 0) {
    console.error(`${said.trim()}\n\n  The dependencies could not be installed. Is there a network? Then run the same command again.\n`);
    process.exit(1);
  }
  console.log(`  Dependencies installed (${seconds()} s)`);
}
