import { useEffect, useRef } from 'react';
import { isTyping } from '../app/frame/is-typing.ts';
import { useObjects } from '../app/session.ts';
import { useGo } from '../app/url.ts';
import type { TaskWork } from './use-task-work.ts';

/** After `g` a letter goes to a place, and means nothing here. */
const GOING_MS = 1_500;

/** Works through the list of tasks by keyboard: j and k, c, r, a, e, x, and t to take one. */
export function useTaskKeys(work: TaskWork): void {
  const objects = useObjects();
  const go = useGo();
  const goneAt = useRef(0);
  useEffect(() => {
    const { current, tasks } = work;
    const openRecord = (): void => {
      const object = objects.find(({ id }) => id === current?.objectId);
      if (object && current?.recordId) go(`/records/${object.key}/${current.recordId}`);
    };
    const isOpen = current?.status === 'pending';
    const keys: Readonly<Record<string, (() => void) | undefined>> = {
      j: () => work.step(1),
      k: () => work.step(-1),
      c: isOpen ? () => work.setDialog('complete') : undefined,
      r: isOpen ? () => work.setDialog('reschedule') : undefined,
      a: isOpen ? () => work.setDialog('assign') : undefined,
      e: openRecord,
      x: current && (() => work.toggle(current.id)),
      t: isOpen && current.assigneeId === null ? () => void work.run(work.calls.claim(current.id)) : undefined,
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'g') goneAt.current = event.timeStamp;
      const isElsewhere = isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || work.dialog !== null;
      const isGoing = goneAt.current > 0 && event.timeStamp - goneAt.current < GOING_MS;
      if (isElsewhere || isGoing || tasks.length === 0 || document.querySelector('[role="dialog"]')) return;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go, objects, work]);
}
