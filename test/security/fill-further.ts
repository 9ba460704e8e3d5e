import { createHash } from 'node:crypto';
import { storeCounts } from '../../src/forms/numbers/gathered-counts.ts';
import { receiveHit } from '../../src/visits/receive-hit.ts';
import { storeWaitingHits } from '../../src/visits/index.ts';
import sharp from 'sharp';
import { keepAsset } from '../../src/documents/assets/keep-asset.ts';
import { toolNamed } from '../../src/api/mcp/all-tools.ts';
import { runTool } from '../../src/api/mcp/run-tool.ts';
import { system } from '../../src/app/kernel/actor.ts';
import { everyone } from '../../src/app/kernel/viewer.ts';
import { CONTACT_FIELDS as F } from '../../src/records/schema.ts';
import { runJob } from '../../src/app/jobs.ts';
import type { Visitor } from '../browser.ts';
import type { TestDatabase } from '../harness.ts';
import { fillMailIn } from './fill-mail-in.ts';
import { fillMailOut } from './fill-mail-out.ts';
import { handInMail } from '../inbound.ts';

const CONTACT = 0;
const COMPANY = 150;

export interface Filling {
  owner: Visitor;
  marker: string;
  /** Contacts that others have done nothing with. */
  contacts: readonly number[];
}

/** What hangs on records beyond notes and tasks: relations, files, reminders, merges, options that were taken away; and how they are looked at. */
export async function fillFurther(test: TestDatabase, accountId: number, filling: Filling): Promise<void> {
  await relate(filling);
  await attach(filling);
  await remind(filling);
  await importWithKeys(filling);
  await keepViews(filling);
  await doWithMany(filling);
  await takeOptionAway(filling);
  await keepKeysAndSources(filling);
  await tellPrograms(filling);
  await mergeTagsOf(filling);
  await callOut(filling);
  await fillMailIn(test, accountId, filling);
  await fillMailOut(test, accountId, filling);
  await scoreAndRoute(filling);
  await design(test, accountId, filling);
  await askByForm(test, accountId, filling);
  await wishAndWithhold(test, accountId, filling);
  const splitting = await split(filling);
  await test.settle(accountId);
  await runJob(test.database, 'automations.measure-splits', {});
  await filling.owner.post(`/api/automations/${splitting}/splits/1/winner`, { exit: 0 });
  await reachDate(test, filling);
  await converse(test, accountId, filling);
  await test.settle(accountId);
  await sendToMany(test, filling);
  await test.settle(accountId);
  await findDuplicates(filling);
  await callTools(test, accountId, filling);
  await test.settle(accountId);
}

/** Tools of assistants, of which one is switched off, and which were all closed for a while; and calls that write and look for what is secret. */
async function callTools(test: TestDatabase, accountId: number, { owner, marker, contacts }: Filling): Promise<void> {
  await owner.patch('/api/tools', { isOpen: false, switches: { deliverability: false } });
  await owner.patch('/api/tools', { isOpen: true });
  const seat = { accountId, actor: { type: 'api_key', id: '1' }, viewer: everyone } as const;
  const identity = { id: '', sessionId: '', email: '', isOperator: false };
  const calling = { database: test.database, caller: { identity, byCookie: false, seat }, requestId: 'filling' };
  for (const [name, input] of [
    ['search_records', { words: marker }],
    ['update_record', { object: 'contact', id: contacts[0], fields: { Title: `Title ${marker}` } }],
    ['add_note', { object: 'contact', record_id: contacts[0], text: `Note of a tool ${marker}` }],
  ] as const) {
    const ended = await runTool(calling, toolNamed(name)!, input);
    if ('problem' in ended) throw ended.problem;
  }
}

/** A message sent to many, of which one more is planned, and a letter typed to one person. */
async function sendToMany(test: TestDatabase, { owner, marker, contacts }: Filling): Promise<void> {
  const { messages } = await owner.get('/api/messages');
  const { id: messageId } = messages.find(({ name }: { name: string }) => name === `Message transactional ${marker}`);
  const plan = {
    which: { ids: contacts.slice(0, 1) },
    variants: [{ messageId }, { messageId, subject: `Other ${marker}` }],
    test: { share: 100, by: 'clicks' },
    expected: 1,
  };
  await owner.post('/api/broadcasts', { ...plan, name: `Broadcast ${marker}`, schedule: { when: 'now' }, key: `now for ${marker}` });
  const at = new Date(test.clock.now().getTime() + 30 * 86_400_000).toISOString();
  await owner.post('/api/broadcasts', { ...plan, name: `Planned ${marker}`, schedule: { when: 'at', at }, key: `later for ${marker}` });
  await owner.post(`/api/records/${CONTACT}/${contacts[0]}/letters`, { subject: `Typed ${marker}`, text: `Words ${marker}` });
}

