import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../app/api.ts';
import type { Challenge, Solution } from './solve.ts';

/** A little work for this machine while a person fills in the form, in place of a puzzle for the person. */
export function useProof(): { solve: () => Promise<string>; isSolved: boolean } {
  const running = useRef<Promise<string> | null>(null);
  const [isSolved, setSolved] = useState(false);
  const start = useCallback(() => {
    setSolved(false);
    running.current = newProof();
    running.current.then(
      () => setSolved(true),
      () => (running.current = null),
    );
    return running.current;
  }, []);
  useEffect(() => void start(), [start]);
  const solve = useCallback(async () => {
    const proof = await (running.current ?? start());
    // A proof counts once: whatever the form is told, the next try needs another.
    running.current = null;
    return proof;
  }, [start]);
  return { solve, isSolved };
}

async function newProof(): Promise<string> {
  const challenge = await api.get('/api/identity/challenge');
  const solution = await inWorker(challenge);
  return btoa(JSON.stringify({ challenge, solution }));
}

function inWorker(challenge: Challenge): Promise<Solution> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Solution>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Solution>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(challenge);
  }).finally(() => worker.terminate());
}
