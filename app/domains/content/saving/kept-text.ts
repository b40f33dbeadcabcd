import type { Version } from '../version.ts';
import type { Stamp } from './kind.ts';
import type { Unsent } from './outside.ts';

/** Text of one page that is on this device and not on the server. Whoever opens the item later has a page of another name. */
export interface KeptText<V extends Stamp = Version> {
  person: string;
  organization: string;
  item: string;
  /** One opening of the item in one tab. */
  tab: string;
  writtenAt: number;
  unsent: Unsent<V>;
}

export type KeptPlace = Pick<KeptText, 'person' | 'organization' | 'item'>;

const LIFE_MS = 60 * 24 * 3_600_000;
const STORE = 'unsent';
const KEY = ['person', 'organization', 'item', 'tab'];

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('masthead', 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(STORE, { keyPath: KEY });
      store.createIndex('place', KEY.slice(0, 3));
      store.createIndex('writtenAt', 'writtenAt');
    };
    request.onsuccess = () => {
      const forget = () => (opened = null);
      request.result.onclose = forget;
      // A newer Masthead in another tab wants to change the store: it waits for us otherwise.
      request.result.onversionchange = () => {
        request.result.close();
        forget();
      };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** What the browser refuses (private windows, a full disk, a policy) is answered by `otherwise`, never thrown. */
async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T> | null, otherwise: T): Promise<T> {
  try {
    const database = await open();
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request ? request.result : otherwise);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } catch {
    return otherwise;
  }
}

type KeptKey = KeptPlace & Pick<KeptText, 'tab'>;

const keyOf = ({ person, organization, item, tab }: KeptKey) => [person, organization, item, tab];

/** In place of what this page kept before. False: it is not on this device. */
export const keepText = async <V extends Stamp>(text: KeptText<V>): Promise<boolean> => (await within<IDBValidKey | null>('readwrite', (store) => store.put(text) as IDBRequest<IDBValidKey | null>, null)) !== null;

/** True also where nothing can be stored: nothing is there then. */
export async function dropText(of: KeptKey): Promise<boolean> {
  await within<undefined>('readwrite', (store) => store.delete(keyOf(of)), undefined);
  return true;
}

/** What this person has here of this item in this organization, the newest first; other people's is not looked at. */
export const keptTexts = <V extends Stamp = Version>({ person, organization, item }: KeptPlace) => found<V>(IDBKeyRange.only([person, organization, item]));

/** The same of what never reached the server at all: nobody but this device knows its name. */
export async function keptBeginnings<V extends Stamp = Version>({ person, organization }: Omit<KeptPlace, 'item'>): Promise<KeptText<V>[]> {
  const all = await found<V>(IDBKeyRange.bound([person, organization], [person, organization, []]));
  return all.filter(({ unsent }) => unsent.base.revision === 0);
}

async function found<V extends Stamp>(of: IDBKeyRange): Promise<KeptText<V>[]> {
  const texts = await within<KeptText<V>[]>('readonly', (store) => store.index('place').getAll(of), []);
  return texts.sort((one, other) => other.writtenAt - one.writtenAt);
}

/** Whoever it belonged to: after sixty days it goes. */
export async function dropOldTexts(now: number): Promise<void> {
  await within<undefined>('readwrite', (store) => {
    const request = store.index('writtenAt').openCursor(IDBKeyRange.upperBound(now - LIFE_MS));
    request.onsuccess = () => {
      request.result?.delete();
      request.result?.continue();
    };
    return null;
  }, undefined);
}
