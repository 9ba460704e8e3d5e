import type { ModeProps } from '../canvas/overlay.ts';

/** The way of one person over the map: `follow` in the address is the id of the record. */
export default function Follow({ children }: ModeProps & { recordId: number }) {
  return children({ overlay: {} });
}
