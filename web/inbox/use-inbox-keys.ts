import { useEffect, useRef } from 'react';
import { isTyping } from '../app/frame/is-typing.ts';
import { closeAffected } from './close-affected.ts';
import type { InboxWork } from './use-inbox-work.ts';

/** After `g` a letter goes to a place, and means nothing here. */
const GOING_MS = 1_500;

/** Works through conversations by keyboard: j and k, r and n, a, e, s, x, u. */
export function useInboxKeys(work: InboxWork): void {
  const goneAt = useRef(0);
  useEffect(() => {
    const { currentId } = work;
    const isSome = work.affected.length > 0;
    const ofOne = (act: () => void): (() => void) | undefined => (currentId === undefined ? undefined : act);
    const keys: Readonly<Record<string, (() => void) | undefined>> = {
      j: () => work.step(1),
      k: () => work.step(-1),
      r: ofOne(() => work.setMode('answer')),
      n: ofOne(() => work.setMode('note')),
      a: isSome ? () => work.setDialog('assign') : undefined,
      e: isSome ? () => closeAffected(work) : undefined,
      s: isSome ? () => work.setDialog('snooze') : undefined,
      x: ofOne(() => work.toggle(currentId!)),
      u: ofOne(() => void work.run(work.calls.read(currentId!, 0))),
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'g') goneAt.current = event.timeStamp;
      const isElsewhere = isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || work.dialog !== null;
      const isGoing = goneAt.current > 0 && event.timeStamp - goneAt.current < GOING_MS;
      if (isElsewhere || isGoing || document.querySelector('[role="dialog"], [role="menu"]')) return;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [work]);
}
