import { createContext, useContext } from 'react';

/** The request's CSP nonce: set by the server entry, undefined in the browser, where it is no longer needed. */
export const NonceContext = createContext<string | undefined>(undefined);

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
