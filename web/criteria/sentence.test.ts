import { expect, test } from 'vitest';
import { sentenceOf } from './sentence.ts';
import type { KnownNames } from './vocabulary.ts';

const field = (id: number, label: string, type: string, more: object = {}) => ({
  id,
  label,
  type,
  options: [],
  parentObjectId: null,
  ...more,
});
const companies = { id: 150, plural: 'Companies', fields: [field(4, 'Website', 'url')] };
const contacts = {
  id: 0,
  plural: 'Contacts',
  fields: [
    field(7, 'Company', 'parent', { parentObjectId: 150 }),
    field(8, 'Birthday', 'date'),
    field(11, 'City', 'text'),
    field(14, 'Country', 'country'),
    field(17, 'Stage', 'dropdown', { options: [{ id: 2, label: 'Lead' }] }),
    field(1000, 'Spent', 'price'),
  ],
};
const deals = { id: 149, plural: 'Deals', fields: [field(9, 'Contact', 'parent', { parentObjectId: 0 })] };
const names = {
  object: contacts,
  objects: [contacts, deals, companies],
  currency: 'EUR',
  users: [{ id: 1, name: 'Ada' }],
  tags: [
    { id: 3, name: 'Customer' },
    { id: 4, name: 'Press' },
  ],
  groups: [{ id: 5, name: 'Readers' }],
  messages: [{ id: 1, name: 'Welcome' }],
  automations: [],
  imports: [],
  events: [{ event: 'email.opened', subject: 'email' }],
  records: new Map([['150/12', 'Northlight']]),
} as unknown as KnownNames;

const CASES: [criteria: unknown, sentence: string][] = [
  [{ all: [] }, ''],
  [{ field: 11, operator: 'is', values: ['Kiel'] }, 'City is Kiel'],
  [{ field: 11, operator: 'is_not', values: ['Kiel', 'Lübeck'] }, 'City is none of Kiel or Lübeck'],
  [{ field: 11, operator: 'is', values: ['A', 'B', 'C', 'D', 'E'] }, 'City is any of A, B, C, or 2 more'],
  [{ field: 11, operator: 'is', values: [] }, 'City is …'],
  [{ field: 14, operator: 'is', values: ['DE'] }, 'Country is Germany'],
  [{ field: 17, operator: 'is', values: [2] }, 'Stage is Lead'],
  [{ field: 1000, operator: 'between', values: [1000, 250000] }, 'Spent is between €10.00 and €2,500.00'],
  [{ field: 8, operator: 'more_than_ago', amount: 3, unit: 'years' }, 'Birthday is more than 3 years ago'],
  [{ field: 8, operator: 'before', values: ['first_of_this_month'] }, 'Birthday is before the first of this month'],
  [{ field: 8, operator: 'between', values: ['7_days_ago', '1_days_ahead'] }, 'Birthday is between 7 days ago and 1 day from now'],
  [{ operator: 'paused_on', automation: [3] }, 'is paused on the automation Something deleted'],
  [{ field: 7, operator: 'is', values: [12] }, 'Company is Northlight'],
  [{ field: 7, operator: 'is', values: [13] }, 'Company is number 13'],
  [{ parent: 7, matches: { all: [{ tag: [1], operator: 'has_any' }] } }, 'Company is one where has the tag …'],
  [{ children: 9, object: 149, count: { operator: 'exactly', value: 0 } }, 'has no deals'],
  [{ tag: [3, 4], operator: 'has_all' }, 'has the tags Customer and Press'],
  [{ tag: [9], operator: 'has_none' }, 'does not have the tag Something deleted'],
  [{ owner: ['me', 1], operator: 'is' }, 'Owner is any of Whoever looks or Ada'],
  [{ group: 5, operator: 'not_in' }, 'is not in Readers'],
  [
    {
      behaviour: 'email.opened',
      subject: [1],
      count: { operator: 'at_least', value: 3 },
      within: { operator: 'in_last', amount: 30, unit: 'days' },
    },
    'opened a letter (Welcome) at least 3 times in the last 30 days',
  ],
  [{ behaviour: 'email.opened', count: { operator: 'exactly', value: 0 } }, 'never opened a letter'],
  [
    { all: [{ group: 5, operator: 'in' }, { not: { any: [{ search: 'red' }, { reachable: 'bulk' }] } }] },
    'is in Readers and not: has words that begin with “red” or may be sent news and offers',
  ],
];

test.each(CASES)('says %j as “%s”', (criteria, sentence) => {
  expect(sentenceOf(criteria, names)).toBe(sentence);
});
