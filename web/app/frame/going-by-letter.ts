import { useEffect, useLayoutEffect, useRef } from 'react';
import { objectLetters, visiblePlaces } from '../places.ts';
import { useAccount, useObjects } from '../session.ts';
import { useGo } from '../url.ts';
import { isTyping } from './is-typing.ts';

const WAIT_MS = 2_000;

/** What was pressed last, kept outside of what is drawn: the frame is made anew while its first data comes in. Time is counted from when the page began. */
const pressed = { at: -WAIT_MS, early: '' };

/** `g`, and then the letter of a place, goes there. */
export function useGoingByLetter(): void {
  const letters = usePlaceLetters();
  const go = useGo();
  // The screen is drawn anew while data comes in: what was pressed before it must not be forgotten by that.
  const latest = useRef({ letters, go });
  useEffect(() => {
    latest.current = { letters, go };
    const path = letters.get(pressed.early);
    if (path === undefined) return;
    pressed.early = '';
    go(path);
  });
  // As soon as the page stands: whoever works by keyboard does not wait for what comes after.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      const isSecond = event.timeStamp - pressed.at < WAIT_MS;
      const path = isSecond ? latest.current.letters.get(event.key) : undefined;
      pressed.at = event.key === 'g' ? event.timeStamp : -WAIT_MS;
      // Which objects there are may still be on its way.
      pressed.early = isSecond && path === undefined && event.key in objectLetters ? event.key : '';
      if (path === undefined) return;
      event.preventDefault();
      latest.current.go(path);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

/** The path behind each letter. */
export function usePlaceLetters(): Map<string, string> {
  const account = useAccount();
  const objects = useObjects();
  const letters = new Map<string, string>();
  for (const place of visiblePlaces(account)) if (place.letter) letters.set(place.letter, place.path);
  for (const object of objects) {
    const letter = objectLetters[object.key];
    if (letter) letters.set(letter, `/records/${object.key}`);
  }
  return letters;
}
