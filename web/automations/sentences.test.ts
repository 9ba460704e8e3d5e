import { describe, expect, test } from 'vitest';
import type { Step, Trigger } from '../../src/automations/schema.ts';
import type { FieldShape } from '../../src/records/schema.ts';
import { groupsOfKinds } from './groups-of-kinds.ts';
import { nameOfKind, sentenceOfStep, sentenceOfTrigger, sentencesOfExits } from './sentences.ts';
import { NO_NAMES, type Names } from './use-names.ts';

const field = (id: number, label: string, type: string, more: Partial<FieldShape> = {}): FieldShape =>
  ({ id, label, type, options: [], ...more }) as unknown as FieldShape;

const names: Names = {
  ...NO_NAMES,
  singular: 'Contact',
  plural: 'Contacts',
  fields: [
    field(8, 'Birthday', 'date'),
    field(11, 'City', 'text'),
    field(17, 'Stage', 'dropdown', { options: [{ id: 1, label: 'Won' }] as never }),
    field(1000, 'Renewal date', 'date'),
    field(1001, 'Worth', 'price'),
    field(1002, 'Likes', 'list', {
      options: [
        { id: 1, label: 'Rye' },
        { id: 2, label: 'Spelt' },
      ] as never,
    }),
    field(1003, 'Wants news', 'check'),
    field(1004, 'Adviser', 'user'),
  ],
  events: [
    {
      event: 'task.completed',
      label: 'event.task.completed',
      subject: 'task',
      content: [
        { key: 'outcome', label: 'content.outcome', type: 'text', choices: [], open: false },
        { key: 'assignee', label: 'content.assignee', type: 'user', choices: [], open: false },
      ],
    },
    {
      event: 'record.updated',
      label: 'event.record.updated',
      subject: null,
      content: [{ key: 'after', label: 'content.after', type: 'field', choices: [], open: false }],
    },
    {
      event: 'call.logged',
      label: 'event.call.logged',
      subject: 'note',
      content: [
        {
          key: 'direction',
          label: 'content.direction',
          type: 'choice',
          choices: [{ value: 'in', label: 'content.direction.in' }],
          open: false,
        },
      ],
    },
  ],
  relations: [{ id: 7, name: 'Company' }],
  objects: [
    { id: 149, singular: 'Deal', plural: 'Deals', fields: [] },
    { id: 0, singular: 'Contact', plural: 'Contacts', fields: [field(1001, 'Worth', 'price')] },
  ] as never,
  tags: [
    { id: 1, name: 'Newcomer' },
    { id: 2, name: 'Guest' },
  ],
  groups: [{ id: 5, name: 'Customers' }],
  users: [{ id: 3, name: 'Mina Harbour' }],
  roles: [{ id: 4, name: 'Sales' }],
  messages: [{ id: 9, name: 'Welcome aboard', isPublished: true }],
  automations: [{ id: 6, name: 'Renewals', isRunning: true }],
  templates: [{ id: 2, name: 'First call' }],
  routers: [{ id: 1, name: 'North' }],
  scores: [{ id: 1, name: 'Interest' }],
};

const say = (kind: string, settings: Step['settings'] = {}): string => sentenceOfStep({ kind, settings }, names);
const CITY = { field: 11, operator: 'is', values: ['Kiel'] };