/** What letters are made of besides their own blocks. */
async function design(test: TestDatabase, accountId: number, { owner, marker }: Filling): Promise<void> {
  const { brand } = await owner.get('/api/brand');
  await owner.put('/api/brand', { ...brand, footer: `Made by ${marker}` });
  await owner.put('/api/signature', { signature: `Yours ${marker}` });
  await owner.post('/api/saved-blocks', { name: `Hours ${marker}`, blocks: [{ type: 'text', text: `Open ${marker}` }] });
  const bytes = await sharp({ create: { width: 400, height: 100, channels: 3, background: '#0b5d66' } })
    .png()
    .toBuffer();
  await keepAsset(
    test.database,
    { accountId, actor: system },
    { bytes, name: `Quay ${marker}.png`, source: `https://example.com/${marker}.png` },
  );
}

async function relate({ owner, marker, contacts }: Filling): Promise<void> {
  const field = await owner.post(`/api/objects/${CONTACT}/fields`, {
    label: `Knows ${marker}`,
    type: 'relation',
    settings: { objectId: COMPANY, otherLabel: `Known to ${marker}` },
  });
  const { id } = await owner.post(`/api/records/${COMPANY}`, { values: { name: `Friend ${marker}` } });
  await owner.post(`/api/records/${CONTACT}/${contacts[0]}/relations/${field.id}`, { ids: [id] });
}

async function attach({ owner, marker, contacts }: Filling): Promise<void> {
  const field = await owner.post(`/api/objects/${CONTACT}/fields`, { label: `Contract ${marker}`, type: 'file' });
  const file = await owner.upload('/api/files?as=file', { name: `contract ${marker}.txt`, text: `Agreed ${marker}` });
  await owner.patch(`/api/records/${CONTACT}/${contacts[0]}`, { values: { [field.id]: file } });
}

async function remind({ owner, marker, contacts }: Filling): Promise<void> {
  await owner.post(`/api/records/${CONTACT}/${contacts[0]}/tasks`, {
    subject: `Remember ${marker}`,
    dueAt: '2026-04-05T10:00:00Z',
    reminders: [{ amount: 1, unit: 'days' }],
  });
  await owner.put('/api/notifications/choices', { choices: [{ topic: 'tasks', inApp: true, byMail: 'never' }] });
}

async function importWithKeys({ owner, marker }: Filling): Promise<void> {
  const text = `Id,First name\n${marker}1,Keyed ${marker}\n`;
  const { id } = await owner.upload(`/api/imports?object=${CONTACT}`, { name: `keyed ${marker}.csv`, text });
  await owner.put(`/api/imports/${id}/mapping`, {
    mapping: [{ to: 'key' }, { to: 'field', fieldId: F.firstName }],
    options: { match: ['key'], mode: 'both', tags: [], ownerId: null },
  });
  await owner.post(`/api/imports/${id}/start`, { permission: `They signed up on our own site for the ${marker} newsletter last spring.` });
}

async function keepViews({ owner, marker }: Filling): Promise<void> {
  const settings = { columns: ['name'], search: marker };
  const { id } = await owner.post('/api/views', { objectId: CONTACT, name: `View ${marker}`, settings });
  await owner.put('/api/views/default', { objectId: CONTACT, viewId: id });
}

async function doWithMany({ owner, marker, contacts }: Filling): Promise<void> {
  const asked = { objectId: CONTACT, which: { ids: contacts.slice(0, 2) }, expected: 2 };
  await owner.post('/api/bulk', { ...asked, kind: 'tag.add', settings: { tag: `Bulk ${marker}` }, key: `tagged ${marker}` });
  // One of the two is gone before the run comes to it, and is told as left out.
  const deleted = contacts.slice(1, 3);
  await owner.post('/api/bulk', {
    ...asked,
    which: { ids: deleted },
    kind: 'field.change',
    settings: { fieldId: F.title, change: { how: 'set', value: marker } },
    key: `changed ${marker}`,
  });
  await owner.delete(`/api/records/${CONTACT}/${deleted[1]}`);
}

