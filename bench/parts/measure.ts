/** One line of a bench's answer; see the interfaces in the design. */
export interface Measured {
  name: string;
  work: string;
  seconds: number;
  perSecond: number;
  limit: { what: string; perSecond: number };
  ratio: number;
  cpuMsPerUnit: number;
  peakRssMb: number;
}

/** Runs two ways of doing the same job in turns, so that whatever else the machine does falls on both, and compares their medians. */
export async function beside(
  job: { name: string; work: string; limit: string; rounds: number },
  ours: () => Promise<unknown>,
  limit: () => Promise<unknown>,
): Promise<Measured> {
  for (const warm of [ours, limit]) await warm();
  const times: { ours: number[]; limit: number[] } = { ours: [], limit: [] };
  let cpuMs = 0;
  for (let round = 0; round < job.rounds; round++) {
    const cpu = process.cpuUsage();
    times.ours.push(await secondsOf(ours));
    const used = process.cpuUsage(cpu);
    cpuMs += (used.user + used.system) / 1000;
    times.limit.push(await secondsOf(limit));
  }
  const seconds = median(times.ours);
  const limitSeconds = median(times.limit);
  return {
    name: job.name,
    work: job.work,
    seconds: rounded(seconds),
    perSecond: rounded(1 / seconds),
    limit: { what: job.limit, perSecond: rounded(1 / limitSeconds) },
    ratio: rounded(limitSeconds / seconds),
    cpuMsPerUnit: rounded(cpuMs / job.rounds),
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const rounded = (number: number): number => Number(number.toPrecision(4));
