import type { AccountDb } from '../app/db.ts';
import { system } from '../app/kernel/actor.ts';
import type { NextIds } from '../app/kernel/domain.ts';
import { giveConsent } from '../compliance/index.ts';
import { addNote, COMPANY, CONTACT, CONTACT_FIELDS as FIELD, createTasks, DEAL, tagRecords, writeRecords } from '../records/index.ts';
import type { School } from './lay-school.ts';
import { newRecords } from './queries.ts';
import { bookings, deals, MONTHS, people, TAGS, type SamplePerson } from './rules/school.ts';
import { FIRMS, NOTES } from './rules/town.ts';

const DAY_MS = 86_400_000;
const ENQUIRY = TAGS.indexOf('Enquiry');
const ENQUIRIES_TODAY = 48;

/** Who came, what they booked, what was sold, in one month of the school's past. Ids follow from the fixed order of its people. */
export async function writeMonth(db: AccountDb, ids: NextIds, school: School, month: number): Promise<void> {
  if (month === 0) await writeFirms(db, ids, school);
  await writePeople(db, ids, school, month);
  await writeDeals(db, ids, school, month);
  await writeBookings(db, ids, school, month);
}

async function writeFirms(db: AccountDb, ids: NextIds, school: School): Promise<void> {
  const firms = FIRMS.map((name, index) => ({ 1: name, 6: 5 + ((index * 37) % 240), 9: 'Saltmarsh', 12: 'GB' }));
  await write(db, ids, { objectId: COMPANY, rows: firms, ownerId: school.ownerUserId });
}

async function writePeople(db: AccountDb, ids: NextIds, school: School, month: number): Promise<void> {
  const everyone = people();
  const came = everyone.filter((person) => person.month === month);
  const recordIds = await write(db, ids, { objectId: CONTACT, rows: came.map(valuesOf), ownerId: school.ownerUserId });
  const idsOf = (chosen: (person: SamplePerson) => boolean): number[] => recordIds.filter((_id, index) => chosen(came[index]!));
  await giveConsent(db, system, { objectId: CONTACT, recordIds: idsOf(({ optedIn }) => optedIn), channel: 'email', how: 'user' });
  for (const [index, tagId] of school.tags.entries()) {
    await tagRecords(db, system, { objectId: CONTACT, recordIds: idsOf(({ tags }) => tags.includes(index)), tagId });
  }
  for (const [index, body] of NOTES.entries()) {
    for (const id of idsOf(({ note }) => note === index).slice(0, 4))
      await addNote(db, system, ids, { record: { objectId: CONTACT, id }, body });
  }
  await createTasks(db, system, ids, {
    objectId: CONTACT,
    recordIds: idsOf(({ note }) => note === 0).slice(0, 6),
    subject: 'Call about dates in May',
    body: '',
    assignee: school.ownerUserId,
    dueAt: new Date(db.now.getTime() + 35 * DAY_MS),
  });
}

/** Those who came last ask about sailing at the very end, so that a newcomer finds people standing on the map. */
export async function enquireToday(db: AccountDb, school: School): Promise<void> {
  const recordIds = people()
    .map((person, index) => ({ person, id: index + 1 }))
    .filter(({ person }) => person.month === MONTHS - 1 && person.optedIn && !person.tags.includes(ENQUIRY))
    .slice(-ENQUIRIES_TODAY)
    .map(({ id }) => id);
  await tagRecords(db, system, { objectId: CONTACT, recordIds, tagId: school.tags[ENQUIRY]! });
}

const valuesOf = (person: SamplePerson): Record<number, unknown> => ({
  [FIELD.firstName]: person.firstName,
  [FIELD.lastName]: person.lastName,
  [FIELD.email]: person.email,
  [FIELD.officePhone]: person.phone,
  [FIELD.city]: person.city,
  [FIELD.country]: person.country,
  [FIELD.timeZone]: person.zone,
  [FIELD.birthday]: person.birthday,
  [FIELD.salesStage]: person.stage + 1,
  ...(person.firm === undefined ? {} : { [FIELD.company]: person.firm + 1 }),
});

async function writeDeals(db: AccountDb, ids: NextIds, school: School, month: number): Promise<void> {
  const everyone = people();
  const contactOf = (firm: number): number => everyone.findIndex((person) => person.firm === firm && person.month <= month) + 1;
  const rows = deals()
    .filter((deal) => deal.month === month)
    .map((deal) => ({
      1: `Team day for ${deal.people}, ${FIRMS[deal.firm]}`,
      2: deal.valueMinor,
      3: deal.stage + 1,
      4: deal.winPercent,
      6: dayAfter(db, deal.closesInDays),
      10: deal.firm + 1,
      ...(contactOf(deal.firm) > 0 ? { 9: contactOf(deal.firm) } : {}),
    }));
  await write(db, ids, { objectId: DEAL, rows, ownerId: school.ownerUserId });
}

async function writeBookings(db: AccountDb, ids: NextIds, school: School, month: number): Promise<void> {
  const field = (label: string): number => school.bookings.fields.find((each) => each.label === label)!.id;
  const course = school.bookings.fields.find((each) => each.label === 'Course')!;
  const everyone = people();
  const rows = bookings()
    .filter((booking) => booking.month === month)
    .map((booking) => ({
      1: `${course.options[booking.course]!.label}: ${everyone[booking.person]!.firstName} ${everyone[booking.person]!.lastName}`,
      [field('Guest')]: booking.person + 1,
      [field('Course')]: course.options[booking.course]!.id,
      [field('Starts on')]: dayAfter(db, booking.startsInDays),
      [field('Price')]: booking.priceMinor,
      [field('Paid')]: booking.paid,
      ...(everyone[booking.person]!.firm === undefined ? {} : { [field('Paid for by')]: everyone[booking.person]!.firm! + 1 }),
    }));
  await write(db, ids, { objectId: school.bookings.id, rows, ownerId: school.ownerUserId });
}

const dayAfter = (db: AccountDb, days: number): string => new Date(db.now.getTime() + days * DAY_MS).toISOString().slice(0, 10);

interface Rows {
  objectId: number;
  rows: readonly Record<number, unknown>[];
  ownerId: number;
}

/** Writes new records as one set and gives their ids, in the order of the rows. */
async function write(db: AccountDb, ids: NextIds, { objectId, rows, ownerId }: Rows): Promise<number[]> {
  if (rows.length === 0) return [];
  const first = await ids(`record:${objectId}`, rows.length);
  await writeRecords(db, system, { objectId, source: newRecords(first, rows, ownerId), columns: ['owner_id'] });
  return rows.map((_row, index) => first + index);
}
