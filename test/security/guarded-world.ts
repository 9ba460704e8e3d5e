import type { FastifyInstance } from 'fastify';
import { CONTACT_FIELDS as F } from '../../src/records/schema.ts';
import { visitor, type Visitor } from '../browser.ts';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../factories.ts';
import type { TestDatabase } from '../harness.ts';
import { pick, type Luck } from '../random-input.ts';

export const CONTACT = 0;
export const DEAL = 149;
export const COMPANY = 150;

/** A record as the model knows it: each text is one word that stands nowhere else. */
export interface GuardedRecord {
  objectId: number;
  id: number;
  ownerId: number | null;
  name: string;
  /** By field id; a parent field has the id of the record it points to. */
  values: Record<number, string | number>;
  tags: string[];
}

export type Scope = 'none' | 'own' | 'team' | 'all';
export interface Rights {
  view: Scope;
  edit: Scope;
  delete: Scope;
  create: boolean;
  export: boolean;
  bulk: boolean;
  sections: Record<string, 'hidden' | 'view' | 'edit'>;
}

export interface GuardedWorld {
  owner: Visitor;
  seat: TestSeat;
  records: GuardedRecord[];
  /** Those who look: each has a role of their own, and each role stands below the one before. */
  people: { seat: TestSeat; roleId: number; managerRoleId: number; eyes: Visitor }[];
  tags: Record<string, number>;
  automation: number;
  message: number;
}

interface FieldPlan {
  field: number;
  section: number;
  parent?: number;
}

/** Which fields the records have, and in which section each stands. */
export const FIELDS: Record<number, FieldPlan[]> = {
  [COMPANY]: [
    { field: 3, section: 1 },
    { field: 9, section: 2 },
  ],
  [CONTACT]: [
    { field: F.firstName, section: 1 },
    { field: F.email, section: 1 },
    { field: F.company, section: 2, parent: COMPANY },
    { field: F.title, section: 2 },
    { field: F.city, section: 3 },
    { field: F.leadSource, section: 4 },
  ],
  [DEAL]: [{ field: 9, section: 2, parent: CONTACT }],
};
/** The field each object's name is made of; a record's name is told to whoever may see the record. */
export const NAME_FIELD: Record<number, number> = { [COMPANY]: 1, [CONTACT]: F.firstName, [DEAL]: 1 };
const HOW_MANY: [number, number][] = [
  [COMPANY, 8],
  [CONTACT, 24],
  [DEAL, 10],
];

/** An account with three people below its owner, records that belong to them or to nobody, letters and an automation. */
export async function guardedWorld(test: TestDatabase, server: FastifyInstance, luck: Luck): Promise<GuardedWorld> {
  const seat = await makeAccount(test);
  const owner = visitor(server, await signedIn(test, seat));
  await owner.patch('/api/account', { postalAddress: '1 Quay Street' });
  const people = await hirePeople(test, server, seat, owner);
  const owners = [null, seat.userId, ...people.map((person) => person.seat.userId)];
  const records: GuardedRecord[] = [];
  for (const [objectId, count] of HOW_MANY) {
    for (let n = 0; n < count; n++) records.push(await enterRecord(owner, luck, { objectId, ownerId: pick(luck, owners), records }));
  }
  await withoutOwner(test, seat, records);
  const { tags } = await owner.get<{ tags: { id: number; name: string }[] }>(`/api/objects/${CONTACT}/tags`);
  const message = await publishedMessage(owner);
  const automation = await peopledAutomation(owner, message, records);
  await test.settle(seat.accountId);
  return { owner, seat, records, people, tags: Object.fromEntries(tags.map(({ id, name }) => [name, id])), automation, message };
}

async function hirePeople(test: TestDatabase, server: FastifyInstance, seat: TestSeat, owner: Visitor): Promise<GuardedWorld['people']> {
  const [top] = await owner.get<{ id: number }[]>('/api/roles');
  let managerRoleId = top!.id;
  const people: GuardedWorld['people'] = [];
  for (const name of ['First', 'Second', 'Third']) {
    const rights = { account: [], otherObjects: { view: 'none', edit: 'none', delete: 'none', create: false, export: false, bulk: false } };
    const { id: roleId } = await owner.post('/api/roles', { name, managerRoleId, rights });
    const person = await makeUser(test, seat, { role: name });
    people.push({ seat: person, roleId, managerRoleId, eyes: visitor(server, await signedIn(test, person)) });
    managerRoleId = roleId;
  }
  return people;
}

async function enterRecord(
  owner: Visitor,
  luck: Luck,
  { objectId, ownerId, records }: { objectId: number; ownerId: number | null; records: GuardedRecord[] },
): Promise<GuardedRecord> {
  const number = records.length + 100;
  const values: GuardedRecord['values'] = {};
  for (const { field, parent } of FIELDS[objectId]!) {
    if (parent !== undefined) {
      if (luck() < 0.8)
        values[field] = pick(
          luck,
          records.filter((record) => record.objectId === parent),
        ).id;
    } else values[field] = field === F.email && objectId === CONTACT ? `mail${number}@example.com` : `word${number}x${field}`;
  }
  const name = `word${number}x${NAME_FIELD[objectId]}`;
  values[NAME_FIELD[objectId]!] = name;
  const tags = objectId === CONTACT ? ['red', 'blue'].filter(() => luck() < 0.4) : [];
  const { id } = await owner.post(`/api/records/${objectId}`, { values, tags, ...(ownerId === null ? {} : { ownerId }) });
  if (objectId === CONTACT) await owner.post(`/api/records/${objectId}/${id}/notes`, { body: `note${number}x` });
  return { objectId, id, ownerId, name, values, tags };
}

/** Whoever enters a record owns it, and only a person's leaving takes that away: so it is taken away here. */
async function withoutOwner(test: TestDatabase, seat: TestSeat, records: readonly GuardedRecord[]): Promise<void> {
  for (const { objectId, id } of records.filter(({ ownerId }) => ownerId === null)) {
    await test.owner.query('update records set owner_id = null where account_id = $1 and object_id = $2 and id = $3', [
      seat.accountId,
      objectId,
      id,
    ]);
  }
}

async function publishedMessage(owner: Visitor): Promise<number> {
  const { message } = await owner.post('/api/messages', {
    name: 'Receipt',
    purpose: 'transactional',
    subject: 'For {{ contact.first_name | default: "you" }}',
    body: { kind: 'plain', text: 'Thank you.' },
  });
  await owner.post(`/api/messages/${message.id}/publish`);
  return message.id;
}

/** Every contact got a letter and stands on step 3. */
async function peopledAutomation(owner: Visitor, messageId: number, records: readonly GuardedRecord[]): Promise<number> {
  const { id } = await owner.post('/api/automations', {
    name: 'Thanks',
    objectId: CONTACT,
    map: {
      triggers: [],
      start: 2,
      steps: [
        { id: 2, kind: 'email.send', settings: { messageId }, next: [3] },
        { id: 3, kind: 'wait', settings: { wait: 'for', amount: 30, unit: 'days' }, next: [4] },
        { id: 4, kind: 'end', settings: {}, next: [] },
      ],
      lastId: 4,
    },
  });
  await owner.post(`/api/automations/${id}/publish`);
  const recordIds = records.filter(({ objectId }) => objectId === CONTACT).map((record) => record.id);
  await owner.post(`/api/automations/${id}/records`, { recordIds });
  return id;
}
