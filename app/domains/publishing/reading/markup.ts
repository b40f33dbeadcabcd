/** What XML cannot hold at all, not even escaped, and half characters. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

export const escapeXml = (text: string): string =>
  text.replace(UNWRITABLE, '').replace(/[&<>"']/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '&#39;');

/** An element with text in it; nothing where there is no text. */
export const element = (name: string, text: string | null | undefined, attributes: Record<string, string | number | null | undefined> = {}): string => {
  const opening = `${name}${Object.entries(attributes).map(([key, value]) => (value === null || value === undefined || value === '' ? '' : ` ${key}="${escapeXml(String(value))}"`)).join('')}`;
  if (text === null || text === undefined) return `<${opening}/>`;
  return text === '' ? '' : `<${opening}>${escapeXml(text)}</${name}>`;
};
