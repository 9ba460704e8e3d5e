import type { CreateView } from '../../criteria/schema.ts';
import { CONTACT, CONTACT_FIELDS, DEAL } from '../../records/schema.ts';

const LEAD = 3;
const DEAL_FIELDS = { value: 2, stage: 3, weighted: 5, closing: 6 } as const;

/** The lists the crew works with: leads to ring, the deals as a board, and the season's bookings with what they come to. */
export function viewsOfSchool(bookings: number, fieldOf: (label: string) => number): CreateView[] {
  const shared = { shared: true, roleIds: [] as number[] };
  const table = { mode: 'table' as const, widths: {}, criteria: null, group: null, foot: {} };
  return [
    {
      ...shared,
      objectId: CONTACT,
      name: 'Leads to ring',
      settings: {
        ...table,
        columns: ['name', `f${CONTACT_FIELDS.officePhone}`, `f${CONTACT_FIELDS.email}`, 'tags', 'last_activity', 'owner'],
        sort: '-last_activity',
        criteria: { field: CONTACT_FIELDS.salesStage, operator: 'is', values: [LEAD] },
      },
    },
    {
      ...shared,
      objectId: DEAL,
      name: 'Pipeline',
      settings: {
        ...table,
        mode: 'cards',
        columns: [],
        sort: '',
        cards: { fieldId: DEAL_FIELDS.stage, fields: [DEAL_FIELDS.value, DEAL_FIELDS.closing], sumFieldId: DEAL_FIELDS.weighted },
      },
    },
    {
      ...shared,
      objectId: bookings,
      name: 'This season',
      settings: {
        ...table,
        columns: ['name', ...['Guest', 'Course', 'Starts on', 'Price', 'Deposit', 'Paid'].map((label) => `f${fieldOf(label)}`)],
        sort: `-field:${fieldOf('Starts on')}`,
        foot: { [`f${fieldOf('Price')}`]: 'sum', [`f${fieldOf('Deposit')}`]: 'sum' },
      },
    },
  ];
}
