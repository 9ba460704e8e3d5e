import { t } from '../../app/messages/t.ts';
import { nameOfEvent } from '../sentences.ts';
import type { Names } from '../use-names.ts';

/** What an event is about, by the beginning of its kind. */
const GROUPS = {
  records: ['record', 'owner', 'import', 'relation'],
  tags: ['tag', 'group'],
  tasks: ['task', 'call', 'note'],
  mail: ['email', 'mail', 'conversation', 'consent', 'sms'],
  dates: ['date'],
  maps: ['automation'],
  leads: ['lead', 'score', 'form', 'page'],
  money: ['order', 'product', 'invoice', 'card', 'membership'],
} as const;

type Group = keyof typeof GROUPS | 'outside';

/** Deleted records cannot begin a map, and what is only captured in the Outbox happens as well as it is sent. */
const NOT_OFFERED = new Set(['record.deleted', 'email.captured', 'webhook.captured']);
const OF_PEOPLE: readonly Group[] = ['mail'];

export interface GroupOfEvents {
  group: string;
  items: { value: string; label: string }[];
}

/** Every kind of event that may begin a map of these records, under its heading; `kept` stays offered whatever it is. */
export function groupsOfEvents(names: Pick<Names, 'events' | 'singular' | 'isPerson'>, kept?: string): GroupOfEvents[] {
  const order: Group[] = [...(Object.keys(GROUPS) as Group[]), 'outside'];
  return order.flatMap((group) => {
    const items = names.events
      .filter(({ event }) => groupOf(event) === group)
      .filter(({ event }) => event === kept || (!NOT_OFFERED.has(event) && (names.isPerson || !OF_PEOPLE.includes(group))))
      .map(({ event }) => ({ value: event, label: nameOfEvent(event, names) }));
    return items.length === 0 ? [] : [{ group: t(`steps.events.${group}`), items }];
  });
}

function groupOf(event: string): Group {
  const beginning = event.slice(0, event.indexOf('.'));
  return (
    (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).find((group) => (GROUPS[group] as readonly string[]).includes(beginning)) ?? 'outside'
  );
}
