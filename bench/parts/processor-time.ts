import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of processor time by name: a thread of a process, or a process with all it has started. */
export type ProcessorTime = Record<string, number>;

/** A tick of the kernel's accounts, in milliseconds. */
const TICK_MS = 10;

interface Stat {
  name: string;
  parent: number;
  own: number;
  /** What children took that have ended. */
  ended: number;
}

/** What each thread of a process has taken so far, its main thread as `main`; empty where the system does not say. */
export function timeOfThreads(pid: number): ProcessorTime {
  const time: ProcessorTime = {};
  for (const thread of namesIn(`/proc/${pid}/task`)) {
    const stat = statAt(`/proc/${pid}/task/${thread}/stat`);
    if (!stat) continue;
    const name = Number(thread) === pid ? 'main' : stat.name;
    time[name] = (time[name] ?? 0) + stat.own;
  }
  return time;
}

/** What a process and its children, those that have ended too, have taken so far. */
export function timeOfProcess(pid: number): number {
  const own = statAt(`/proc/${pid}/stat`);
  if (!own) return 0;
  const children = namesIn('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statAt(`/proc/${name}/stat`) ?? []) : []));
  return own.own + own.ended + children.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + child.own, 0);
}

/** The process that has started another. */
export const parentOf = (pid: number): number => statAt(`/proc/${pid}/stat`)?.parent ?? 0;

export const difference = (after: ProcessorTime, before: ProcessorTime): ProcessorTime =>
  Object.fromEntries(Object.entries(after).map(([name, time]) => [name, time - (before[name] ?? 0)]));

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function statAt(file: string): Stat | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    const ticks = (index: number): number => Number(fields[index]) * TICK_MS;
    return {
      name: text.slice(text.indexOf('(') + 1, end),
      parent: Number(fields[1]),
      own: ticks(11) + ticks(12),
      ended: ticks(13) + ticks(14),
    };
  } catch {
    return undefined;
  }
}
