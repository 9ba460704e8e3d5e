import { useEffect, useRef } from 'react';
import { objectLetters, visiblePlaces } from '../places.ts';
import { useAccount, useObjects } from '../session.ts';
import { useGo } from '../url.ts';
import { isTyping } from './is-typing.ts';

const WAIT_MS = 2_000;

/** `g`, and then the letter of a place, goes there. */
export function useGoingByLetter(): void {
  const letters = usePlaceLetters();
  const go = useGo();
  // The screen is drawn anew while data comes in: what was pressed before it must not be forgotten by that.
  const latest = useRef({ letters, go });
  const early = useRef('');
  useEffect(() => {
    latest.current = { letters, go };
    const path = letters.get(early.current);
    if (path === undefined) return;
    early.current = '';
    go(path);
  });
  useEffect(() => {
    // Time is counted from when the page began: nought is no time long past.
    let pressedAt = -WAIT_MS;
    const listen = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      const path = event.timeStamp - pressedAt < WAIT_MS ? latest.current.letters.get(event.key) : undefined;
      const isEarly = path === undefined && event.timeStamp - pressedAt < WAIT_MS && event.key in objectLetters;
      pressedAt = event.key === 'g' ? event.timeStamp : -WAIT_MS;
      // Which objects there are may still be on its way.
      early.current = isEarly ? event.key : '';
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
