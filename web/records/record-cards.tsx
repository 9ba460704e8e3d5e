import type { ReactNode } from 'react';
import { type CardSettings, cardSettingsSchema } from '../../src/records/schema.ts';
import type { ObjectType } from '../app/session.ts';
import { useUrlState } from '../app/url.ts';
import { Board } from './board/board.tsx';
import type { Which } from './data.ts';
import { usualCards } from './board/usual-cards.ts';

/** The board of a list whose settings stand in the address. */
export function RecordCards({ object, which, filters }: { object: ObjectType; which: Which; filters: ReactNode }) {
  const [text, setText] = useUrlState('cards');
  return (
    <Board
      object={object}
      which={which}
      filters={filters}
      settings={settingsOf(text) ?? usualCards(object)}
      onSettings={(next) => setText(JSON.stringify(next))}
    />
  );
}

function settingsOf(text: string): CardSettings | undefined {
  try {
    return cardSettingsSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
