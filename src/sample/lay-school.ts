import { accountSettings, viewerOf } from '../accounts/index.ts';
import { createAutomation, publishAutomation } from '../automations/index.ts';
import type { AccountDb } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { everyone } from '../app/kernel/viewer.ts';
import { createGroup, createView } from '../criteria/index.ts';
import { createMessage, publishMessage } from '../email/index.ts';
import {
  COMPANY,
  CONTACT,
  CONTACT_FIELDS,
  createField,
  createObject,
  ensureTag,
  objectShapes,
  type NewField,
  type ObjectShape,
} from '../records/index.ts';
import { SPRING, LAST_TASTER } from './rules/broadcasts.ts';
import { groupsOfSchool } from './rules/groups.ts';
import { enquiryMap, SECOND, WELCOME } from './rules/letters.ts';
import { COURSES, TAGS } from './rules/school.ts';
import { viewsOfSchool } from './rules/views.ts';

/** The ids of what the school keeps its business in. */
export interface School {
  ownerUserId: number;
  tags: readonly number[];
  bookings: ObjectShape;
}

const BOOKING_KEY = 'booking';
const LEAD_STAGE = 3;
const CONTACT_SECTION = 1;
const COMPANY_SECTION = 1;

/** Gives the school's structure, making it the first time: bookings, tags, groups, two letters, and the map that sends them. */
export async function laySchool(db: AccountDb, ids: NextIds): Promise<School> {
  const known = (await objectShapes(db)).find(({ key }) => key === BOOKING_KEY);
  const bookings = known ?? (await layBookings(db, ids));
  const tags: number[] = [];
  for (const name of TAGS) tags.push(await ensureTag(db, ids, CONTACT, name));
  if (!known) await layWork(db, ids, { tags, bookings });
  const { ownerUserId } = await accountSettings(db);
  return { ownerUserId: ownerUserId!, tags, bookings };
}

async function layBookings(db: AccountDb, ids: NextIds): Promise<ObjectShape> {
  const id = await createObject(db, system, ids, {
    singular: 'Booking',
    plural: 'Bookings',
    icon: 'anchor',
    description: 'A course somebody has a berth on.',
  });
  const fields = [
    { label: 'Guest', type: 'parent', parentObjectId: CONTACT },
    { label: 'Paid for by', type: 'parent', parentObjectId: COMPANY },
    { label: 'Course', type: 'dropdown', options: COURSES.map((label) => ({ label })), sortable: true },
    { label: 'Starts on', type: 'date', sortable: true },
    { label: 'Price', type: 'price' },
    { label: 'Paid', type: 'check' },
  ] as const;
  const made = new Map<string, number>();
  for (const field of fields) made.set(field.label, await createField(db, system, ids, { ...field, objectId: id, sectionId: 1 }));
  await layFigures(db, ids, { bookings: id, guest: made.get('Guest')!, payer: made.get('Paid for by')!, price: made.get('Price')! });
  return (await objectShapes(db)).find((shape) => shape.id === id)!;
}

/** What is worked out by itself: a booking's deposit, what a guest has booked, what a company has paid for. */
async function layFigures(
  db: AccountDb,
  ids: NextIds,
  { bookings, guest, payer, price }: { bookings: number; guest: number; payer: number; price: number },
): Promise<void> {
  const add = (objectId: number, sectionId: number, label: string, field: Pick<NewField, 'type' | 'settings'>): Promise<number> =>
    createField(db, system, ids, { objectId, sectionId, label, ...field });
  const sum = { function: 'sum', ofFieldId: price } as const;
  await add(bookings, 1, 'Deposit', { type: 'formula', settings: { expression: 'round({Price} * 0.3)', result: 'price' } });
  await add(CONTACT, CONTACT_SECTION, 'Courses booked', {
    type: 'rollup',
    settings: { objectId: bookings, fieldId: guest, function: 'count', ofFieldId: null },
  });
  await add(CONTACT, CONTACT_SECTION, 'Booked for', { type: 'rollup', settings: { objectId: bookings, fieldId: guest, ...sum } });
  await add(COMPANY, COMPANY_SECTION, 'Courses paid for', { type: 'rollup', settings: { objectId: bookings, fieldId: payer, ...sum } });
}

async function layWork(db: AccountDb, ids: NextIds, { tags, bookings }: { tags: number[]; bookings: ObjectShape }): Promise<void> {
  for (const group of groupsOfSchool(tags, bookings)) await createGroup(db, system, { viewer: everyone, ids, group });
  const welcome = await layLetter(db, ids, WELCOME);
  const second = await layLetter(db, ids, SECOND);
  for (const letter of [SPRING, LAST_TASTER]) await layLetter(db, ids, letter);
  const map = enquiryMap({
    enquiryTag: tags[TAGS.indexOf('Enquiry')]!,
    welcome,
    second,
    stageField: CONTACT_FIELDS.salesStage,
    leadStage: LEAD_STAGE,
  });
  const { id } = await createAutomation(db, system, ids, { name: 'From enquiry to first sail', objectId: CONTACT, map });
  await publishAutomation(db, system, id);
  await layViews(db, ids, bookings);
}

/** How the crew looks at its lists; everybody sees these. */
async function layViews(db: AccountDb, ids: NextIds, bookings: ObjectShape): Promise<void> {
  const { ownerUserId } = await accountSettings(db);
  const viewer = await viewerOf(db, ownerUserId!);
  const fieldOf = (label: string): number => bookings.fields.find((field) => field.label === label)!.id;
  for (const view of viewsOfSchool(bookings.id, fieldOf)) await createView(db, system, { viewer, ids, view });
}

async function layLetter(
  db: AccountDb,
  ids: NextIds,
  letter: typeof WELCOME | typeof SECOND | typeof SPRING | typeof LAST_TASTER,
): Promise<number> {
  const { blocks, ...lines } = letter;
  const body = { kind: 'blocks' as const, blocks: [...blocks] };
  const id = await createMessage(db, system, ids, { objectId: CONTACT, purpose: 'bulk', fromName: '', replyTo: '', ...lines, body });
  await publishMessage(db, system, id, null);
  return id;
}
