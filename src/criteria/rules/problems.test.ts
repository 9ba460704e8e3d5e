import { describe, expect, test } from 'vitest';
import { everyone, type Viewer } from '../../app/kernel/viewer.ts';
import { BOOKINGS, COMPANIES, CONTACTS, KINDS, OBJECTS, SECRET_SECTION } from '../../../test/criteria/world.ts';
import type { CriteriaContext, GroupShape } from './context.ts';
import { criteriaSchema, MOST_NODES, type Criteria } from './language.ts';
import { criteriaProblems } from './problems.ts';

const GROUPS: readonly GroupShape[] = [
  { id: 1, name: 'One', objectId: CONTACTS, criteria: { group: 2, operator: 'in' } },
  { id: 2, name: 'Two', objectId: CONTACTS, criteria: { not: { group: 1, operator: 'in' } } },
  { id: 3, name: 'Companies', objectId: COMPANIES, criteria: { all: [] } },
  { id: 4, name: 'Secretive', objectId: CONTACTS, criteria: { field: 23, operator: 'is_blank' } },
];

const sees = (hidden: readonly number[], none: readonly number[] = []): Viewer => ({
  ...everyone,
  on: (objectId) => ({
    ...everyone.on(objectId),
    view: none.includes(objectId) ? 'none' : 'all',
    sections: Object.fromEntries(hidden.map((id) => [id, 'hidden' as const])),
  }),
});

const context = (viewer: Viewer = everyone): CriteriaContext => ({
  accountId: 1,
  objectId: CONTACTS,
  objects: OBJECTS,
  groups: new Map(GROUPS.map((group) => [group.id, group])),
  kinds: new Map(Object.entries(KINDS)),
  facts: [],
  viewer,
  now: new Date('2027-01-01T00:00:00Z'),
  timeZone: 'UTC',
});

const first = (tree: unknown, viewer?: Viewer): string | undefined => {
  const [problem] = criteriaProblems(tree, context(viewer));
  return problem && `${problem.path} ${problem.code}: ${problem.sentence}`;
};

