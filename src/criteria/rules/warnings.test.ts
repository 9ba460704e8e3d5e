import { expect, test } from 'vitest';
import type { Criteria } from './language.ts';
import { criteriaWarnings } from './warnings.ts';

const isNot = (value: string, field = 1): Criteria => ({ field, operator: 'is_not', values: [value] });
const is = (value: string, field = 1): Criteria => ({ field, operator: 'is', values: [value] });
const codes = (tree: Criteria): string[] => criteriaWarnings(tree).map(({ code, path }) => `${code} at ${path || 'the root'}`);

test('alternatives that each exclude something of one field are a trap, and joining them with all is suggested', () => {
  const [warning] = criteriaWarnings({ any: [isNot('A'), isNot('B'), is('C', 2)] });
  expect(warning).toMatchObject({
    code: 'negated_alternatives',
    path: '',
    suggestion: { any: [is('C', 2), { all: [isNot('A'), isNot('B')] }] },
  });
  expect(criteriaWarnings(warning!.suggestion)).toEqual([]);
});

test('the trap is found wherever it stands and however the exclusion is written', () => {
  expect(codes({ all: [is('x', 3), { not: { any: [isNot('A'), { not: is('B') }] } }] })).toEqual(['negated_alternatives at all.1.not']);
  expect(
    codes({
      any: [
        { tag: [1], operator: 'has_none' },
        { tag: [2], operator: 'has_none' },
      ],
    }),
  ).toEqual(['negated_alternatives at the root']);
  expect(
    codes({
      any: [
        { group: 1, operator: 'not_in' },
        { group: 2, operator: 'not_in' },
      ],
    }),
  ).toEqual(['negated_alternatives at the root']);
  expect(codes({ parent: 22, matches: { any: [isNot('A'), isNot('B')] } })).toEqual(['negated_alternatives at matches']);
});

test('exclusions of different fields, one exclusion of many values, and exclusions joined by all are no trap', () => {
  expect(codes({ any: [isNot('A', 1), isNot('B', 2)] })).toEqual([]);
  expect(codes({ any: [{ field: 1, operator: 'is_not', values: ['A', 'B'] }, is('C')] })).toEqual([]);
  expect(codes({ all: [isNot('A'), isNot('B')] })).toEqual([]);
  expect(codes({ any: [{ not: { not: is('A') } }, isNot('B')] })).toEqual([]);
});

test('one field that must be two things at once matches nobody, and any is suggested', () => {
  const [warning] = criteriaWarnings({ all: [is('A'), is('B'), is('x', 2)] });
  expect(warning).toMatchObject({ code: 'never_together', suggestion: { all: [is('x', 2), { any: [is('A'), is('B')] }] } });
  expect(codes({ all: [{ field: 1, operator: 'is', values: ['A', 'B'] }, is('b ')] })).toEqual([]);
  expect(
    codes({
      all: [
        { tag: [1], operator: 'has_any' },
        { tag: [2], operator: 'has_any' },
      ],
    }),
  ).toEqual([]);
});