async function takeOptionAway({ owner, marker }: Filling): Promise<void> {
  const options = [{ label: `Red ${marker}` }, { label: `Blue ${marker}` }];
  const field = await owner.post(`/api/objects/${CONTACT}/fields`, { label: `Colour ${marker}`, type: 'dropdown', options });
  await owner.post(`/api/objects/${CONTACT}/fields/${field.id}/options/1/remove`, { how: 'replace', with: 2 });
}

async function keepKeysAndSources({ owner, marker }: Filling): Promise<void> {
  await owner.post('/api/account-keys', { kind: 'ssh' });
  const { imports } = await owner.get('/api/imports');
  const finished = imports.find(({ status }: { status: string }) => status === 'finished');
  await owner.post('/api/import-sources', {
    name: `Source ${marker}`,
    importId: finished.id,
    host: 'files.example.com',
    user: `user ${marker}`,
    auth: 'password',
    password: `password ${marker}`,
    folder: marker,
    schedule: { every: 'day', at: '03:00' },
  });
}

/** A map that calls another program, which is captured, tells colleagues, makes deals and leaves somebody held. */
/** A program that is told what happens with some people, and a log of it that is kept longer than is usual. */
async function tellPrograms({ owner }: Filling): Promise<void> {
  await owner.put('/api/webhook-subscriptions/log', { taken: 30, failed: 60 });
  await owner.post('/api/webhook-subscriptions', {
    url: 'https://hooks.example.com/told',
    events: [{ kind: 'record.updated', objectId: CONTACT }, { kind: 'tag.added' }],
    only: { objectId: CONTACT, criteria: { field: F.city, operator: 'is', values: ['Kiel'] } },
  });
}

/** A tag that was merged into another, which its former name now means. */
async function mergeTagsOf({ owner, contacts }: Filling): Promise<void> {
  const [from, into] = [
    await owner.post(`/api/objects/${CONTACT}/tags`, { name: 'Moored' }),
    await owner.post(`/api/objects/${CONTACT}/tags`, { name: 'At berth' }),
  ];
  await owner.post(`/api/records/${CONTACT}/${contacts[0]}/tags`, { name: 'Moored' });
  await owner.post(`/api/objects/${CONTACT}/tags/${from.id}/merge`, { into: into.id });
}

async function callOut({ owner, marker, contacts }: Filling): Promise<void> {
  await owner.post('/api/webhooks/secret');
  const address = `https://hooks.example.com/${marker}?e={{ contact.email }}`;
  const says = { to: ['owner'], subject: `Notified ${marker} of {{ contact.first_name }}`, text: `Text ${marker}` };
  const made = { objectId: 149, values: [{ fieldId: 1, text: `Deal ${marker} {{ contact.first_name }}` }] };
  const { id } = await owner.post('/api/automations', {
    name: `Calling ${marker}`,
    objectId: CONTACT,
    map: {
      triggers: [],
      start: 1,
      steps: [
        { id: 1, kind: 'webhook.send', settings: { url: address, body: `{"who":"{{ contact.first_name }} ${marker}"}` }, next: [2] },
        { id: 2, kind: 'user.notify', settings: says, next: [3] },
        { id: 3, kind: 'record.create', settings: made, next: [4] },
        { id: 4, kind: 'automation.hold', settings: { automationId: null }, next: [5] },
        { id: 5, kind: 'wait', settings: { wait: 'for', amount: 1, unit: 'days' }, next: [6] },
        { id: 6, kind: 'end', settings: {}, next: [] },
      ],
      lastId: 6,
    },
  });
  await owner.post(`/api/automations/${id}/publish`);
  await owner.post(`/api/automations/${id}/records`, { recordIds: contacts.slice(0, 1) });
}

/** A score with points that were earned and given, a router that has given somebody away, and one for which somebody waits. */
async function scoreAndRoute({ owner, marker, contacts }: Filling): Promise<void> {
  const criteria = { field: F.lastName, operator: 'is', values: [marker] };
  const score = await owner.post('/api/scores', {
    objectId: CONTACT,
    name: `Score ${marker}`,
    settings: {
      lines: [
        { id: 1, is: 'criteria', points: 5, criteria },
        { id: 2, is: 'event', points: 3, event: 'note.added' },
      ],
      decay: { percent: 20, days: 30 },
    },
  });
  const [member] = await owner.get('/api/users');
  const away = { from: '2000-01-01', to: '2999-12-31' };
  const routers = [];
  for (const settings of [{}, { away }]) {
    const members = [{ userId: member.id, settings }];
    const router = await owner.post('/api/lead-routers', {
      objectId: CONTACT,
      name: `Router ${marker}`,
      settings: { members, keepOwner: false },
    });
    routers.push(router.id);
  }
  const asked = { objectId: CONTACT, which: { ids: contacts.slice(0, 1) }, expected: 1 };
  await owner.post('/api/bulk', { ...asked, kind: 'score.add', settings: { scoreId: score.id, points: 7 }, key: `scored ${marker}` });
  for (const routerId of routers) {
    await owner.post('/api/bulk', { ...asked, kind: 'lead.route', settings: { routerId }, key: `routed ${routerId} ${marker}` });
  }
}

