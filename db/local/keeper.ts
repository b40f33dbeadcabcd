import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Installation } from './binaries.ts';

export type Keeper = { letGo(): Promise<void> };

// Waits on a pipe that only the parent holds: it closes when the parent lets go, crashes or is killed with -9.
// The last one out shuts Postgres down, whoever started it. The guard on postmaster.pid keeps it from
// signalling a process that merely inherited the number; the pause is for a parent that died in mid-start.
const SCRIPT = `
cluster=$1 users=$2
postmaster() { pid=; { read -r pid < "$cluster/postmaster.pid"; } 2>/dev/null; }
cat >/dev/null
rm -f "$users/$$"
for other in "$users"/*; do kill -0 "\${other##*/}" 2>/dev/null && exit 0; done
postmaster
[ -n "$pid" ] || { sleep 0.5; postmaster; }
[ -n "$pid" ] || exit 0
first=$pid
kill -INT "$first"
n=0
while [ $n -lt 120 ]; do
  postmaster
  [ "$pid" = "$first" ] || exit 0
  sleep 0.05
  n=$((n + 1))
done
kill -QUIT "$first"
`;

export function keepPostmaster({ home, bin, user }: Installation): Keeper {
  const cluster = join(home, 'cluster');
  // Windows ends the children of a dead parent by itself.
  if (process.platform === 'win32') {
    return { letGo: async () => void (await promisify(execFile)(join(bin, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast']).catch(() => {})) };
  }
  const users = join(home, 'users');
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'postgres-keeper', cluster, users], {
    ...user, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  writeFileSync(join(users, String(child.pid)), '');
  return {
    async letGo() {
      child.ref();
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

/** After a reboot or a killed container old names may match new processes: what no postmaster can have known goes. */
export function forgetOldUsers({ home }: Installation): void {
  const users = join(home, 'users');
  for (const name of readdirSync(users)) {
    const path = join(users, name);
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry && entry.mtimeMs < Date.now() - 1000) rmSync(path, { force: true });
  }
}
