import { describe, expect, it } from 'vitest';
import { asksField } from './asks-field.ts';
import type { FieldShape } from './context.ts';
import type { Criteria } from './language.ts';

const objects = new Map([
  [0, { fields: [{ id: 7, parentObjectId: 150 } as FieldShape] }],
  [150, { fields: [] }],
]);
const asks = (tree: Criteria, asked: { objectId: number; fieldId: number; optionId?: number }) => asksField(tree, 0, asked, objects);

describe('criteria', () => {
  it('ask for a field, and for an option of it', () => {
    const tree = { all: [{ not: { any: [{ field: 3, operator: 'is', values: [5, '6'] }] } }] };
    expect(asks(tree, { objectId: 0, fieldId: 3 })).toBe(true);
    expect(asks(tree, { objectId: 0, fieldId: 3, optionId: 6 })).toBe(true);
    expect(asks(tree, { objectId: 0, fieldId: 3, optionId: 7 })).toBe(false);
    expect(asks(tree, { objectId: 150, fieldId: 3 })).toBe(false);
  });

  it('ask for a field of related records, and for the field that leads there', () => {
    const tree = { parent: 7, matches: { field: 3, operator: 'is', values: [5] } };
    expect(asks(tree, { objectId: 150, fieldId: 3, optionId: 5 })).toBe(true);
    expect(asks(tree, { objectId: 0, fieldId: 3 })).toBe(false);
    expect(asks(tree, { objectId: 0, fieldId: 7 })).toBe(true);
    const children = { children: 9, object: 149, matches: { field: 2, operator: 'is', values: [1] } };
    expect(asks(children, { objectId: 149, fieldId: 2 })).toBe(true);
    expect(asks(children, { objectId: 149, fieldId: 9 })).toBe(true);
  });
});