/** A form that somebody handed in, on a site whose visits are noted, by whom it was looked at before. */
async function askByForm(test: TestDatabase, accountId: number, { owner, marker }: Filling): Promise<void> {
  const { siteKey } = await owner.patch('/api/visits/settings', { domains: [`${marker.toLowerCase()}.example`], consent: 'at_once' });
  const visitorKey = createHash('sha256').update(marker).digest('hex').slice(0, 32);
  const page = `https://${marker.toLowerCase()}.example/${marker}?utm_source=${marker}`;
  const browser = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0', origin: undefined, refuses: false, from: '193.99.144.85' };
  await receiveHit(test.database, { siteKey, address: page, referrer: '', visitor: visitorKey, mark: '', ...browser });
  await storeWaitingHits(test.database);
  const blocks = [
    { type: 'heading', level: 1, text: `Ask ${marker}` },
    { type: 'field', fieldId: F.email, label: `Address ${marker}`, isRequired: true },
    { type: 'consent', channel: 'email', text: `Write to me ${marker}` },
  ];
  const { id } = await owner.post('/api/forms', { objectId: CONTACT, name: `Form ${marker}`, document: { kind: 'blocks', blocks } });
  await owner.patch(`/api/forms/${id}`, { address: `form-${marker.toLowerCase()}-${accountId}` });
  const { share } = await owner.post(`/api/forms/${id}/publish`);
  const handedIn = { f3: `${marker.toLowerCase()}.asked@example.com`, c0: 'yes', q_page: page, q_visitor: visitorKey };
  await owner.post(new URL(share.lastingUrl).pathname, handedIn);
  await storeCounts(test.database);
}

/** A map that divides records by chance, one of which wins at once. */
async function split({ owner, marker, contacts }: Filling): Promise<number> {
  const variants = [1, 2].map((n) => ({ name: `Variant ${n} ${marker}`, weight: 1 }));
  const criteria = { field: F.city, operator: 'is', values: [marker] };
  const map = {
    triggers: [],
    start: 1,
    steps: [
      { id: 1, kind: 'split', settings: { variants, measure: { criteria, within: { amount: 2, unit: 'days' } } }, next: [null, null] },
    ],
    lastId: 1,
  };
  const { id } = await owner.post('/api/automations', { name: `Splitting ${marker}`, objectId: CONTACT, map });
  await owner.post(`/api/automations/${id}/publish`);
  await owner.post(`/api/automations/${id}/records`, { recordIds: contacts.slice(1, 2) });
  return id;
}

/** A map onto which a date brings somebody. */
async function reachDate(test: TestDatabase, { owner, marker, contacts }: Filling): Promise<void> {
  const field = await owner.post(`/api/objects/${CONTACT}/fields`, { label: `Call back ${marker}`, type: 'datetime', sortable: true });
  const offset = { fieldId: field.id, amount: 0, unit: 'hours', direction: 'after', yearly: false };
  const triggers = [{ id: 1, event: 'date.reached', date: { when: 'field', offset } }];
  const { id } = await owner.post('/api/automations', {
    name: `Calling back ${marker}`,
    objectId: CONTACT,
    map: { triggers, start: 2, steps: [{ id: 2, kind: 'end', settings: {}, next: [] }], lastId: 2 },
  });
  await owner.post(`/api/automations/${id}/publish`);
  const soon = new Date(test.clock.now().getTime() + 60_000);
  await owner.patch(`/api/records/${CONTACT}/${contacts[1]}`, { values: { [field.id]: soon.toISOString() } });
  await test.settle();
  test.clock.moveBy(120_000);
}

