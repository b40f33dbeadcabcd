import type { LucideIcon } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';

/** Something the palette can do on the page that is open. */
export interface PaletteAction {
  id: string;
  label: string;
  icon?: LucideIcon;
  keys?: string;
  also?: string;
  run: () => void;
}

type Registry = Map<string, readonly PaletteAction[]>;

const RegistryContext = createContext<{ current: Registry }>({ current: new Map() });

export function ActionsProvider({ children }: { children: ReactNode }) {
  const registry = useRef<Registry>(new Map());
  return <RegistryContext.Provider value={registry}>{children}</RegistryContext.Provider>;
}

/** A page's offers, while it is open: useActions('post', [{ id: 'publish', label: 'Publish now', run }]). */
export function useActions(owner: string, actions: readonly PaletteAction[]): void {
  const registry = useContext(RegistryContext);
  useEffect(() => {
    const all = registry.current;
    all.set(owner, actions);
    return () => {
      if (all.get(owner) === actions) all.delete(owner);
    };
  }, [registry, owner, actions]);
}

/** Read when the palette opens. */
export function useOfferedActions(): PaletteAction[] {
  return [...useContext(RegistryContext).current.values()].flat();
}
