/**
 * A registry mirror may lack the binaries of other platforms. npm then leaves them out of package-lock.json, `npm ci`
 * refuses its own file, and on those platforms they are never installed. This adds what is missing as
 * {version, optional, os, cpu}. Run it whenever npm wrote the file: `node scripts/lock-repair.mjs`
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];
const file = process.argv[2] ?? 'package-lock.json';

/** @rollup/rollup-linux-x64-musl → { os: ['linux'], cpu: ['x64'], libc: ['musl'] } */
function platformOf(name) {
  const words = name.split('/').at(-1).replace('linuxmusl', 'linux-musl').replace('windows', 'win32').split('-');
  const os = SYSTEMS.filter((each) => words.includes(each));
  const cpu = PROCESSORS.filter((each) => words.includes(each));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.some((word) => word.startsWith('gnu')) ? ['glibc'] : [];
  const listed = (values) => (values.length > 0 ? values : undefined);
  return { os: listed(os), cpu: listed(cpu), libc: listed(os.includes('linux') ? libc : []) };
}

/** Where Node would find a package, nearest first: inside the one that asks, then beside each one around it. */
function placesFor(name, asking) {
  const around = asking.split(/(?:^|\/)node_modules\//).filter(Boolean);
  return Array.from({ length: around.length + 1 }, (_, up) =>
    [...around.slice(0, around.length - up), name].map((each) => `node_modules/${each}`).join('/'),
  );
}

const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];
for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = placesFor(name, parent);
    const platform = platformOf(name);
    // Only an exact version of a platform's binary can be written down without asking the registry.
    if (places.some((place) => lock.packages[place]) || !/^\d+\.\d+\.\d+/.test(version) || !(platform.os ?? platform.cpu)) continue;
    const { cpu, libc, os } = platform;
    lock.packages[places.at(-1)] = { version, cpu, dev: entry.dev, libc, optional: true, os };
    added.push(`${name}@${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? `${file} is complete` : `added to ${file}:\n  ${added.join('\n  ')}`);
