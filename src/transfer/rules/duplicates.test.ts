import { describe, expect, it } from 'vitest';
import { CONTACT, type FieldShape, type ObjectShape } from '../../records/schema.ts';
import { clustersOf, conditionsProblem, keyOf, normalised, proposedRules, similarity, type DuplicateCondition } from './duplicates.ts';

const field = (id: number, type: string, label = type): FieldShape =>
  ({ id, type, label, key: label, isReadOnly: false }) as unknown as FieldShape;
const shape = {
  id: CONTACT,
  person: true,
  fields: [field(3, 'email'), field(5, 'phone'), field(7, 'url'), field(11, 'text')],
} as unknown as ObjectShape;
const at = (how: DuplicateCondition['how'], of: number | 'name', loose = false): DuplicateCondition => ({ field: of, how, loose });

describe('what is written differently and means the same', () => {
  it.each([
    ['email', 'Ada@Quay.Example ', 'ada@quay.example', false, true],
    ['email', 'ada.byron+shop@gmail.com', 'adabyron@googlemail.com', true, true],
    ['email', 'ada.byron@gmail.com', 'adabyron@gmail.com', false, false],
    ['email', 'ada.byron@quay.example', 'adabyron@quay.example', true, false],
    ['phone', '+49 (0)431 555 12-34', '0431 5551234', false, true],
    ['phone', '+49 431 5551234', '+49 431 5551235', false, false],
    ['url', 'https://www.Quay.example/about', 'quay.example', false, true],
    ['text', 'Müller & Söhne', 'muller   sohne', false, true],
    ['text', 'Harbour Bakery GmbH & Co. KG', 'Harbour Bakery', true, true],
    ['text', 'Harbour Bakery Ltd.', 'harbour bakery, Inc', true, true],
    ['text', 'Harbour Bakery Ltd.', 'Harbour Bakery', false, false],
    ['text', 'AG', 'ag', true, true],
  ])('%s: %s and %s (loose: %s)', (type, one, other, ...[loose, isSame]) => {
    const of = field(1, type as string);
    expect(normalised(one as string, of, loose as boolean) === normalised(other as string, of, loose as boolean)).toBe(isSame);
  });
});

describe('similar names', () => {
  it.each([
    ['Ada Byron', 'Byron, Ada', true],
    ['Ada Byron', 'Ada Byrn', true],
    ['J. Smithson', 'Jane Smithson', true],
    ['Anna Müller', 'Anna Mueller', true],
    ['Ada Byron', 'Ben Byron', false],
    ['Ada', 'Ada Byron', false],
    ['', '', false],
  ])('%s and %s', (one, other, isAlike) => {
    expect(similarity(one as string, other as string) >= 0.8).toBe(isAlike);
    expect(similarity(one as string, other as string)).toBeCloseTo(similarity(other as string, one as string), 5);
  });
});

describe('keys and clusters', () => {
  const rule = [at('normalised', 11), at('similar', 'name')];
  const people = ['Ada Byron', 'Ada Byrn', 'Ben Quayle', 'Ada Byron'].map((name, index) => ({
    id: index + 1,
    name,
    values: { 11: 'Kiel' },
  }));

  it('a blank agrees with nothing', () => {
    expect(keyOf(shape, rule, { id: 1, name: 'Ada', values: {} })).toBeUndefined();
    expect(keyOf(shape, rule, { id: 1, name: ' ', values: { 11: 'Kiel' } })).toBeUndefined();
    expect(keyOf(shape, rule, { id: 1, name: 'Ada', values: { 11: 'KIEL' } })).toBe('kiel');
  });

  it('puts those together who are alike, and nobody with whom they were said not to be the same', () => {
    expect(clustersOf(rule, people, () => false).map(({ ids }) => ids)).toEqual([[1, 2, 4]]);
    const apart = clustersOf(rule, people, (one, other) => [one, other].sort().join() === '1,2');
    expect(apart.map(({ ids }) => ids)).toEqual([[1, 4]]);
  });

  it('a rule needs something that is the same, and fields that are there', () => {
    expect(conditionsProblem(shape, [at('similar', 'name')])).toContain('must be the same');
    expect(conditionsProblem(shape, [at('exact', 99)])).toContain('no longer there');
    for (const { conditions } of proposedRules(shape)) expect(conditionsProblem(shape, conditions)).toBeUndefined();
  });
});