async function findDuplicates({ owner, marker }: Filling): Promise<void> {
  const twins: number[] = [];
  for (const n of [1, 2, 3, 4]) {
    const values = { [F.firstName]: `Twin ${marker}`, [F.email]: `twin${n}.${marker}@example.com` };
    const { id } = await owner.post(`/api/records/${CONTACT}`, { values });
    await owner.post(`/api/records/${CONTACT}/${id}/notes`, { body: `Twin ${marker}` });
    twins.push(id);
  }
  const rule = { objectId: CONTACT, name: `Rule ${marker}`, conditions: [{ field: F.firstName, how: 'exact' }] };
  const { id } = await owner.post('/api/duplicates/rules', rule);
  await owner.post(`/api/duplicates/rules/${id}/search`);
  await owner.post('/api/duplicates/merge', { objectId: CONTACT, recordIds: twins.slice(0, 2) });
  await owner.post('/api/duplicates/dismissals', { objectId: CONTACT, recordIds: [twins[2]!, twins[3]!] });
}

/** Conversations with a contact, a stranger and somebody blocked, in two inboxes: answered, noted, merged, begun and put off. */
async function converse(test: TestDatabase, accountId: number, { owner, marker, contacts }: Filling): Promise<void> {
  const { id: inboxId } = await owner.post('/api/inboxes', { name: `Inbox ${marker}`, isForAll: true });
  const channel = { inboxId, address: `desk.${marker}@example.com`, fromName: `Desk ${marker}`, signature: `Signed ${marker}` };
  await owner.post('/api/inbox-channels', channel);
  const { values } = await owner.get(`/api/records/${CONTACT}/${contacts[0]}`);
  const known = String(values[F.email]);
  const strangers = [`stranger.${marker}@example.org`, `blocked.${marker}@example.org`];
  for (const [index, from] of [known, known, ...strangers].entries()) {
    const mail = {
      from,
      name: `Writer ${marker}`,
      subject: `Subject ${index} ${marker}`,
      text: `Written ${marker}`,
      quoted: `> Quoted ${marker}`,
    };
    await handInMail(test, accountId, { ...mail, html: `<p>Laid out ${marker}</p>`, ...(index === 1 ? { to: channel.address } : {}) });
    await test.settle(accountId);
  }
  const { conversations } = await owner.get('/api/conversations?state=any&limit=100');
  const [blocked, stranger, first, second] = conversations.map(({ id }: { id: number }) => id);
  const template = await owner.post('/api/answer-templates', { name: `Answer ${marker}`, text: `Kept ${marker}`, shortcut: 'kept' });
  await owner.post(`/api/conversations/${first}/fill`, { templateId: template.id });
  await owner.post(`/api/conversations/${first}/notes`, { text: `Conversation note ${marker}` });
  await owner.post(`/api/conversations/${first}/answer`, { text: `Answered ${marker}` }).catch(() => undefined);
  await owner.put(`/api/conversations/${stranger}/draft`, { kind: 'answer', text: `Draft ${marker}` });
  await owner.put(`/api/conversations/${stranger}/read`, { upTo: 1 });
  await owner.post('/api/conversations/snooze', { ids: [stranger], until: '2030-01-01T08:00:00Z' });
  await owner.post(`/api/conversations/${first}/merge`, { otherId: second });
  await owner.post(`/api/conversations/${blocked}/spam`, {});
}

/** Topics, wishes, a confirmation that is waited for, and what the operator and limits do to an account. */
async function wishAndWithhold(test: TestDatabase, accountId: number, { owner, marker, contacts }: Filling): Promise<void> {
  const permission = `/api/objects/${CONTACT}/records/${contacts[0]}/permission`;
  const { id } = await owner.post('/api/topics', { name: `Topic ${marker}`.slice(0, 60), description: `About ${marker}` });
  await owner.put(`${permission}/topics`, { topics: [{ topicId: id, wanted: false }] });
  await owner.put(`${permission}/wishes`, { frequency: 'monthly', pauseWeeks: 2 });
  await owner.patch('/api/permission-settings', { doubleOptIn: 'optional', correctableFields: [1] });
  await owner.post('/api/suppressions/import', { lines: `suppressed.${marker}@example.com`.toLowerCase() });
  for (const statement of [
    `insert into confirmation_requests (account_id, object_id, record_id, requested_at, expires_at, asked_at) values ($1, 0, ${contacts[0]}, now(), now() + interval '9 days', now())`,
    `insert into bulk_reservations (account_id, object_id, record_id, until) values ($1, 0, ${contacts[0]}, now())`,
    `insert into operator_stops (account_id, channel, reason, cause, at) values ($1, 'sms', 'for now', 'operator', now())`,
    `insert into sending_throttles (account_id, channel, per_hour, reason, since, hour) values ($1, 'sms', 100, 'for now', now(), now())`,
    `insert into mail_health (account_id, day, sent) values ($1, current_date, 7) on conflict do nothing`,
  ])
    await test.owner.query(statement, [accountId]);
}
