/** So many run at once to each host; the others wait their turn in the order in which they came. */
export interface Lanes {
  /** Runs `work` when its host has room. */
  run<T>(host: string, work: () => Promise<T>): Promise<T>;
  /** The hosts at which as many run or wait as there is room for. */
  busy(): string[];
}

export function lanesOf(room: number): Lanes {
  const hosts = new Map<string, { taken: number; waiting: (() => void)[] }>();
  return {
    async run(host, work) {
      const lane = hosts.get(host) ?? { taken: 0, waiting: [] };
      hosts.set(host, lane);
      if (lane.taken >= room) await new Promise<void>((go) => lane.waiting.push(go));
      else lane.taken++;
      try {
        return await work();
      } finally {
        // Whoever waits takes the place over.
        const next = lane.waiting.shift();
        if (next) next();
        else if (--lane.taken === 0) hosts.delete(host);
      }
    },
    busy: () => [...hosts].filter(([, { taken }]) => taken >= room).map(([host]) => host),
  };
}
