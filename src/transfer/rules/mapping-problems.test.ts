import { describe, expect, it } from 'vitest';
import type { ObjectRights } from '../../app/kernel/viewer.ts';
import { STANDARD_OBJECTS } from '../../records/rules/standard-objects.ts';
import type { FieldShape, ObjectShape } from '../../records/index.ts';
import type { ImportOptions } from '../schema.ts';
import { mappingProblems } from './mapping-problems.ts';

const { sections, ...object } = STANDARD_OBJECTS[0]!;
const fields = sections.flatMap((section) =>
  section.fields.map(
    (field) =>
      ({
        parentObjectId: null,
        columnName: null,
        options: [],
        isRequired: false,
        isUnique: false,
        isReadOnly: false,
        deletedAt: null,
        ...field,
        sectionId: section.id,
      }) as unknown as FieldShape,
  ),
);
const shape = { ...object, fields, sections: [] } as unknown as ObjectShape;
const ALL: ObjectRights = { view: 'all', edit: 'all', delete: 'all', create: true, export: true, bulk: true, sections: {} };
const OPTIONS: ImportOptions = {
  match: [3],
  mode: 'both',
  blanks: 'keep',
  tags: [],
  ownerId: null,
  standing: null,
  keySource: 'file',
};

function problems(
  rights: Partial<ObjectRights>,
  options: Partial<ImportOptions> = {},
  fieldId = 11,
  mayMakeFields = false,
): Record<string, string> {
  const mapping = [
    { to: 'field' as const, fieldId: 3 },
    fieldId === 0 ? { to: 'new' as const, label: 'Shoe size', type: 'number' as const } : { to: 'field' as const, fieldId },
  ];
  return mappingProblems(
    { mapping, options: { ...OPTIONS, ...options } },
    { shape, rights: { ...ALL, ...rights }, mayMakeFields, userIds: [1], columns: ['Email', 'City'], shapes: [shape], rightsOn: () => ALL },
  );
}

describe('a mapping through somebody’s rights', () => {
  it('is fine for whoever may do everything', () => {
    expect(problems({})).toEqual({});
    expect(problems({}, {}, 0, true)).toEqual({});
  });

  it('may not fill sections that the role hides or only shows', () => {
    expect(problems({ sections: { 3: 'hidden' } })['mapping.1']).toContain('no field 11');
    expect(problems({ sections: { 3: 'view' } })['mapping.1']).toContain('by your role');
  });

  it('may only bring new records where the role may change but some', () => {
    expect(problems({ edit: 'own' })['options.mode']).toContain('only bring new ones');
    expect(problems({ edit: 'own' }, { mode: 'create' })).toEqual({});
    expect(problems({ create: false })['options.mode']).toContain('create contacts');
    expect(problems({ create: false }, { mode: 'update' })).toEqual({});
  });

  it('may not make fields without the right to', () => {
    expect(problems({}, {}, 0)['mapping.1']).toContain('make fields');
  });
});