describe('what is wrong with criteria is said in one sentence, with the place', () => {
  test.each<[unknown, RegExp]>([
    [null, /^ criteria_malformed: A condition must be an object/],
    [[], /^ criteria_malformed: A condition must be an object/],
    [{}, /^ criteria_malformed: A condition must say what it asks about/],
    [{ all: 'x' }, /^all criteria_malformed: Give a list of conditions/],
    [{ all: [], any: [] }, /^ criteria_malformed: "all" stands alone/],
    [{ all: [{ field: 1, operator: 'is_blank' }, 7] }, /^all\.1 criteria_malformed: A condition must be an object/],
    [{ field: 'x', operator: 'is' }, /^field criteria_malformed: Give a whole number/],
    [{ field: 1 }, /^operator criteria_malformed: Say which operator/],
    [{ field: 1, operator: 'is', values: [{}] }, /^values\.0 criteria_malformed: Give a text, a number/],
    [{ field: 1, operator: 'is', value: 'x' }, /criteria_malformed: "value" does not belong in this condition; remove it\./],
    [{ field: 1, operator: 'is', values: ['a\0b'] }, /^values\.0 criteria_malformed: .*NUL/],
    [{ system: 'pulse', operator: 'is' }, /^system criteria_malformed: There is no such property\. Choose one of id,/],
    [{ tag: [], operator: 'has_any' }, /^tag criteria_malformed: Choose at least one tag/],
    [{ parent: 22 }, /^matches criteria_malformed: Say what the parent must match/],
    [{ parent: 22, matches: { all: 1 } }, /^matches\.all criteria_malformed: Give a list/],
    [{ search: '-- %' }, /^search criteria_malformed: Give at least one word/],
    [{ shoeSize: 12 }, /^ condition_unknown: There is no condition “shoeSize”\./],
    [{ field: 99, operator: 'is_blank' }, /^field field_unknown: There is no field 99\. It may have been deleted/],
    [{ field: 31, operator: 'is_blank' }, /^field field_unknown/],
    [
      { field: 4, operator: 'contains', values: ['a'] },
      /^operator operator_unknown: “contains” cannot be asked of “Age”\. Choose one of is, is_not/,
    ],
    [{ field: 4, operator: 'toString' }, /^operator operator_unknown/],
    [{ all: [{ any: [{ field: 4, operator: 'is', values: ['x'] }] }] }, /^all\.0\.any\.0\.values\.0 value_wrong: “Age”: give a number/],
    [{ field: 4, operator: 'between', values: [1] }, /^values criteria_malformed: “between” takes two values, from and to/],
    [{ field: 4, operator: 'is', values: [] }, /^values criteria_malformed: “is” takes at least one value/],
    [{ field: 4, operator: 'is_blank', values: [1] }, /^values criteria_malformed: “is_blank” takes no values/],
    [
      { field: 1, operator: 'is', values: [' '] },
      /^values\.0 value_wrong: “First name”: give a text; to look for nothing there, choose “is_blank”/,
    ],
    [{ field: 1, operator: 'like', values: ['%a%b%c%d%e%f%g%h%i%j%k%'] }, /^values\.0 value_wrong: .*at most 10 percent signs/],
    [{ field: 10, operator: 'on', values: ['2027-02-30'] }, /^values\.0 value_wrong: “Birthday”: give a date/],
    [{ field: 10, operator: 'on', values: ['2027-02-03T00:00:00Z'] }, /^values\.0 value_wrong: “Birthday”: give a date/],
    [{ field: 10, operator: 'in_last', amount: 5, unit: 'hours' }, /^unit criteria_malformed: A date has no hours/],
    [{ field: 10, operator: 'in_last' }, /^amount criteria_malformed: Say how many/],
    [{ field: 10, operator: 'in_last', amount: 101, unit: 'years' }, /^amount value_wrong: Give at most 100 years/],
    [{ field: 12, operator: 'before', values: ['some_day'] }, /^values\.0 value_wrong: “Met”: give a date like/],
    [{ field: 15, operator: 'is', values: [9] }, /^values\.0 value_wrong: “Stage” has no option 9/],
    [{ field: 17, operator: 'has_all', values: ['1'] }, /^values\.0 value_wrong/],
    [{ owner: [], operator: 'is' }, /^owner criteria_malformed: Choose at least one user/],
    [{ parent: 1, matches: { all: [] } }, /^parent field_unknown: Field 1 does not point to a parent/],
    [{ parent: 22, matches: { field: 31, operator: 'is', values: ['x'] } }, /^matches\.values\.0 value_wrong: “Size”: give a number/],
    [{ children: 22, object: CONTACTS }, /^children field_unknown/],
    [{ children: 40, object: 77 }, /^children field_unknown/],
    [{ behaviour: 'email.eaten' }, /^behaviour behaviour_unknown: There is no kind of event “email\.eaten”/],
    [{ behaviour: 'email.opened', within: { operator: 'is_blank' } }, /^within\.operator operator_unknown: Choose one of on/],
    [{ behaviour: 'email.opened', within: { operator: 'in_last', amount: 1 } }, /^within\.unit criteria_malformed: Say of what/],
    [
      { behaviour: 'email.opened', count: { operator: 'exactly', value: -1 } },
      /^count\.value criteria_malformed: Give a number of zero or more/,
    ],
    [{ group: 8, operator: 'in' }, /^group group_unknown: There is no group 8/],
    [{ group: 3, operator: 'in' }, /^group group_unknown: The group “Companies” is a group of other records/],
  ])('%j', (tree, sentence) => {
    expect(first(tree)).toMatch(sentence);
  });

  test('a group that leads back to itself, by others or directly', () => {
    expect(first({ group: 1, operator: 'in' })).toMatch(/group_circular: The group “One” cannot be used here: .*would refer to itself/);
    const problems = criteriaProblems({ group: 4, operator: 'in' }, context(), 4);
    expect(problems[0]).toMatchObject({ code: 'group_circular', path: 'group' });
  });

  test('too deep and too many', () => {
    let deep: Criteria = { all: [] };
    for (let depth = 0; depth < 40; depth++) deep = { not: deep };
    expect(first(deep)).toMatch(/criteria_too_deep: Conditions may be nested at most 12 deep/);
    const many = { any: Array.from({ length: MOST_NODES }, () => ({ field: 1, operator: 'is_blank' })) };
    expect(first(many)).toMatch(/^ criteria_too_large: Criteria may hold at most 200 conditions/);
  });
});

describe('what a role hides, criteria cannot ask about', () => {
  const hidden = sees([SECRET_SECTION]);
  test.each<[Criteria]>([
    [{ field: 23, operator: 'is_not_blank' }],
    [{ not: { field: 23, operator: 'starts_with', values: ['a'] } }],
    [{ group: 4, operator: 'not_in' }],
  ])('%j', (tree) => {
    expect(first(tree, hidden)).toMatch(/field_hidden/);
    expect(first(tree)).toBeUndefined();
  });

  test('neither of related records that one may not see', () => {
    expect(first({ parent: 22, matches: { all: [] } }, sees([], [COMPANIES]))).toMatch(/^parent field_hidden/);
    expect(first({ children: 40, object: BOOKINGS }, sees([], [BOOKINGS]))).toMatch(/^children field_hidden/);
  });
});

test('the schema of the edge gives the path and the sentence too', () => {
  const parsed = criteriaSchema.safeParse({ all: [{ field: 1 }] });
  expect(parsed.error?.issues).toMatchObject([{ path: ['all', '0', 'operator'], message: 'Say which operator, for example "is".' }]);
  expect(criteriaSchema.parse({ any: [{ consent: 'email' }] })).toEqual({ any: [{ consent: 'email' }] });
});
