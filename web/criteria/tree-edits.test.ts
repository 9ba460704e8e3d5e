import { describe, expect, test } from 'vitest';
import { type Criteria, formProblems } from '../../src/criteria/rules/language.ts';
import {
  addTo,
  duplicateAt,
  finishedPart,
  jointOf,
  negated,
  nodeAt,
  normalised,
  originOf,
  partsOf,
  rejoin,
  removeAt,
  replaceAt,
  unwrapAt,
  withOperator,
  wrapAt,
} from './tree-edits.ts';

const kiel: Criteria = { field: 11, operator: 'is', values: ['Kiel'] };
const tagged: Criteria = { tag: [3], operator: 'has_any' };
const grouped: Criteria = { group: 5, operator: 'in' };

describe('normalised', () => {
  test('puts a lone condition into a list and asks nothing where there is nothing', () => {
    expect(normalised(kiel)).toEqual({ all: [kiel] });
    expect(normalised({ not: kiel })).toEqual({ all: [{ not: kiel }] });
    for (const nothing of [undefined, null, {}]) expect(normalised(nothing)).toEqual({ all: [] });
  });

  test('keeps a list, negated or not, and drops a double negation', () => {
    expect(normalised({ any: [kiel] })).toEqual({ any: [kiel] });
    expect(normalised({ not: { any: [kiel] } })).toEqual({ not: { any: [kiel] } });
    expect(normalised({ all: [{ not: { not: kiel } }] })).toEqual({ all: [kiel] });
  });

  test('gives every relation a list of its own', () => {
    expect(normalised({ parent: 7, matches: kiel })).toEqual({ all: [{ parent: 7, matches: { all: [kiel] } }] });
    expect(normalised({ all: [{ children: 7, object: 0 }] })).toEqual({ all: [{ children: 7, object: 0, matches: { all: [] } }] });
  });
});

describe('edits by path', () => {
  const tree: Criteria = { all: [kiel, { not: { any: [tagged, grouped] } }] };

  test('name every part by the path the server uses', () => {
    expect(partsOf(tree, '').map(([path]) => path)).toEqual(['all.0', 'all.1']);
    expect(partsOf(nodeAt(tree, 'all.1')!, 'all.1').map(([path]) => path)).toEqual(['all.1.not.any.0', 'all.1.not.any.1']);
    expect(jointOf(nodeAt(tree, 'all.1')!)).toEqual({ join: 'any', isNegated: true });
  });

  test('replace, remove and duplicate deep inside without touching the tree they began from', () => {
    const before = structuredClone(tree);
    expect(nodeAt(replaceAt(tree, 'all.1.not.any.0', kiel), 'all.1.not.any.0')).toEqual(kiel);
    expect(removeAt(tree, 'all.1.not.any.0')).toEqual({ all: [kiel, { not: { any: [grouped] } }] });
    expect(removeAt(tree, '')).toEqual({ all: [] });
    expect(duplicateAt(tree, 'all.0')).toEqual({ all: [kiel, kiel, { not: { any: [tagged, grouped] } }] });
    expect(tree).toEqual(before);
  });

  test('add to a list and say where the new part stands', () => {
    const { tree: added, path } = addTo(tree, 'all.1', kiel);
    expect(path).toBe('all.1.not.any.2');
    expect(nodeAt(added, path)).toEqual(kiel);
  });

  test('add under a relation', () => {
    const { tree: added, path } = addTo({ all: [{ parent: 7, matches: { all: [] } }] }, 'all.0.matches', kiel);
    expect(path).toBe('all.0.matches.all.0');
    expect(added).toEqual({ all: [{ parent: 7, matches: { all: [kiel] } }] });
  });

  test('wrap and unwrap are each other’s way back', () => {
    const wrapped = wrapAt(tree, 'all.0');
    expect(wrapped).toEqual({ all: [{ any: [kiel] }, { not: { any: [tagged, grouped] } }] });
    expect(unwrapAt(wrapped, 'all.0')).toEqual(tree);
  });

  test('rejoin keeps the parts', () => {
    expect(rejoin(tree, 'all.1', { join: 'all', isNegated: false })).toEqual({ all: [kiel, { all: [tagged, grouped] }] });
    expect(rejoin(tree, '', { join: 'any', isNegated: true })).toEqual({ not: { any: [kiel, { not: { any: [tagged, grouped] } }] } });
  });
});

describe('negated', () => {
  test('takes the opposite operator, and back', () => {
    expect(negated(kiel)).toEqual({ field: 11, operator: 'is_not', values: ['Kiel'] });
    expect(negated(negated(kiel))).toEqual(kiel);
    expect(negated(tagged)).toEqual({ tag: [3], operator: 'has_none' });
    expect(negated(grouped)).toEqual({ group: 5, operator: 'not_in' });
  });

  test('says not where no operator says the opposite', () => {
    const before: Criteria = { system: 'created', operator: 'before', values: ['2026-01-01'] };
    expect(negated(before)).toEqual({ not: before });
    expect(negated({ not: before })).toEqual(before);
    expect(negated({ behaviour: 'email.opened' })).toEqual({ not: { behaviour: 'email.opened' } });
  });
});

describe('the finished part', () => {
  const open: Criteria = { field: 11, operator: 'is', values: [] };

  test('leaves out what is not written to its end, and lists that become empty with it', () => {
    const { tree, unfinished } = finishedPart({ all: [open, kiel, { any: [{ tag: [], operator: 'has_any' }] }] });
    expect(tree).toEqual({ all: [kiel] });
    expect(unfinished).toBe(2);
  });

  test('asks nothing where nothing is finished, instead of matching nobody', () => {
    expect(finishedPart({ any: [open] }).tree).toEqual({ all: [] });
    expect(finishedPart({ not: { all: [] } }).tree).toEqual({ all: [] });
    expect(finishedPart({ all: [{ parent: 7, matches: { any: [open] } }] }).tree).toEqual({ all: [{ parent: 7, matches: { all: [] } }] });
  });

  test('knows where each place stood in the full tree', () => {
    const { origins } = finishedPart({ all: [open, { not: { any: [open, kiel] } }] });
    expect(originOf(origins, 'all.0.not.any.0.values.0')).toBe('all.1.not.any.1.values.0');
    expect(originOf(origins, '')).toBe('');
  });

  test('is always well formed', () => {
    const unfinished: Criteria[] = [
      open,
      { field: 8, operator: 'between', values: ['2026-01-01', ''] },
      { system: 'created', operator: 'in_last' },
      { owner: [], operator: 'is' },
      { group: 0, operator: 'in' },
      { search: ' ' },
      { automation: [], operator: 'on' },
      { behaviour: 'email.opened', within: { operator: 'on', values: [] } },
    ];
    const { tree, unfinished: left } = finishedPart({ any: [kiel, { all: unfinished }] });
    expect(formProblems(tree)).toEqual([]);
    expect(left).toBe(unfinished.length);
  });
});

describe('withOperator', () => {
  test('keeps what fits the new operator', () => {
    const asked = { field: 11, operator: 'is', values: ['Kiel', 'Plön'] };
    expect(withOperator(asked, 'contains')).toEqual({ field: 11, operator: 'contains', values: ['Kiel', 'Plön'] });
    expect(withOperator(asked, 'greater')).toEqual({ field: 11, operator: 'greater', values: ['Kiel'] });
    expect(withOperator(asked, 'is_blank')).toEqual({ field: 11, operator: 'is_blank' });
    expect(withOperator({ operator: 'on', values: ['2026-01-01'] }, 'in_last')).toEqual({ operator: 'in_last', amount: 30, unit: 'days' });
  });
});
