import { expect, test } from 'vitest';
import { conditionSettings, endSettings, goalSettings, splitSettings, waitSettings } from '../../../src/automations/schema.ts';
import { NO_NAMES } from '../use-names.ts';
import { groupsOfEvents } from './groups-of-events.ts';
import { firstSettings, keptSettings, keptTrigger, withPart } from './settings.ts';
import { ofEvent } from './trigger-fields.tsx';

const ASKED = { field: 11, operator: 'is', values: ['Kiel'] };
const UNFINISHED = { field: 11, operator: 'is', values: [] };

test('conditions that are not written to their end are left out of what is kept', () => {
  const all = { all: [ASKED, UNFINISHED] };
  const branches = [
    { name: 'Kiel', criteria: all },
    { name: '', criteria: { all: [UNFINISHED] } },
  ];
  expect(keptSettings('condition', { branches })).toEqual({
    branches: [
      { name: 'Kiel', criteria: { all: [ASKED] } },
      { name: '', criteria: {} },
    ],
  });
  expect(keptSettings('condition', { criteria: all })).toEqual({ branches: [{ name: '', criteria: { all: [ASKED] } }] });
  expect(keptSettings('wait', { wait: 'criteria', criteria: all, limit: null })).toMatchObject({ criteria: { all: [ASKED] }, limit: null });
  expect(keptSettings('wait', { wait: 'for', amount: 1, unit: 'days' })).toEqual({ wait: 'for', amount: 1, unit: 'days' });
  expect(keptSettings('split', { variants: [], measure: { criteria: all, within: {} } })).toMatchObject({
    measure: { criteria: { all: [ASKED] } },
  });
  expect(keptSettings('goal', { triggers: [{ id: 3, event: 'tag.added', criteria: { all: [UNFINISHED] } }] })).toEqual({
    triggers: [{ id: 3, event: 'tag.added', criteria: null }],
  });
  expect(keptTrigger({ event: 'tag.added', criteria: undefined })).toEqual({ event: 'tag.added', criteria: null });
});

test('steps of the map itself begin with settings that can be published, where nothing must be chosen first', () => {
  const schemas = { wait: waitSettings, condition: conditionSettings, split: splitSettings, end: endSettings };
  for (const [kind, schema] of Object.entries(schemas)) expect([kind, schema.safeParse(firstSettings(kind)).success]).toEqual([kind, true]);
  expect(goalSettings.safeParse(firstSettings('goal')).error?.issues.map(({ message }) => message)).toEqual([
    'Choose what reaches the goal.',
  ]);
});

test('a part is put in or left out', () => {
  expect(withPart({ a: 1, zone: 'owner' } as { a: number; zone?: string }, 'zone', undefined)).toEqual({ a: 1 });
  expect(withPart({ a: 1 } as { a: number; zone?: string }, 'zone', 'owner')).toEqual({ a: 1, zone: 'owner' });
});

test('a trigger for another event keeps whom it brings, and asks nothing of the event it was about', () => {
  const trigger = {
    id: 4,
    event: 'record.updated',
    fields: [17],
    where: [{ key: 'after', operator: 'is' as const, values: [1] }],
    step: 9,
    criteria: ASKED,
  };
  expect(ofEvent(trigger, 'tag.added')).toEqual({ id: 4, event: 'tag.added', step: 9, criteria: ASKED });
  expect(ofEvent(trigger, 'date.reached').date).toMatchObject({ when: 'field' });
});

test('events are offered by what they are about; letters for people alone, and what cannot begin a map not at all', () => {
  const events = ['record.created', 'record.deleted', 'email.opened', 'event.received', 'strange.thing'].map((event) => ({
    event,
    label: event,
    subject: null,
    content: [],
  }));
  const groups = (isPerson: boolean, kept?: string) =>
    groupsOfEvents({ ...NO_NAMES, singular: 'Deal', events, isPerson }, kept).map(({ group, items }) => [
      group,
      items.map(({ value }) => value),
    ]);
  expect(groups(true)).toEqual([
    ['Records', ['record.created']],
    ['E-mail and consent', ['email.opened']],
    ['From outside', ['event.received', 'strange.thing']],
  ]);
  expect(groups(false).map(([group]) => group)).not.toContain('E-mail and consent');
  expect(groups(false, 'email.opened').map(([group]) => group)).toContain('E-mail and consent');
});
