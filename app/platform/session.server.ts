import { createCookie } from '@remix-run/cloudflare';
import type { RequestContext } from './env.ts';

export interface Toast {
  message: string;
  undo?: { action: string; fields: Record<string, string> };
}

export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

const SIXTY_DAYS = 60 * 24 * 60 * 60;

/** `__Host-` needs https; on plain loopback the name and the flag are dropped together. */
function cookie(context: RequestContext, name: string, maxAge: number, httpOnly = true) {
  const secure = context.origin.startsWith('https:');
  return createCookie(secure ? `__Host-${name}` : `mh-${name}`, { httpOnly, secure, sameSite: 'lax', path: '/', maxAge });
}

const sessionCookie = (context: RequestContext) => cookie(context, 'session', SIXTY_DAYS);
/** The page takes it away once it has shown it: an answer that another one overtakes is shown to nobody. */
const toastCookie = (context: RequestContext) => cookie(context, 'toast', 60, false);
const signUpCookie = (context: RequestContext) => cookie(context, 'sign-up', 24 * 60 * 60);
const themeCookie = (context: RequestContext) => cookie(context, 'theme', 365 * 24 * 60 * 60);

export async function sessionToken(request: Request, context: RequestContext): Promise<string | null> {
  const token: unknown = await sessionCookie(context).parse(request.headers.get('Cookie'));
  return typeof token === 'string' && token.length > 20 && token.length < 200 ? token : null;
}

export const keepSession = (context: RequestContext, token: string) => sessionCookie(context).serialize(token);
export const dropSession = (context: RequestContext) => sessionCookie(context).serialize('', { maxAge: 0 });

/** Remembers in this browser which sign-up it began, so that confirming the address here signs in at once. */
export const keepSignUp = (context: RequestContext, tokenId: string) => signUpCookie(context).serialize(tokenId);
export const signUpOf = (request: Request, context: RequestContext): Promise<unknown> => signUpCookie(context).parse(request.headers.get('Cookie'));

export const keepToast = (context: RequestContext, toast: Toast) => toastCookie(context).serialize({ id: crypto.randomUUID().slice(0, 8), ...toast });
export const dropToast = (context: RequestContext) => toastCookie(context).serialize('', { maxAge: 0 });
export async function toastOf(request: Request, context: RequestContext): Promise<(Toast & { id: string }) | null> {
  const toast: unknown = await toastCookie(context).parse(request.headers.get('Cookie'));
  return toast && typeof toast === 'object' && 'message' in toast && 'id' in toast ? (toast as Toast & { id: string }) : null;
}

export const keepTheme = (context: RequestContext, theme: Theme) => themeCookie(context).serialize(theme);
export async function themeOf(request: Request, context: RequestContext): Promise<Theme> {
  const theme: unknown = await themeCookie(context).parse(request.headers.get('Cookie'));
  return THEMES.find((known) => known === theme) ?? 'system';
}
