const MOST_FILES = 500;

/** The files of a drop, also those in dropped folders. What a folder is called stays behind. */
export async function droppedFiles(items: readonly (FileSystemEntry | File | null)[]): Promise<File[]> {
  const found: File[] = [];
  const walk = async (item: FileSystemEntry | File | null): Promise<void> => {
    if (!item || found.length >= MOST_FILES) return;
    if (item instanceof File) {
      found.push(item);
    } else if (item.isFile) {
      const file = await new Promise<File | null>((resolve) => (item as FileSystemFileEntry).file(resolve, () => resolve(null)));
      if (file && !file.name.startsWith('.')) found.push(file);
    } else if (item.isDirectory) {
      for (const entry of await entriesOf(item as FileSystemDirectoryEntry)) await walk(entry);
    }
  };
  for (const item of items) await walk(item);
  return found;
}

/** A reader answers a hundred at a time, and nothing at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
