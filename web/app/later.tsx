import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

/** A page has settled by then. */
const SETTLED_MS = 2_000;

/** A part that is loaded when it is first shown; until then its place is empty. Once it is loaded it stands at once. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, fallback?: (props: Props) => ReactNode) {
  let Known: ComponentType<Props> | undefined;
  const get = async (): Promise<{ default: ComponentType<Props> }> => ({ default: (Known = await load()) });
  const Loaded = lazy(get) as unknown as ComponentType<Props>;
  function Later(props: Props) {
    // What was shown while it was on its way stays what it is: another component in its place would begin anew.
    const [Ready] = useState(() => Known);
    if (Ready) return <Ready {...props} />;
    return (
      <Suspense fallback={fallback?.(props) ?? null}>
        <Loaded {...props} />
      </Suspense>
    );
  }
  return Object.assign(Later, { preload: () => void get().catch(() => undefined) });
}

/** Does something once the page has settled and the browser has nothing else to do: loads what will probably be wanted next. Gives what takes it back. */
export function whenIdle(act: () => void): () => void {
  const timer = setTimeout(() => ('requestIdleCallback' in window ? requestIdleCallback(act) : act()), SETTLED_MS);
  return () => clearTimeout(timer);
}
