/** Reads the choice from a Cookie header; the shell writes it. */
export function sidebarFromCookie(header: string | null): 'open' | 'collapsed' {
  return /(?:^|;\s*)sidebar=collapsed(?:;|$)/.test(header ?? '') ? 'collapsed' : 'open';
}

export function sidebarCookie(state: 'open' | 'collapsed'): string {
  return `sidebar=${state}; Path=/; Max-Age=31536000; SameSite=Lax`;
}
