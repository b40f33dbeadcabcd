const APPLE = /Mac|iPhone|iPad/;
const SIGNS: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Up: '↑', Down: '↓' };
const WORDS: Record<string, string> = { Mod: 'Ctrl', Up: '↑', Down: '↓' };

/** `Mod-Shift-7` as this keyboard calls it: ⌘⇧7, or Ctrl+Shift+7. */
export function keysAsWritten(keys: string, platform = globalThis.navigator?.platform ?? ''): string {
  const apple = APPLE.test(platform);
  const parts = keys.split('-').map((key) => (apple ? SIGNS : WORDS)[key] ?? (key.length === 1 ? key.toUpperCase() : key));
  return parts.join(apple ? '' : '+');
}

export const withKeys = (label: string, keys?: string) => (keys ? `${label} (${keysAsWritten(keys)})` : label);
