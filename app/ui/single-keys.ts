const STORED = 'masthead:single-keys';

/** Single-letter shortcuts can be turned off, for those who speak or whose keys repeat (WCAG 2.1.4). */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, 'off');
  } catch {
    // Storage is refused in some private windows; the choice then lasts as long as the page.
  }
}

/** A key pressed here is text or belongs to the control, not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || Boolean(target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [role="combobox"]')));
}
