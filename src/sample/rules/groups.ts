import { CONTACT, CONTACT_FIELDS, type ObjectShape } from '../../records/index.ts';
import type { createGroup } from '../../criteria/index.ts';

type NewGroup = Parameters<typeof createGroup>[2]['group'];

/** The groups the school works with. `tags` are the ids of TAGS, in their order. */
export function groupsOfSchool(tags: readonly number[], bookings: ObjectShape): NewGroup[] {
  const guest = bookings.fields.find(({ type, parentObjectId }) => type === 'parent' && parentObjectId === CONTACT)!.id;
  const paid = bookings.fields.find(({ type }) => type === 'check')!.id;
  const [newsletter, beginner, skipper] = tags as [number, number, number];
  const group = (name: string, criteria: NewGroup['criteria']): NewGroup => ({
    name,
    objectId: CONTACT,
    criteria,
    columns: [],
    sort: 'name',
  });
  return [
    group('New in the last 30 days', { system: 'created', operator: 'in_last', amount: 30, unit: 'days' }),
    group('Beginners who have not booked', {
      all: [
        { tag: [beginner], operator: 'has_any' },
        { children: guest, object: bookings.id, count: { operator: 'exactly', value: 0 } },
      ],
    }),
    group('Guests who owe us', {
      children: guest,
      object: bookings.id,
      matches: { field: paid, operator: 'is_not_checked' },
    }),
    group('Skippers abroad', {
      all: [
        { tag: [skipper], operator: 'has_any' },
        { field: CONTACT_FIELDS.country, operator: 'is_not', values: ['GB'] },
      ],
    }),
    group('Readers of the newsletter', { tag: [newsletter], operator: 'has_any' }),
  ];
}
