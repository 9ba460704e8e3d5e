import type { FastifyInstance } from 'fastify';
import { CONTACT_FIELDS as F } from '../../src/records/schema.ts';
import { visitor, type Visitor } from '../browser.ts';
import { makeUser, signedIn, type TestSeat } from '../factories.ts';
import type { TestDatabase } from '../harness.ts';
import { fillFurther } from './fill-further.ts';

/** Stands in every text of the account that nobody else may see. */
export const SECRET = 'zq7secretzq7';

export interface FilledAccount {
  customObject: number;
  contacts: number[];
  messages: number[];
  automation: number;
  groups: number[];
}

const CONTACT = 0;
const DEAL = 149;
const COMPANY = 150;

/** Fills an account through its API with something of everything the product keeps; `marker` stands in each text. */
export async function fillAccount(test: TestDatabase, server: FastifyInstance, seat: TestSeat, marker: string): Promise<FilledAccount> {
  const owner = visitor(server, await signedIn(test, seat));
  await owner.patch('/api/account', { postalAddress: `${marker}\n1 Quay Street` });
  const customObject = await shapeRecords(owner, marker);
  const contacts = await enterRecords(owner, marker, customObject);
  await importSome(owner, marker);
  await test.settle(seat.accountId);
  const groups = await makeGroups(owner, marker);
  const messages = await writeMessages(owner, marker);
  const automation = await automate(owner, { marker, groups, messages, contacts });
  await test.settle(seat.accountId);
  await readLetters(server, owner);
  await permit(owner, marker, contacts);
  await shareAccount(test, owner, seat, marker);
  await test.settle(seat.accountId);
  await fillFurther(test, seat.accountId, { owner, marker, contacts: contacts.slice(2, 5) });
  return { customObject, contacts, messages, automation, groups };
}

async function shapeRecords(owner: Visitor, marker: string): Promise<number> {
  const { id } = await owner.post('/api/objects', { singular: `Boat ${marker}`, plural: `Boats ${marker}`, nameLabel: `Hull ${marker}` });
  const section = await owner.post(`/api/objects/${id}/sections`, { name: `Berth ${marker}` });
  await owner.post(`/api/objects/${id}/fields`, { label: `Skipper ${marker}`, type: 'parent', parentObjectId: CONTACT });
  await owner.post(`/api/objects/${id}/fields`, { label: `Length ${marker}`, type: 'number', sectionId: section.id, sortable: true });
  await owner.post(`/api/objects/${CONTACT}/fields`, {
    label: `Rig ${marker}`,
    type: 'dropdown',
    options: [{ label: `Sloop ${marker}` }, { label: `Ketch ${marker}` }],
  });
  return id;
}

async function enterRecords(owner: Visitor, marker: string, boats: number): Promise<number[]> {
  const company = await owner.post(`/api/records/${COMPANY}`, { values: { name: `Yard ${marker}` } });
  const contacts: number[] = [];
  for (const n of [1, 2, 3, 4, 5, 6]) {
    const values = {
      [F.firstName]: `Ann${n} ${marker}`,
      [F.email]: `ann${n}.${marker}@example.com`,
      [F.city]: marker,
      [F.company]: company.id,
    };
    contacts.push((await owner.post(`/api/records/${CONTACT}`, { values, tags: [`Tag ${marker}`] })).id);
  }
  await owner.post(`/api/records/${DEAL}`, { values: { name: `Deal ${marker}` } });
  const shape = await owner.get(`/api/objects/${boats}`);
  const [hull, skipper] = shape.fields as { id: number }[];
  await owner.post(`/api/records/${boats}`, { values: { [hull!.id]: `Boat ${marker}`, [skipper!.id]: contacts[0] } });
  await owner.post('/api/task-templates', {
    objectId: CONTACT,
    name: `Template ${marker}`,
    subject: `Ring ${marker}`,
    outcomes: [{ label: `Outcome ${marker}`, actions: [{ kind: 'tag.add', settings: { tag: `After ${marker}` } }] }],
  });
  for (const id of contacts.slice(0, 3)) {
    await owner.post(`/api/records/${CONTACT}/${id}/notes`, { body: `Note ${marker}` });
    await owner.post(`/api/records/${CONTACT}/${id}/calls`, { direction: 'in', outcome: 'busy', number: marker, notes: `Call ${marker}` });
    await owner.post(`/api/records/${CONTACT}/${id}/tasks`, { subject: `Task ${marker}`, body: marker, dueAt: '2026-03-05T10:00:00Z' });
  }
  await owner.patch(`/api/records/${CONTACT}/${contacts[1]}`, { values: { [F.lastName]: `Later ${marker}` } });
  await owner.delete(`/api/records/${CONTACT}/${contacts[5]}`);
  return contacts;
}

