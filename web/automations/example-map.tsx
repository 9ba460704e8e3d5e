import { EMPTY_MAP, type AutomationMap } from '../../src/automations/schema.ts';
import { MapList } from './map-list.tsx';
import { type Names, NO_NAMES } from './use-names.ts';

const names: Names = {
  ...NO_NAMES,
  singular: 'Contact',
  plural: 'Contacts',
  isPerson: true,
  tags: [{ id: 1, name: 'Newcomer' }],
  messages: [{ id: 1, name: 'Welcome aboard', isPublished: true }],
};

const map: AutomationMap = {
  ...EMPTY_MAP,
  start: 1,
  lastId: 5,
  steps: [
    { id: 1, kind: 'email.send', settings: { messageId: 1 }, next: [2] },
    { id: 2, kind: 'wait', settings: { wait: 'window', weekdays: [2], from: '09:00' }, next: [3] },
    { id: 3, kind: 'tag.add', settings: { tag: 'Newcomer' }, next: [4] },
    { id: 4, kind: 'end', settings: {}, next: [] },
  ],
};

const counts = new Map([
  [1, { id: 1, standing: 0, held: 0, failed: 0, arrived: 214, exits: [214] }],
  [2, { id: 2, standing: 12, held: 0, failed: 0, arrived: 214, exits: [202] }],
  [3, { id: 3, standing: 0, held: 0, failed: 0, arrived: 202, exits: [202] }],
]);

/** What a map looks like, for the place where there is none yet. */
export function ExampleMap() {
  return <MapList map={map} names={names} problems={{}} counts={counts} kinds={[]} onPeople={() => undefined} />;
}
