import { describe, expect, it } from 'vitest';
import { STANDARD_OBJECTS } from '../../records/rules/standard-objects.ts';
import type { FieldShape, ObjectShape } from '../../records/index.ts';
import { saidStanding } from './permission-words.ts';
import { guessType, proposeMapping } from './propose.ts';

function shapeOf(id: number): ObjectShape {
  const { sections, ...object } = STANDARD_OBJECTS.find((each) => each.id === id)!;
  const fields = sections.flatMap((section) =>
    section.fields.map((field): FieldShape => ({
      parentObjectId: null,
      columnName: null,
      options: [],
      settings: {},
      isRequired: false,
      isUnique: false,
      sortable: false,
      help: '',
      ...field,
      sectionId: section.id,
      position: 0,
      isReadOnly: false,
      sortableSince: null,
      computedSince: null,
      deletedAt: null,
    })),
  );
  return { ...object, position: 0, fields, sections: [], tabs: [] };
}

const contact = shapeOf(0);
/** What headers become: a field's label, or the kind of target. */
function proposed(headers: readonly string[], samples: readonly string[] = [], shape = contact): string[] {
  const columns = headers.map((name, at) => ({ name, samples: [samples[at] ?? ''] }));
  return proposeMapping(shape, columns, { hasHeader: true }).map(({ target }) =>
    target.to === 'field'
      ? shape.fields.find(({ id }) => id === target.fieldId)!.label
      : target.to === 'permission'
        ? `${target.to} ${target.channel} ${target.says}`
        : target.to,
  );
}

describe('proposing what columns become', () => {
  it('knows the exports of other programs', () => {
    expect(proposed(['Email Address', 'First Name', 'Last Name', 'Phone Number', 'Birthday', 'TAGS', 'UNSUB_TIME'])).toEqual([
      'Email',
      'First name',
      'Last name',
      'Office phone',
      'Birthday',
      'tags',
      'permission email opted-out',
    ]);
    expect(proposed(['Given Name', 'Family Name', 'E-mail 1 - Value', 'Phone 1 - Value'])).toEqual([
      'First name',
      'Last name',
      'Email',
      'Office phone',
    ]);
    expect(proposed(['Mailing Street', 'Mailing City', 'Mailing State', 'Mailing Zip/Postal Code', 'HasOptedOutOfEmail'])).toEqual([
      'Address',
      'City',
      'State',
      'Zip code',
      'permission email opted-out',
    ]);
    expect(proposed(['Email', 'Accepts Email Marketing', 'Mobile Phone'])).toEqual(['Email', 'permission email opted-in', 'SMS number']);
  });

  it('knows other languages, whatever their accents and case', () => {
    expect(proposed(['VORNAME', 'Nachname', 'E-Mail-Adresse', 'Straße', 'PLZ', 'Ort', 'Handy'])).toEqual([
      'First name',
      'Last name',
      'Email',
      'Address',
      'Zip code',
      'City',
      'SMS number',
    ]);
    expect(proposed(['Prénom', 'Nom', 'Courriel', 'Code postal', 'Ville'])).toEqual([
      'First name',
      'Last name',
      'Email',
      'Zip code',
      'City',
    ]);
    expect(proposed(['Imię', 'Nazwisko', 'Kod pocztowy'])).toEqual(['First name', 'Last name', 'Zip code']);
  });

  it('recognises an address by its values where the header says nothing', () => {
    expect(proposed(['Column 1', 'Column 2'], ['Anna', 'anna@example.com'])).toEqual(['skip', 'Email']);
  });

  it('proposes no field twice', () => {
    expect(proposed(['Email', 'E-mail'])).toEqual(['Email', 'skip']);
  });

  it('tells a status of permission from a field named status', () => {
    expect(proposed(['Email', 'Sales stage', 'Subscription status'])).toEqual(['Email', 'Sales stage', 'permission email status']);
    expect(proposed(['Status'], ['unsubscribed'])).toEqual(['permission email status']);
  });

  it('matches labels and keys of any object', () => {
    expect(proposed(['Name', 'annual_revenue', 'Employees'], [], shapeOf(150))).toEqual(['Name', 'Annual revenue', 'Employees']);
  });

  it('guesses the type of a new field from its cells', () => {
    expect(guessType(['12', '7.5', '-3'])).toBe('number');
    expect(guessType(['2026-01-02', '2025-12-31'])).toBe('date');
    expect(guessType(['yes', 'no', ''])).toBe('check');
    expect(guessType(['01234', '00567'])).toBe('text');
    expect(guessType(['https://example.com/x'])).toBe('url');
    expect(guessType([])).toBe('text');
  });
});

describe('opt-outs in a file', () => {
  it.each([
    ['yes', 'opted-out', true],
    ['1', 'opted-out', true],
    ['✓', 'opted-out', true],
    ['2024-05-01 10:00', 'opted-out', true],
    ['no', 'opted-out', false],
    ['0', 'opted-out', false],
    ['', 'opted-out', false],
    ['Subscribed', 'opted-out', false],
    ['-', 'opted-out', false],
    ['no', 'opted-in', true],
    ['FALSE', 'opted-in', true],
    ['yes', 'opted-in', false],
    ['', 'opted-in', false],
    ['unsubscribed', 'opted-in', true],
    ['Unsubscribed', 'status', true],
    ['cleaned', 'status', true],
    ['Opted-out', 'status', true],
    ['-2', 'status', true],
    ['subscribed', 'status', false],
    ['customer', 'status', false],
    ['2', 'status', false],
  ] as const)('reads %j in a column of %s as %s', (cell, says, out) => {
    expect(['out', 'bounced', 'complained'].includes(saidStanding(cell, says) ?? '')).toBe(out);
  });
});
