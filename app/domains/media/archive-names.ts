/** What some system refuses in a file's name, and what would turn a name into a place. */
const REFUSED = /[\p{Cc}\p{Cs}<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const MOST = 200;

/** One step of a path that every system can unpack. */
export function safeName(name: string): string {
  const clean = name.replace(REFUSED, '_').trim().replace(/[. ]+$/, '');
  return cutBefore(clean === '' ? 'file' : clean, MOST);
}

/** Shortened before its extension. */
function cutBefore(name: string, most: number): string {
  if (name.length <= most) return name;
  const extension = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0] ?? '';
  return name.slice(0, most - extension.length).replace(/[\ud800-\udbff]$/, '') + extension;
}

/** Paths of which no two are the same, in whichever case they are written: the second cover.jpg becomes cover (2).jpg. */
export function archivePaths(files: readonly { folder: string; name: string }[]): string[] {
  const taken = new Set<string>();
  return files.map(({ folder, name }) => {
    const safe = safeName(name);
    const [, stem = safe, extension = ''] = /^(.+?)(\.[a-z0-9]{1,5})$/i.exec(safe) ?? [];
    for (let count = 1; ; count += 1) {
      const path = `${folder}${count === 1 ? safe : `${stem} (${count})${extension}`}`;
      if (taken.has(path.toLowerCase())) continue;
      taken.add(path.toLowerCase());
      return path;
    }
  });
}
