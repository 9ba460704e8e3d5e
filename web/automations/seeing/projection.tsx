import type { ModeProps } from '../canvas/overlay.ts';

/** What would happen: a number or a rate is changed and seen further down the map. */
export default function Projection({ children }: ModeProps) {
  return children({ overlay: {} });
}
