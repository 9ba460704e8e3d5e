import { useEffect } from 'react';
import { objectLetters, visiblePlaces } from '../places.ts';
import { useAccount, useObjects } from '../session.ts';
import { useGo } from '../url.ts';
import { isTyping } from './is-typing.ts';

const WAIT_MS = 1_200;

/** `g`, and then the letter of a place, goes there. */
export function useGoingByLetter(): void {
  const letters = usePlaceLetters();
  const go = useGo();
  useEffect(() => {
    let pressedAt = 0;
    const listen = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return;
      const path = event.timeStamp - pressedAt < WAIT_MS ? letters.get(event.key) : undefined;
      pressedAt = event.key === 'g' ? event.timeStamp : 0;
      if (path === undefined) return;
      event.preventDefault();
      go(path);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [letters, go]);
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
