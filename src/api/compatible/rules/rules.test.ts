import fc from 'fast-check';
import { describe, expect, test as it } from 'vitest';
import { seedOf } from '../../../../test/seed.ts';
import { InvalidCondition, readCondition } from './condition.ts';
import { isLike } from './filter-rows.ts';
import { idsOf, isSet, readParameters, UnreadableBody } from './parameters.ts';
import { readPhpForm } from './php-form.ts';
import { idsOfWireList, wireList } from './wire-values.ts';

const SEED = seedOf(20_261_122);

describe('a form as PHP writes it', () => {
  it('becomes lists where names count, and objects elsewhere', () => {
    expect(readPhpForm('ids[0]=1&ids[1]=2&a[]=x&a[]=y')).toEqual({ ids: ['1', '2'], a: ['x', 'y'] });
    expect(readPhpForm('offer[products][0][price][0][price]=5&offer[name]=Big+one')).toEqual({
      offer: { products: [{ price: [{ price: '5' }] }], name: 'Big one' },
    });
    expect(readPhpForm('a%5Bb%5D=%C3%BC&plus=1%2B1&bare&=x')).toEqual({ a: { b: 'ü' }, plus: '1+1', bare: '' });
  });

  it('survives names that are half open, deep, or meant to reach further', () => {
    expect(readPhpForm('a[=1&a]b[c]=2&b[c=3')).toEqual({ 'a[': '1', 'a]b': { c: '2' }, 'b[c': '3' });
    expect(readPhpForm(`a${'[x]'.repeat(100)}=1`)).toEqual({});
    const read = readPhpForm('__proto__[polluted]=1&constructor[prototype][x]=1');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(read).toSorted()).toEqual(['__proto__', 'constructor']);
  });

  it('never fails, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readPhpForm(text);
      }),
      { seed: SEED },
    );
  });
});

describe('parameters', () => {
  it('of the body win over those of the query; JSON is known by how it begins', async () => {
    expect(await readParameters({ query: 'a=1&b=2', body: '{"a": 3}' })).toEqual({ a: 3, b: '2' });
    expect(await readParameters({ query: '', body: ' \n{"a": null}' })).toEqual({ a: null });
    await expect(readParameters({ query: '', body: '{"a": ' })).rejects.toThrow(UnreadableBody);
  });

  it('are read however clients write them', () => {
    for (const ids of ['1,2', '1, 2', [1, 2], ['1', '2']]) expect(idsOf({ ids })).toEqual([1, 2]);
    expect([idsOf({ ids: 5 }), idsOf({ ids: '0' }), idsOf({}), idsOf({ ids: 'VIP,3' })]).toEqual([[5], [], [], [3]]);
    for (const value of [true, 'true', 'True', 1, '1']) expect(isSet({ all: value }, 'all')).toBe(true);
    for (const value of [false, 'false', 0, '0', null, undefined]) expect(isSet({ all: value }, 'all')).toBe(false);
  });
});

describe('a condition', () => {
  it('that cannot be read is refused, never half read', () => {
    for (const text of [
      "a='1",
      "a='1' and",
      '(a=1',
      'a=1)',
      'a',
      '= 1',
      'a between 1 and 2',
      'a=1 b=2',
      'a in ()',
      '[1',
      '[{"field":{"field":"a"}}]',
      '["XOR"]',
    ]) {
      expect(() => readCondition(text), text).toThrow(InvalidCondition);
    }
  });

  it('is refused or read, whatever it is, and in no time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z =<>()'"`%_,]{0,400}$/), fc.json()), (text) => {
        try {
          readCondition(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidCondition);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('keeps quotes, doubled or after a stroke', () => {
    expect(readCondition("name = 'O''Brien'")).toMatchObject({ values: ["O'Brien"] });
    expect(readCondition(String.raw`name = 'O\'Brien'`)).toMatchObject({ values: ["O'Brien"] });
  });
});

it('a pattern means what a plain regular expression means', () => {
  const sign = fc.constantFrom('a', 'b', '%', '_');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 }), fc.array(sign, { maxLength: 8 }), (text, signs) => {
      const plain = new RegExp(`^${signs.map((one) => (one === '%' ? '.*' : one === '_' ? '.' : one)).join('')}$`);
      expect(isLike(text, signs.join(''))).toBe(plain.test(text));
    }),
    { seed: SEED, numRuns: 500 },
  );
});

it('lists of ids go over the wire and come back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1e9 })), (ids) => {
      expect(idsOfWireList(wireList(ids))).toEqual(ids);
    }),
    { seed: SEED },
  );
});
