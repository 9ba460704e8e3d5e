import { useRef, useState } from 'react';

const MOST_KEPT = 200;
/** Typing goes on for as long as no pause is longer: it is taken back in one go. */
const PAUSE_MS = 1_200;

interface Kept<Thing> {
  past: readonly Thing[];
  future: readonly Thing[];
}

/** What something was before each change, and before each that was taken back. Changes of the same kind in quick succession count as one. */
export function useHistory<Thing>(now: Thing, onChange: (thing: Thing) => void) {
  const [kept, setKept] = useState<Kept<Thing>>({ past: [], future: [] });
  const last = useRef<{ kind: string; at: number }>({ kind: '', at: 0 });
  const go = (next: Thing, after: Kept<Thing>): void => {
    last.current = { kind: '', at: 0 };
    setKept(after);
    onChange(next);
  };
  return {
    canUndo: kept.past.length > 0,
    canRedo: kept.future.length > 0,
    /** `kind` names what is being written (`b3.text`); left out, the change stands for itself. */
    change(next: Thing, kind = ''): void {
      const at = performance.now();
      const goesOn = kind !== '' && kind === last.current.kind && at - last.current.at < PAUSE_MS;
      last.current = { kind, at };
      if (!goesOn) setKept(({ past }) => ({ past: [...past, now].slice(-MOST_KEPT), future: [] }));
      onChange(next);
    },
    undo(): void {
      const before = kept.past.at(-1);
      if (before !== undefined) go(before, { past: kept.past.slice(0, -1), future: [now, ...kept.future] });
    },
    redo(): void {
      const [after, ...future] = kept.future;
      if (after !== undefined) go(after, { past: [...kept.past, now], future });
    },
  };
}
