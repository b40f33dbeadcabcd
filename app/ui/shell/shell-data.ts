import { createContext, useContext } from 'react';

export interface Notice {
  id: string;
  title: string;
  message: string;
  url: string | null;
  createdAt: string;
  readAt: string | null;
}

/** What the layout route's loader answers: everything around the page. */
export interface ShellData {
  person: { id: string; name: string; email: string; image: string | null; timeZone: string; theme: 'light' | 'dark' | 'system' };
  organization: { id: string; name: string; slug: string; logoUrl: string | null; timeZone: string };
  organizations: { id: string; name: string; role: string }[];
  permissions: string[];
  unread: number;
  latest: Notice[];
  now: string;
  /** From the `sidebar` cookie (see sidebarFromCookie), so that the first paint is right. */
  sidebar?: 'open' | 'collapsed';
}

export const ShellContext = createContext<ShellData | null>(null);

/** The person, the organization and their zones, anywhere inside the shell. */
export function useShell(): ShellData {
  const data = useContext(ShellContext);
  if (!data) throw new Error('useShell is called outside <Shell>.');
  return data;
}
