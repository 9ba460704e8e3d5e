import type { ReactNode } from 'react';
import type { Automation } from '../automation-data.ts';
import type { Names } from '../use-names.ts';

/** What a mode draws over the map. It never changes where anything stands. */
export interface Overlay {
  /** Shown at the foot of an element; 0 is the entrance, triggers go by their own ids. */
  node?: (stepId: number) => ReactNode;
  /** What is said at a way out of a step, and how much goes there: `weight` from 0 to 1 is the thickness of the line. */
  edge?: (stepId: number, exit: number) => { label?: ReactNode; weight?: number } | undefined;
  /** When given, everything else fades. */
  highlighted?: ReadonlySet<number>;
}

/** What a mode of the map (performance, projection, simulation) is given, and gives back. */
export interface ModeProps {
  automation: Automation;
  names: Names;
  children: (shown: { overlay: Overlay; bar?: ReactNode; aside?: ReactNode }) => ReactNode;
}
