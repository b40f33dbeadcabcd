/** Uploads begun in this browser and not finished: after a reload, choosing the same file again goes on with them. */
export interface Begun {
  assetId: string;
  name: string;
  size: number;
  lastModified: number;
  folderId: string | null;
  replaces: string | null;
  at: number;
}

const MOST = 50;
/** The server lets go of idle uploads; what is older is not worth asking about. */
const KEPT_MS = 6 * 24 * 3_600_000;

const keyOf = (organizationId: string) => `masthead:uploads:${organizationId}`;

export function begun(organizationId: string, now = Date.now()): Begun[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(organizationId)) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each): each is Begun => typeof each?.assetId === 'string' && now - each.at < KEPT_MS) : [];
  } catch {
    return [];
  }
}

function keep(organizationId: string, list: Begun[]): void {
  try {
    if (list.length > 0) localStorage.setItem(keyOf(organizationId), JSON.stringify(list.slice(-MOST)));
    else localStorage.removeItem(keyOf(organizationId));
  } catch {
    // Without storage an upload lasts as long as the page.
  }
}

export function rememberUpload(organizationId: string, upload: Begun): void {
  keep(organizationId, [...begun(organizationId).filter(({ assetId }) => assetId !== upload.assetId), upload]);
}

export function forgetUpload(organizationId: string, assetId: string): void {
  keep(organizationId, begun(organizationId).filter((each) => each.assetId !== assetId));
}

/** The unfinished upload of this very file. */
export const foundAgain = (list: readonly Begun[], file: { name: string; size: number; lastModified: number }, replaces: string | null) =>
  list.find((each) => each.name === file.name && each.size === file.size && each.lastModified === file.lastModified && each.replaces === replaces);