async function importSome(owner: Visitor, marker: string): Promise<void> {
  const rows = [1, 2, 3].map((n) => `Imp${n} ${marker},imp${n}.${marker}@example.com`);
  const text = `First name,Email\n${rows.join('\n')}\nBad ${marker},no address ${marker}\n`;
  for (const name of [`started ${marker}.csv`, `draft ${marker}.csv`]) {
    const { id } = await owner.upload(`/api/imports?object=${CONTACT}`, { name, text });
    if (name.startsWith('draft')) continue;
    await owner.put(`/api/imports/${id}/mapping`, {
      mapping: [
        { to: 'field', fieldId: F.firstName },
        { to: 'field', fieldId: F.email },
      ],
      options: { match: [F.email], mode: 'both', tags: [`Imported ${marker}`], ownerId: null },
    });
    await owner.post(`/api/imports/${id}/start`, {
      permission: `They signed up on our own site for the ${marker} newsletter last spring.`,
    });
  }
}

async function makeGroups(owner: Visitor, marker: string): Promise<number[]> {
  const criteria = { field: F.city, operator: 'is', values: [marker] };
  const { id: first } = await owner.post('/api/groups', { objectId: CONTACT, name: `Group ${marker}`, criteria });
  const { id: second } = await owner.post('/api/groups', {
    objectId: CONTACT,
    name: `Second ${marker}`,
    criteria: { group: first, operator: 'in' },
  });
  await owner.put(`/api/groups/${first}/favourite`, { favourite: true });
  return [first, second];
}

async function writeMessages(owner: Visitor, marker: string): Promise<number[]> {
  const ids: number[] = [];
  for (const purpose of ['bulk', 'transactional']) {
    const { message } = await owner.post('/api/messages', {
      name: `Message ${purpose} ${marker}`,
      purpose,
      subject: `Hello {{ contact.first_name | default: "you" }} ${marker}`,
      body: { kind: 'plain', text: `Dear {{ contact.first_name | default: "you" }}, ${marker} https://harbour.example/${marker}` },
    });
    await owner.post(`/api/messages/${message.id}/publish`);
    ids.push(message.id);
  }
  await owner.put('/api/mail-settings', {
    fromName: `From ${marker}`,
    fromAddress: `from.${marker}@example.com`,
    replyTo: '',
    smtpHost: '',
    smtpPort: 587,
    smtpSecurity: 'starttls',
    smtpUser: `user ${marker}`,
    smtpPassword: `password ${marker}`,
  });
  return ids;
}

interface Automated {
  marker: string;
  groups: number[];
  messages: number[];
  contacts: number[];
}

async function automate(owner: Visitor, { marker, groups, messages, contacts }: Automated): Promise<number> {
  const { id } = await owner.post('/api/automations', {
    name: `Automation ${marker}`,
    objectId: CONTACT,
    map: {
      triggers: [{ id: 1, event: 'group.entered', subject: [groups[0]] }],
      start: 2,
      steps: [
        { id: 2, kind: 'email.send', settings: { messageId: messages[0] }, next: [3] },
        { id: 3, kind: 'email.send', settings: { messageId: messages[1] }, next: [4] },
        { id: 4, kind: 'tag.add', settings: { tag: `Walked ${marker}` }, next: [5] },
        { id: 5, kind: 'wait', settings: { wait: 'for', amount: 3, unit: 'days' }, next: [6] },
        { id: 6, kind: 'end', settings: {}, next: [] },
      ],
      lastId: 6,
    },
  });
  await owner.post(`/api/automations/${id}/publish`);
  await owner.post('/api/automations', { name: `Draft ${marker}`, objectId: CONTACT });
  await owner.post(`/api/automations/${id}/records`, { recordIds: contacts.slice(0, 4) });
  return id;
}

async function readLetters(server: FastifyInstance, owner: Visitor): Promise<void> {
  const { letters } = await owner.get('/api/outbox');
  for (const { id } of letters.slice(0, 2)) {
    const letter = await owner.get(`/api/outbox/${id}`);
    for (const { follow } of letter.links) await server.inject({ url: new URL(follow).pathname });
    if (letter.unsubscribe && id === letters[1]?.id) await server.inject({ method: 'POST', url: new URL(letter.unsubscribe).pathname });
  }
}

async function permit(owner: Visitor, marker: string, contacts: number[]): Promise<void> {
  const card = `/api/objects/${CONTACT}/records/${contacts[0]}/permission`;
  await owner.post(`${card}/withdraw`, { channel: 'email', evidence: `Said so ${marker}` });
  await owner.post('/api/suppressions', { channel: 'email', address: `barred.${marker}@example.com` });
  await owner.post('/api/sending/stop', { channel: 'sms', reason: `Stopped ${marker}` });
}

async function shareAccount(test: TestDatabase, owner: Visitor, seat: TestSeat, marker: string): Promise<void> {
  const [account] = await owner.get('/api/roles');
  const rights = { account: [], otherObjects: { view: 'own', edit: 'own', delete: 'none', create: true, export: false, bulk: false } };
  const role = await owner.post('/api/roles', { name: `Role ${marker}`, managerRoleId: account.id, rights });
  await owner.post('/api/invitations', { email: `invited.${marker}@example.com`, name: `Guest ${marker}`, roleId: role.id });
  await owner.post('/api/keys', { name: `Key ${marker}` });
  await makeUser(test, seat, { name: `Colleague ${marker}`, email: `colleague.${marker}@example.com` });
}
