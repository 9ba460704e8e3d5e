import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../app/messages/t.ts';
import { type ObjectType, useApi, useRefresh } from '../../app/session.ts';
import { showProblem, showUndo } from '../../ui/notice.ts';
import { shapeCalls, type TabLayout } from '../data.ts';
import { layoutOf, placeOf, stepped, type Thing } from './layout.ts';

export interface Arranging {
  /** As it stands, or as it would stand were the thing in hand put down now. */
  layout: TabLayout[];
  lifted: Thing | null;
  /** What is read out to whoever does not see it. */
  said: string;
  nameOf: (thing: Thing) => string;
  show: (layout: TabLayout[]) => void;
  /** Keeps what is shown; says so, with the way back. */
  keep: (thing: Thing, layout?: TabLayout[]) => void;
  giveUp: () => void;
  onKeyDown: (event: KeyboardEvent, thing: Thing) => void;
}

/** Moves tabs, sections and fields: by pointer through `show` and `keep`, by keyboard with Space, the arrows, and Escape. */
export function useArranging(object: ObjectType): Arranging {
  const api = useApi();
  const refresh = useRefresh();
  const [draft, setDraft] = useState<TabLayout[] | null>(null);
  const [lifted, setLifted] = useState<Thing | null>(null);
  const [said, setSaid] = useState('');
  const kept = layoutOf(object);
  const layout = draft ?? kept;
  useEffect(() => setDraft(null), [object]);
  useFocusKept(lifted, layout);

  const nameOf = ({ kind, id }: Thing): string =>
    kind === 'field'
      ? (object.fields.find((field) => field.id === id)?.label ?? '')
      : ((kind === 'tab' ? object.tabs : object.sections).find((one) => one.id === id)?.name ?? '');

  const send = async (next: TabLayout[]): Promise<void> => {
    try {
      await shapeCalls(api).arrange(object.id, next);
    } finally {
      await refresh('objects');
    }
  };
  const refused = (error: Error): void => {
    setDraft(null);
    showProblem(error);
  };
  const keep = (thing: Thing, next = layout): void => {
    if (JSON.stringify(next) === JSON.stringify(kept)) return setDraft(null);
    setDraft(next);
    send(next).then(() => showUndo(t('structure.moved', { name: nameOf(thing) }), () => send(kept)), refused);
  };
  const say = (thing: Thing, where: TabLayout[]): void => {
    const place = placeOf(where, thing);
    if (!place) return;
    const container =
      thing.kind === 'tab' ? object.plural : nameOf({ kind: thing.kind === 'field' ? 'section' : 'tab', id: place.container });
    setSaid(t('structure.said.place', { name: nameOf(thing), place: place.index + 1, count: place.count, container }));
  };
  const giveUp = (): void => {
    setLifted(null);
    setDraft(null);
  };

  const onKeyDown = (event: KeyboardEvent, thing: Thing): void => {
    const isLifted = lifted?.kind === thing.kind && lifted.id === thing.id;
    if (event.key === ' ' && !isLifted) {
      setLifted(thing);
      setSaid(t('structure.said.lifted', { name: nameOf(thing) }));
    } else if (isLifted && (event.key === ' ' || event.key === 'Enter')) {
      setLifted(null);
      setSaid(t('structure.said.put', { name: nameOf(thing) }));
      keep(thing);
    } else if (isLifted && event.key === 'Escape') {
      giveUp();
      setSaid(t('structure.said.back', { name: nameOf(thing) }));
    } else if (isLifted && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const next = stepped(layout, thing, event.key === 'ArrowDown' ? 1 : -1);
      setDraft(next);
      say(thing, next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return { layout, lifted, said, nameOf, show: setDraft, keep, giveUp, onKeyDown };
}

/** What is carried by keyboard is drawn anew in another place; its handle keeps the focus. */
function useFocusKept(lifted: Thing | null, layout: TabLayout[]): void {
  const last = useRef<Thing | null>(null);
  useEffect(() => {
    if (lifted && last.current) document.getElementById(handleId(lifted))?.focus();
    last.current = lifted;
  }, [lifted, layout]);
}

export const handleId = ({ kind, id }: Thing): string => `arrange-${kind}-${id}`;
