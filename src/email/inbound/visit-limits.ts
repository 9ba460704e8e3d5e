const MOST_AT_ONCE = 10;
const MOST_A_MINUTE = 600;
const MINUTE_MS = 60_000;
const MOST_KNOWN = 10_000;

/** How much one address may bring. Large providers bring the bounces of a broadcast from a few addresses, so that there is room for hundreds. */
export interface VisitLimits {
  enter: (address: string) => boolean;
  leave: (address: string) => void;
  takes: (address: string) => boolean;
}

export function visitLimits(): VisitLimits {
  const there = new Map<string, number>();
  const minutes = new Map<string, { beganMs: number; count: number }>();
  return {
    enter(address) {
      const count = there.get(address) ?? 0;
      there.set(address, count + 1);
      return count < MOST_AT_ONCE;
    },
    leave(address) {
      const count = (there.get(address) ?? 1) - 1;
      if (count > 0) there.set(address, count);
      else there.delete(address);
    },
    takes(address) {
      const nowMs = performance.now();
      const minute = minutes.get(address);
      if (!minute || nowMs - minute.beganMs > MINUTE_MS) {
        if (minutes.size >= MOST_KNOWN) minutes.clear();
        minutes.set(address, { beganMs: nowMs, count: 1 });
        return true;
      }
      return ++minute.count <= MOST_A_MINUTE;
    },
  };
}
