import type { ModeProps } from '../canvas/overlay.ts';

/** What happened on the map: live counts on every element and every way, over a stretch of time. */
export default function Performance({ children }: ModeProps) {
  return children({ overlay: {} });
}
