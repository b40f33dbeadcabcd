import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Installation } from './binaries.ts';

export type Lock = { pid: number; port: number; status: string };

/** Makes the cluster unless it is there, and answers with the superuser's password. */
export async function ensureCluster(place: Installation, log: (line: string) => void): Promise<string> {
  const versionFile = join(place.home, 'cluster', 'PG_VERSION');
  if (!existsSync(versionFile)) await createCluster(place, log);
  const major = readFileSync(versionFile, 'utf8').trim();
  if (major !== place.major) {
    throw new Error(`${place.home} was made by Postgres ${major}, installed is ${place.major}. Move it away to start afresh.`);
  }
  return readFileSync(join(place.home, 'password'), 'utf8').trim();
}

// In a staging folder which is renamed when complete: a start that is killed half-way leaves nothing half-made.
async function createCluster({ bin, home, user }: Installation, log: (line: string) => void): Promise<void> {
  log(`Creating a Postgres cluster in ${home}`);
  removeAbandoned(home);
  const staging = mkdtempSync(`${home}.new-`);
  const [users, password] = [join(staging, 'users'), join(staging, 'password')];
  mkdirSync(users);
  writeFileSync(password, `${randomBytes(18).toString('hex')}\n`, { mode: 0o600 });
  if (user) for (const path of [staging, users, password]) chownSync(path, user.uid, user.gid);
  try {
    await promisify(execFile)(join(bin, 'initdb'), [
      '-D', join(staging, 'cluster'), '-U', 'postgres', `--pwfile=${password}`, '--auth=password', '--encoding=UTF8',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync', '--no-instructions',
    ], { ...user, cwd: staging, env: serverEnvironment() });
    renameSync(staging, home);
  } catch (cause) {
    rmSync(staging, { recursive: true, force: true });
    const anotherStartWasFirst = existsSync(join(home, 'cluster', 'PG_VERSION'));
    if (!anotherStartWasFirst) throw new Error(`No Postgres cluster could be made in ${home}: ${cause}`, { cause });
  }
}

function removeAbandoned(home: string): void {
  for (const name of readdirSync(dirname(home))) {
    const path = join(dirname(home), name);
    if (name.startsWith(`${basename(home)}.new-`) && statSync(path).mtimeMs < Date.now() - 60_000) rmSync(path, { recursive: true, force: true });
  }
}

// On macOS Postgres refuses to start without a locale; and it would obey variables such as PGPORT.
export function serverEnvironment(): NodeJS.ProcessEnv {
  const harmless = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(harmless), LC_ALL: 'C', TZ: 'UTC' };
}

export function readLock({ home }: Installation): Lock | undefined {
  try {
    const [pid = '', , , port = '', , , , status = ''] = readFileSync(join(home, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
    return Number(pid) > 0 ? { pid: Number(pid), port: Number(port), status: status.trim() } : undefined;
  } catch {
    return undefined;
  }
}

/** A lock outlives a server that died uncleanly, and its number may by now belong to another program. */
export function lockHolder(lock: Lock | undefined): 'nobody' | 'postgres' | 'another program' {
  if (!lock) return 'nobody';
  try {
    process.kill(lock.pid, 0);
  } catch (error) {
    const foreign = error instanceof Error && 'code' in error && error.code === 'EPERM';
    if (!foreign) return 'nobody';
  }
  if (process.platform === 'win32') return 'postgres';
  const stat = `/proc/${lock.pid}/stat`;
  const what = existsSync(stat)
    ? readFileSync(stat, 'utf8')
    : spawnSync('ps', ['-o', 'comm=', '-p', String(lock.pid)], { encoding: 'utf8' }).stdout;
  // In a container without an init process the dead stay listed, as Z.
  return what.includes('postgres') && !what.includes(') Z ') ? 'postgres' : 'another program';
}

/**
 * Postgres never takes its parent for a rival, so the lock gets our number. It is not deleted: by its other
 * lines the new server knows whether children of the dead one are still writing.
 */
export function disarmLock({ home }: Installation): void {
  const path = join(home, 'cluster', 'postmaster.pid');
  const [, ...rest] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, [process.pid, ...rest].join('\n'));
}
