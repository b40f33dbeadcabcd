/** The current search with some parameters set and, where null, removed. Always starts with "?". */
export function withParams(search: string, changes: Record<string, string | null>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  return `?${params}`;
}

/** Without one value of one parameter, and from the first page on. */
export function withoutParam(search: string, name: string, value: string): string {
  const params = new URLSearchParams(search);
  params.delete(name, value);
  params.delete('after');
  params.delete('before');
  return `?${params}`;
}
