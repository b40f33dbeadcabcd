import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

type Loaded<Props> = Promise<{ default: ComponentType<Props> }>;

/**
 * A part of a page that is fetched when it is first wanted. Where it cannot be, a sentence stands there and the page stays;
 * `Nothing` for what nobody asked for by name.
 */
export function late<Props>(load: () => Loaded<Props>, instead: ComponentType<object> = Missing): LazyExoticComponent<ComponentType<Props>> {
  return lazy(() => load().catch((): Awaited<Loaded<Props>> => ({ default: instead as ComponentType<Props> })));
}

export const Nothing = () => null;

function Missing() {
  return (
    <p role="alert" className="rounded-md bg-failed-wash px-3 py-2 text-failed">
      This part did not load: the connection may be gone. Nothing on the page is lost. Reload it to try again.
    </p>
  );
}