describe('the line of a wait', () => {
  test.each<[object, string]>([
    [{ wait: 'for', amount: 1, unit: 'days' }, 'Wait 1 day'],
    [{ wait: 'for', amount: 2000, unit: 'hours' }, 'Wait 2,000 hours'],
    [{ wait: 'until', at: '2026-12-24T09:00' }, 'Wait until Dec 24, 2026, 9:00 AM'],
    [{ wait: 'until', at: 'nonsense' }, 'Wait until …'],
    [{ wait: 'window', weekdays: [2], from: '09:00', zone: 'contact' }, 'Wait until Tuesday, 9:00 AM, their time'],
    [{ wait: 'window', weekdays: [5, 1], from: '09:00', zone: 'owner' }, 'Wait until Monday or Friday, 9:00 AM, their owner’s time'],
    [{ wait: 'window', weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' }, 'Wait until Monday to Friday, 9:00 AM to 5:30 PM'],
    [{ wait: 'window', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '22:00' }, 'Wait until any day, 10:00 PM'],
    [
      { wait: 'field', offset: { fieldId: 1000, amount: 3, unit: 'days', direction: 'before', at: '09:00' } },
      'Wait until 3 days before Renewal date at 9:00 AM',
    ],
    [{ wait: 'field', offset: { fieldId: 1000, amount: 0 } }, 'Wait until Renewal date'],
    [{ wait: 'field', offset: { fieldId: 8, amount: 0, yearly: true } }, 'Wait until the day of Birthday each year'],
    [{ wait: 'field', offset: { fieldId: 77, amount: 1, unit: 'weeks' } }, 'Wait until 1 week after (deleted)'],
    [{ wait: 'criteria', criteria: CITY }, 'Wait until it is true'],
    [{ wait: 'criteria', criteria: CITY, limit: { amount: 3, unit: 'days' } }, 'Wait until it is true, at most 3 days'],
    [{}, 'Wait'],
  ])('%j', (settings, sentence) => expect(say('wait', settings as Step['settings'])).toBe(sentence));
});

describe('the line of every other kind', () => {
  test.each<[string, object, string]>([
    ['condition', { criteria: {} }, 'Do they match the conditions?'],
    ['condition', { criteria: { all: [CITY, CITY] } }, 'Do they match the conditions on City?'],
    ['condition', { criteria: { group: 5, operator: 'in' } }, 'In the group Customers?'],
    ['condition', { branches: [{ name: '', criteria: { tag: [1], operator: 'has_none' } }] }, 'Not tagged Newcomer?'],
    [
      'condition',
      {
        branches: [
          { name: 'North', criteria: CITY },
          { name: '', criteria: CITY },
        ],
      },
      'Which of 2 branches: North or Branch 2?',
    ],
    ['split', { variants: [{ name: 'Short' }, { name: '' }] }, 'Split between Short and B'],
    ['split', {}, 'Split between A and B'],
    ['fork', { ways: 3 }, 'Go 3 ways at once'],
    ['goal', { name: 'Has bought' }, 'Goal: Has bought'],
    ['goal', { triggers: [{ id: 4, event: 'tag.added', subject: [1] }] }, 'Goal: A tag is added: Newcomer'],
    ['goal', {}, 'Goal'],
    ['end', {}, 'End'],
    ['end', { stay: true }, 'End, and stay on the map'],
    ['email.send', { messageId: 9 }, 'Send “Welcome aboard”'],
    ['email.send', {}, 'Send “…”'],
    ['email.send', { messageId: 12 }, 'Send “(deleted)”'],
    ['tag.add', { tag: 'Guest' }, 'Add tag Guest'],
    ['tag.remove', { tag: '' }, 'Remove tag …'],
    ['task.create', { subject: 'Call', assignee: 'owner' }, 'Create task “Call” for the owner'],
    ['task.create', { subject: 'Call', assignee: { roleId: 4 } }, 'Create task “Call” for everybody of the role Sales'],
    ['task.assign', { templateId: 2 }, 'Create task from “First call”'],
    ['owner.change', { ownerId: 3 }, 'Make Mina Harbour the owner'],
    ['user.notify', { to: ['owner', 3], subject: 'A reply' }, 'Notify the owner and Mina Harbour: “A reply”'],
    ['user.notify', { to: [], subject: '' }, 'Notify …: “…”'],
    ['field.change', { fieldId: 11, change: { how: 'set', value: 'Kiel' } }, 'Set City to Kiel'],
    ['field.change', { fieldId: 17, change: { how: 'set', value: 1 } }, 'Set Stage to Won'],
    ['field.change', { fieldId: 1003, change: { how: 'set', value: true } }, 'Set Wants news to Yes'],
    ['field.change', { fieldId: 1004, change: { how: 'set', value: 3 } }, 'Set Adviser to Mina Harbour'],
    ['field.change', { fieldId: 1000, change: { how: 'set', value: '2026-12-24' } }, 'Set Renewal date to Dec 24, 2026'],
    ['field.change', { fieldId: 1000, change: { how: 'clear' } }, 'Clear Renewal date'],
    ['field.change', { fieldId: 1001, change: { how: 'add', amount: 1250 } }, 'Add $12.50 to Worth'],
    ['field.change', { fieldId: 1001, change: { how: 'add', amount: -1250 } }, 'Take $12.50 from Worth'],
    ['field.change', { fieldId: 1002, change: { how: 'include', options: [1, 2] } }, 'Add Rye and Spelt to Likes'],
    ['field.change', { fieldId: 1002, change: { how: 'exclude', options: [] } }, 'Take … out of Likes'],
    ['field.change', { fieldId: 1000, change: { how: 'shift', amount: 1, unit: 'months' } }, 'Move Renewal date on by 1 month'],
    ['field.change', { fieldId: 1000, change: { how: 'shift', amount: -2, unit: 'years' } }, 'Move Renewal date back by 2 years'],
    ['field.change', { fieldId: 1000, change: { how: 'from_now', amount: 0, unit: 'days' } }, 'Set Renewal date to today'],
    ['field.change', { fieldId: 1000, change: { how: 'from_now', amount: 3, unit: 'weeks' } }, 'Set Renewal date to 3 weeks from now'],
    ['field.change', { fieldId: 1000, change: { how: 'from_now', amount: -1, unit: 'days' } }, 'Set Renewal date to 1 day ago'],
    ['field.change', { fieldId: 1001, change: { how: 'multiply', by: 1.5 } }, 'Multiply Worth by 1.5'],
    ['field.change', { fieldId: 1001, change: { how: 'calculate', formula: '{1001} * 2' } }, 'Set Worth to {Worth} * 2'],
    ['field.change', { fieldId: 11, change: { how: 'copy', fromFieldId: 17 } }, 'Copy Stage to City'],
    ['field.change', { fieldId: 11, change: { how: 'fill', text: 'near {{ contact.city }}' } }, 'Fill City with “near {{ contact.city }}”'],
    ['field.change', {}, 'Set … to …'],
    ['record.create', { objectId: 149 }, 'Create a deal'],
    ['record.relate', { fieldId: 7 }, 'Relate through Company'],
    ['record.unrelate', { fieldId: 7 }, 'End the relation through Company'],
    ['automation.enter', { automationId: 6 }, 'Add to “Renewals”'],
    ['automation.leave', { automationId: 6 }, 'Take off “Renewals”'],
    ['automation.hold', { automationId: 6 }, 'Pause on “Renewals”'],
    ['automation.resume', { automationId: 6 }, 'Go on with “Renewals”'],
    ['webhook.send', { url: 'https://books.example/in?key=1' }, 'Call books.example'],
    ['webhook.send', {}, 'Call …'],
    ['lead.route', { routerId: 1 }, 'Hand over by “North”'],
    ['score.add', { scoreId: 1, points: 5 }, 'Add 5 points to Interest'],
    ['score.add', { scoreId: 1, points: -1 }, 'Take 1 point from Interest'],
    ['something.new', {}, 'something.new'],
  ])('%s %j', (kind, settings, sentence) => expect(say(kind, settings as Step['settings'])).toBe(sentence));

  test('a "go to" names its step, and of another "go to" no more than what it is', () => {
    const steps: Step[] = [
      { id: 1, kind: 'wait', settings: { wait: 'for', amount: 1, unit: 'days' }, next: [2] },
      { id: 2, kind: 'goto', settings: {}, next: [1] },
      { id: 3, kind: 'goto', settings: {}, next: [2] },
      { id: 4, kind: 'goto', settings: {}, next: [null] },
    ];
    expect(steps.slice(1).map((step) => sentenceOfStep(step, names, steps))).toEqual([
      'Go to “Wait 1 day”',
      'Go to “Go to a step”',
      'Go to …',
    ]);
  });
});

describe('the line of a trigger', () => {
  test.each<[Omit<Trigger, 'id'>, string]>([
    [{ event: 'record.created' }, 'A contact is added'],
    [{ event: 'tag.added', subject: [1, 2] }, 'A tag is added: Newcomer or Guest'],
    [{ event: 'tag.added', subject: [99] }, 'A tag is added: (deleted)'],
    [{ event: 'group.entered', subject: [5] }, 'A group is entered: Customers'],
    [{ event: 'email.clicked', subject: [9] }, 'A link in a letter is clicked: Welcome aboard'],
    [{ event: 'record.updated', fields: [11, 17] }, 'A field changes: City or Stage'],
    [
      {
        event: 'date.reached',
        date: { when: 'field', offset: { fieldId: 1000, amount: 3, unit: 'days', direction: 'before', yearly: false } },
      },
      '3 days before Renewal date',
    ],
    [
      {
        event: 'date.reached',
        date: {
          when: 'field',
          zone: 'contact',
          offset: { fieldId: 8, amount: 0, unit: 'days', direction: 'after', at: '09:00', yearly: true },
        },
      },
      'The day of Birthday each year at 9:00 AM, their time',
    ],
    [{ event: 'date.reached', date: { when: 'time', at: '2026-12-24T09:00', every: 'once' } }, 'On Dec 24, 2026, 9:00 AM'],
    [{ event: 'date.reached', date: { when: 'time', at: '2026-12-24T09:00', every: 'month' } }, 'Every month from Dec 24, 2026, 9:00 AM'],
    [
      { event: 'task.completed', where: [{ key: 'outcome', operator: 'is', values: ['Reached', 'Called back'] }] },
      'A task is completed, if Outcome is Reached or Called back',
    ],
    [
      {
        event: 'task.completed',
        where: [
          { key: 'assignee', operator: 'is_not', values: [3] },
          { key: 'outcome', operator: 'filled', values: [] },
        ],
      },
      'A task is completed, if Whose task it is is not Mina Harbour and 1 more',
    ],
    [
      { event: 'record.updated', fields: [17], where: [{ key: 'after', operator: 'is', values: [1] }] },
      'A field changes: Stage, if To is Won',
    ],
    [
      { event: 'call.logged', where: [{ key: 'direction', operator: 'is', values: ['in'] }] },
      'A call is logged, if Direction is They called',
    ],
  ])('%j', (trigger, sentence) => expect(sentenceOfTrigger(trigger, names)).toBe(sentence));
});

describe('the ways out', () => {
  test.each<[string, object, string[]]>([
    ['end', {}, []],
    ['tag.add', { tag: 'Guest' }, ['']],
    ['condition', { criteria: {} }, ['Yes', 'No']],
    [
      'condition',
      {
        branches: [
          { name: 'North', criteria: {} },
          { name: '', criteria: {} },
        ],
      },
      ['North', 'Branch 2', 'All others'],
    ],
    ['split', {}, ['A 50%', 'B 50%']],
    [
      'split',
      {
        variants: [
          { name: 'Short', weight: 1 },
          { name: '', weight: 2 },
        ],
      },
      ['Short 33.3%', 'B 66.7%'],
    ],
    ['fork', { ways: 3 }, ['Way 1', 'Way 2', 'Way 3']],
    ['wait', { wait: 'for', amount: 1, unit: 'days' }, ['']],
    ['wait', { wait: 'criteria', criteria: {}, limit: { amount: 3, unit: 'days' } }, ['Within 3 days', 'After 3 days']],
    ['wait', { wait: 'criteria', criteria: {} }, ['When it is true', 'Never without a limit']],
  ])('%s %j', (kind, settings, exits) => expect(sentencesOfExits({ kind, settings: settings as Step['settings'] })).toEqual(exits));
});

test('kinds are offered in their groups, those without one at the end, and none that the server lacks', () => {
  const offered = ['wait', 'email.send', 'something.new', 'end'].map((kind) => ({ kind }));
  expect(groupsOfKinds(offered).map(({ label, kinds }) => [label, kinds.map(({ kind }) => nameOfKind(kind))])).toEqual([
    ['Send and tell', ['Send an e-mail']],
    ['Wait and choose the way', ['Wait', 'End the path']],
    ['More', ['something.new']],
  ]);
});
