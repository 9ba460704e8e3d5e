import { fork } from 'node:child_process';
import { join } from 'node:path';
import heap from '../../bin/parts/heap.json' with { type: 'json' };

/** How long an account's letters took to leave, and what that cost. */
export interface Run {
  seconds: number;
  cpuMs: number;
  peakRssMb: number;
}

export interface SenderProcess {
  pid: number;
  /** Sends all that is due in an account. */
  sendAll(accountId: number): Promise<Run>;
  stop(): void;
}

/** The sender in a process of its own, as a worker runs it: it shares no memory with whoever wrote and published what it sends. */
export function startSender(ownerUrl: string): SenderProcess {
  const child = fork(join(import.meta.dirname, 'send-letters.ts'), [ownerUrl], {
    execArgv: heap,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid!,
    sendAll: (accountId) =>
      new Promise((give, fail) => {
        const ended = (): void => fail(new Error('The sender ended before its letters had left.'));
        child.once('exit', ended);
        child.once('message', (run: Run) => {
          child.off('exit', ended);
          give(run);
        });
        child.send(accountId);
      }),
    stop: () => void child.kill(),
  };
}
