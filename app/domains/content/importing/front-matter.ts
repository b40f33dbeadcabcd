const MOST = 64 * 1024;

export type FrontMatter = { fields: Record<string, unknown>; body: string; trouble: string | null };

/** What stands between two lines of hyphens at the top of a Markdown file, as YAML that can name nothing and run nothing. */
export async function readFrontMatter(text: string): Promise<FrontMatter> {
  const source = text.replace(/^\uFEFF/, '');
  if (/^\+\+\+\s*\n/.test(source)) return { fields: {}, body: source.replace(/^\+\+\+\s*\n[\s\S]*?\n\+\+\+\s*\n?/, ''), trouble: 'Its front matter is TOML, which is not read. Turn it into YAML, between two lines of three hyphens.' };
  const opened = /^---[ \t]*\r?\n/.exec(source);
  const closed = opened && /^(?:---|\.\.\.)[ \t]*\r?(?:\n|$(?![\s\S]))/m.exec(source.slice(opened[0].length, opened[0].length + MOST));
  if (!opened || !closed) return { fields: {}, body: source, trouble: opened && source.length > MOST ? 'Its front matter has no end, or is too long to be read. It stands in the text.' : null };
  const body = source.slice(opened[0].length + closed.index + closed[0].length);
  const written = source.slice(opened[0].length, opened[0].length + closed.index);
  const fields = await parsed(written);
  return fields ? { fields, body, trouble: null } : { fields: {}, body, trouble: 'Its front matter is not YAML that can be read. The text is kept.' };
}

async function parsed(written: string): Promise<Record<string, unknown> | null> {
  try {
    const { parseDocument } = await import('yaml');
    const document = parseDocument(written, { schema: 'core', uniqueKeys: false, logLevel: 'silent' });
    if (document.errors.length > 0) return null;
    const value: unknown = document.toJS({ maxAliasCount: 20 });
    if (value === null || value === undefined) return {};
    return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
