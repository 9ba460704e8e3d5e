import type { ReactNode } from 'react';

const READING_MS = 5_000;

let isWanted = false;
const waiting = new Set<() => void>();

/** Whether a notice has been shown: the place for them is loaded and drawn only then. */
export const noticesWanted = {
  subscribe(listen: () => void): () => void {
    waiting.add(listen);
    return () => waiting.delete(listen);
  },
  now: (): boolean => isWanted,
};

function notices(): Promise<typeof import('./notices.tsx')> {
  isWanted = true;
  for (const listen of waiting) listen();
  return import('./notices.tsx');
}

/** Says at the foot of the page that something is done. */
export function showDone(message: string): void {
  void notices().then(({ show }) => show({ message, color: 'good', forMs: READING_MS }));
}

/** Says at the foot of the page why something was refused; stays until it is closed. */
export function showProblem(error: Error): void {
  void notices().then(({ show }) => show({ message: error.message, color: 'bad' }));
}

/** Says that something is done and offers to take it back. */
export function showUndo(message: string, undo: () => Promise<unknown>): void {
  void notices().then(({ show }) => show({ message, color: 'sea', undo }));
}

/** Shows something that changes while it is looked at, such as the progress of a run; the same id takes the place of what is shown. */
export function showPart(id: string, part: ReactNode): void {
  void notices().then(({ showLasting }) => showLasting(id, part));
}
