/** The colours that an organization can choose for its public site: one for light paper, one for dark. Each reads at AAA on both. */
export const ACCENTS = {
  ink: ['#17508f', '#9cc4f2'],
  madder: ['#8f2219', '#f4aba0'],
  moss: ['#265631', '#97cfa1'],
  plum: ['#672b6d', '#dcb0e3'],
  teal: ['#0b5158', '#86cdd2'],
  ochre: ['#6b4100', '#e8ba6a'],
  slate: ['#3d4652', '#b9c4d3'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Accent = keyof typeof ACCENTS;
export const ACCENT_NAMES = Object.keys(ACCENTS) as [Accent, ...Accent[]];

export const MOST_TAGLINE = 160;

export interface SiteLook {
  tagline: string;
  accent: Accent;
}

const isAccent = (value: unknown): value is Accent => typeof value === 'string' && Object.hasOwn(ACCENTS, value);

/** What stands under settings.site, with everything that was not chosen filled in. */
export function siteLookOf(settings: Record<string, unknown>): SiteLook {
  const site = (typeof settings.site === 'object' && settings.site !== null ? settings.site : {}) as Record<string, unknown>;
  return { tagline: typeof site.tagline === 'string' ? site.tagline.trim().slice(0, MOST_TAGLINE) : '', accent: isAccent(site.accent) ? site.accent : 'ink' };
}
