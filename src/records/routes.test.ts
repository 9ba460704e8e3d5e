import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { routes } from './routes.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C } from './schema.ts';

const test = testDatabase();
let app: FastifyInstance;
let owner: TestSeat;
let stranger: TestSeat;
let seller: TestSeat;
let reader: TestSeat;

type Headers = Record<string, string>;
const headers = new Map<TestSeat, Headers>();

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test);
  stranger = await makeAccount(test);
  seller = await makeUser(test, owner, { role: 'Sales' });
  reader = await makeUser(test, owner, { role: 'Read only' });
  for (const seat of [owner, stranger, seller, reader]) headers.set(seat, await signedIn(test, seat));
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
async function call(seat: TestSeat, method: Method, url: string, payload?: object): Promise<{ status: number; body: any }> {
  const response = await app.inject({ method, url, headers: headers.get(seat)!, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}
async function make(seat: TestSeat, values: object, object = CONTACT): Promise<number> {
  const { status, body } = await call(seat, 'POST', `/api/records/${object}`, { values });
  expect([status, body.title]).toEqual([200, undefined]);
  return body.id;
}
const place = (id: number, rest = ''): string => `/api/records/${CONTACT}/${id}${rest}`;

describe('records', () => {
  it('are entered, read, changed, put into the bin and restored', async () => {
    const company = await make(owner, { name: 'Harbour Works' }, COMPANY);
    const { body: made } = await call(owner, 'POST', `/api/records/${CONTACT}`, {
      values: {
        firstname: 'Jane',
        lastname: 'Doe',
        email: ' Jane@Example.com',
        [C.company]: String(company),
        birthday: '1/31/1980',
        status: 'Lead',
      },
      tags: ['Newcomer', 'VIP'],
    });
    const seen = await call(owner, 'GET', place(made.id));
    expect(seen.body).toMatchObject({
      name: 'Jane Doe',
      version: 1,
      ownerId: owner.userId,
      values: { 1: 'Jane', 3: 'jane@example.com', 7: company, 8: '1980-01-31', 17: 3 },
      parents: [{ objectId: COMPANY, id: company, name: 'Harbour Works' }],
      may: { edit: true, delete: true },
    });
    expect(seen.body.tags.map(({ name }: { name: string }) => name)).toEqual(['Newcomer', 'VIP']);

    const changed = await call(owner, 'PATCH', place(made.id), { values: { lastname: 'Dow' }, version: 1 });
    expect(changed.body).toMatchObject({ name: 'Jane Dow', version: 2 });
    const late = await call(owner, 'PATCH', place(made.id), { values: { lastname: 'Dew' }, version: 1 });
    expect([late.status, late.body.code]).toEqual([409, 'changed_meanwhile']);

    expect((await call(owner, 'DELETE', place(made.id))).status).toBe(204);
    expect((await call(owner, 'GET', place(made.id))).status).toBe(404);
    const bin = await call(owner, 'GET', `/api/records/${CONTACT}/bin`);
    expect(bin.body.records).toMatchObject([
      { id: made.id, name: 'Jane Dow', deletedAt: '2026-03-02T09:00:00.000Z', removedAt: '2026-04-01T09:00:00.000Z' },
    ]);
    await make(owner, { email: 'jane@example.com' });
    expect((await call(owner, 'POST', place(made.id, '/restore'))).body).toMatchObject({ code: 'value_taken' });
    await test.owner.query("delete from unique_values where account_id = $1 and value = 'jane@example.com'", [owner.accountId]);
    expect((await call(owner, 'POST', place(made.id, '/restore'))).status).toBe(204);
    expect((await call(owner, 'GET', place(made.id))).body.values[3]).toBe('jane@example.com');
  });

  it('refuse each wrong value with a sentence that names its field', async () => {
    const { status, body } = await call(owner, 'POST', `/api/records/${CONTACT}`, {
      values: { birthday: 'soon', email: 'jane', sms_number: '1', status: 'Blue', firstname: { a: 1 }, shoe: 44, city: 'x'.repeat(2000) },
    });
    expect([status, body.code]).toEqual([422, 'invalid_input']);
    expect(body.fields).toEqual({
      birthday: 'Birthday: “soon” is not a date. Give it like 2026-03-31.',
      email: 'Email: “jane” is not an e-mail address.',
      sms_number: 'SMS number: “1” is not a telephone number. Begin with + and the country’s code.',
      status: expect.stringMatching(/^Sales stage: “Blue” is not one of its options\. Choose one of Uncategorized, /),
      firstname: 'First name must be a text.',
      shoe: 'Contacts have no field “shoe”. Check its name.',
      city: 'City may have at most 1,000 characters; this has 2,000.',
    });
    expect((await call(owner, 'POST', `/api/records/${COMPANY}`, { values: {} })).body.fields).toEqual({
      name: 'Name is required. Fill it in.',
    });
    expect((await call(owner, 'POST', '/api/records/77', { values: {} })).status).toBe(404);
    expect((await call(owner, 'POST', `/api/records/${CONTACT}`, { values: {}, ownerId: 999 })).body.code).toBe('no_such_user');
  });

  it('are seen and changed as far as the role reaches', async () => {
    const theirs = await make(owner, { firstname: 'Owned' });
    const own = await make(seller, { firstname: 'Mine' });
    expect((await call(seller, 'GET', place(theirs))).status).toBe(404);
    expect((await call(seller, 'PATCH', place(theirs), { values: { city: 'Oslo' } })).status).toBe(404);
    expect((await call(seller, 'PATCH', place(own), { values: { city: 'Oslo' } })).status).toBe(200);
    expect((await call(seller, 'DELETE', place(own))).body).toMatchObject({ status: 403, code: 'not_allowed' });
    expect((await call(reader, 'GET', place(own))).body.may).toEqual({ edit: false, delete: false });
    for (const [method, rest, payload] of [
      ['PATCH', '', { values: { city: 'Rome' } }],
      ['DELETE', '', undefined],
      ['POST', '/tags', { name: 'X' }],
      ['DELETE', '/tags/1', undefined],
      ['POST', '/notes', { body: 'x' }],
      ['POST', '/tasks', { subject: 'x' }],
    ] as const) {
      expect([method, rest, (await call(reader, method, place(own, rest), payload)).status]).toEqual([method, rest, 403]);
    }
    expect((await call(reader, 'POST', `/api/records/${CONTACT}`, { values: {} })).status).toBe(403);
  });

  it('hide sections from who may not see them, everywhere', async () => {
    const id = await make(owner, { firstname: 'Hid', lead_source: 'Fair', city: 'Oslo' });
    await call(owner, 'PATCH', place(id), { values: { lead_source: 'Web' } });
    await call(owner, 'PATCH', place(id), { values: { city: 'Rome' } });
    await test.owner.query(
      `update roles set rights = jsonb_set(rights, '{objects}', '{"0": {"view": "all", "edit": "all", "delete": "none", "create": true, "export": false,
        "bulk": false, "sections": {"4": "hidden", "3": "view"}}}') where account_id = $1 and name = 'Marketing'`,
      [owner.accountId],
    );
    const marketer = await makeUser(test, owner, { role: 'Marketing' });
    headers.set(marketer, await signedIn(test, marketer));
    expect((await call(marketer, 'GET', place(id))).body.values).toEqual({ 1: 'Hid', 11: 'Rome' });
    expect((await call(marketer, 'PATCH', place(id), { values: { lead_source: 'x' } })).body.fields).toEqual({
      lead_source: 'Contacts have no field “lead_source”. Check its name.',
    });
    expect((await call(marketer, 'PATCH', place(id), { values: { city: 'x' } })).body.fields).toEqual({
      city: 'Your role may see City but not change it.',
    });
    const told = (await call(marketer, 'GET', place(id, '/timeline'))).body.events;
    expect(JSON.stringify(told)).not.toMatch(/Fair|Web|Lead source/);
    expect(told.map(({ kind }: { kind: string }) => kind)).toEqual(['record.updated', 'record.created']);
    const { body } = await call(marketer, 'GET', `/api/objects/${CONTACT}`);
    expect(body.fields.some(({ key }: { key: string }) => key === 'lead_source')).toBe(false);
    expect(body.fields.find(({ key }: { key: string }) => key === 'city').isReadOnly).toBe(true);
  });
});

describe('what hangs on a record', () => {
  it('tags, notes and tasks are kept, and the timeline tells of each', async () => {
    const id = await make(owner, { firstname: 'Tim', lastname: 'Line' });
    const tag = (await call(owner, 'POST', place(id, '/tags'), { name: 'Newcomer' })).body.id;
    const tags = (await call(owner, 'GET', `/api/objects/${CONTACT}/tags`)).body.tags;
    expect(tags.find((each: { id: number }) => each.id === tag)).toMatchObject({ name: 'Newcomer' });
    await call(owner, 'DELETE', place(id, `/tags/${tag}`));

    const note = (await call(owner, 'POST', place(id, '/notes'), { body: 'Met at the fair.' })).body.id;
    await call(owner, 'PATCH', `/api/notes/${note}`, { body: 'Met at the boat fair.' });
    expect((await call(owner, 'GET', place(id, '/notes'))).body.notes).toMatchObject([
      { id: note, body: 'Met at the boat fair.', authorId: owner.userId },
    ]);
    await call(owner, 'DELETE', `/api/notes/${note}`);
    expect((await call(owner, 'GET', place(id, '/notes'))).body.notes).toEqual([]);

    const [task] = (await call(owner, 'POST', place(id, '/tasks'), { subject: 'Call', dueAt: '2026-03-05T10:00:00Z' })).body.tasks;
    expect(task).toMatchObject({ subject: 'Call', assigneeId: owner.userId, status: 'pending' });
    await call(owner, 'PATCH', `/api/tasks/${task.id}`, { assigneeId: seller.userId, subject: 'Call them' });
    expect((await call(owner, 'GET', '/api/tasks')).body.tasks.map((each: { id: number }) => each.id)).not.toContain(task.id);
    expect((await call(seller, 'GET', '/api/tasks')).body.tasks).toMatchObject([{ id: task.id, subject: 'Call them', recordName: null }]);
    expect((await call(seller, 'POST', `/api/tasks/${task.id}/complete`, { outcome: 'No answer' })).status).toBe(200);
    expect((await call(seller, 'POST', `/api/tasks/${task.id}/cancel`)).body).toMatchObject({ status: 409, code: 'task_closed' });

    await call(owner, 'PATCH', place(id), { values: { birthday: '1980-01-31', status: 2 }, ownerId: seller.userId });
    const { events } = (await call(owner, 'GET', place(id, '/timeline'))).body;
    expect(events.map(({ kind }: { kind: string }) => kind)).toEqual([
      'owner.changed',
      'record.updated',
      'task.completed',
      'task.changed',
      'task.reassigned',
      'task.created',
      'note.deleted',
      'note.changed',
      'note.added',
      'tag.removed',
      'tag.added',
      'record.created',
    ]);
    expect(events[0]).toMatchObject({ actor: { type: 'user', name: owner.name }, hands: { from: owner.name, to: seller.name } });
    expect(events[1].changes).toEqual([
      { fieldId: C.birthday, label: 'Birthday', before: '', after: 'Jan 31, 1980' },
      { fieldId: C.salesStage, label: 'Sales stage', before: '', after: 'New contact' },
    ]);
    expect(events[2]).toMatchObject({ personal: { subject: 'Call them', outcome: 'No answer' }, actor: { name: seller.name } });
    expect(events[10]).toMatchObject({ subject: { type: 'tag', name: 'Newcomer' } });

    const page = (await call(owner, 'GET', place(id, '/timeline?limit=2'))).body;
    const next = (await call(owner, 'GET', place(id, `/timeline?limit=2&before=${page.next}`))).body;
    expect([...page.events, ...next.events].map((event: { id: number }) => event.id)).toEqual(
      events.slice(0, 4).map((event: { id: number }) => event.id),
    );
    expect((await call(owner, 'GET', place(id, '/timeline?kinds=tag.added,note.added'))).body.events).toHaveLength(2);

    await test.owner.query('update events set cause_id = $1 where id = $2', [events[1].id, events[0].id]);
    expect(
      (await call(owner, 'GET', `/api/events/${events[1].id}/consequences`)).body.events.map((event: { id: number }) => event.id),
    ).toEqual([events[1].id, events[0].id]);
    expect((await call(stranger, 'GET', `/api/events/${events[1].id}/consequences`)).status).toBe(404);
  });

  it('my tasks come by due time, page by page', async () => {
    const id = await make(seller, { firstname: 'Busy' });
    for (const due of ['2026-03-09T09:00:00Z', null, '2026-03-03T09:00:00Z', '2026-03-09T09:00:00Z', null]) {
      await call(seller, 'POST', place(id, '/tasks'), { subject: `Due ${due}`, dueAt: due });
    }
    const subjects: string[] = [];
    for (let cursor = ''; cursor !== 'end';) {
      const { body } = await call(seller, 'GET', `/api/tasks?limit=2${cursor && `&cursor=${cursor}`}`);
      subjects.push(...body.tasks.map(({ subject }: { subject: string }) => subject));
      cursor = body.cursor ?? 'end';
    }
    expect(subjects).toEqual(['Due 2026-03-03T09:00:00Z', 'Due 2026-03-09T09:00:00Z', 'Due 2026-03-09T09:00:00Z', 'Due null', 'Due null']);
    expect((await call(seller, 'GET', '/api/tasks?cursor=bogus')).body.code).toBe('cursor_wrong');
  });

  it('related records are counted as far as one may see them', async () => {
    const company = await make(owner, { name: 'Parent Ltd' }, COMPANY);
    await make(owner, { firstname: 'Anna', company });
    await make(seller, { firstname: 'Bert', company: company });
    const relations = async (seat: TestSeat) => (await call(seat, 'GET', `/api/records/${COMPANY}/${company}/related`)).body.relations;
    expect((await relations(owner)).find(({ objectId }: { objectId: number }) => objectId === CONTACT)).toMatchObject({
      count: 2,
      records: [{ name: 'Anna' }, { name: 'Bert' }],
    });
    await call(owner, 'PATCH', `/api/records/${COMPANY}/${company}`, { ownerId: seller.userId });
    expect((await relations(seller)).find(({ objectId }: { objectId: number }) => objectId === CONTACT)).toMatchObject({
      count: 1,
      records: [{ name: 'Bert' }],
    });
  });
});

describe('every route', () => {
  const urlOf = (path: string, id: number): string => path.replace(':object', '0').replace(/:(id|field|section|tag)/g, String(id));

  it('is closed to strangers, and those of the structure to users without the right', async () => {
    const id = await make(owner, { firstname: 'Closed' });
    const note = (await call(owner, 'POST', place(id, '/notes'), { body: 'x' })).body.id;
    for (const { method, path, access } of routes) {
      const url = urlOf(path, path.startsWith('/api/notes') ? note : id);
      const body =
        method === 'GET' || method === 'DELETE'
          ? {}
          : {
              payload: {
                body: 'x',
                values: {},
                name: 'x',
                subject: 'x',
                outcome: 'x',
                singular: 'x',
                plural: 'x',
                label: 'x',
                type: 'text',
                sections: [],
              },
            };
      const anonymous = await app.inject({ method, url, headers: { 'x-quayside': '1' }, ...body });
      expect([path, anonymous.statusCode]).toEqual([path, 401]);
      const foreign = await app.inject({
        method,
        url,
        headers: { ...headers.get(stranger)!, 'x-account': String(owner.accountId) },
        ...body,
      });
      expect([path, foreign.statusCode]).toEqual([path, 404]);
      if (access.startsWith('right:')) {
        const refused = await app.inject({ method, url, headers: headers.get(reader)!, ...body });
        expect([path, refused.statusCode]).toEqual([path, 403]);
      }
      if (/:(id|tag)/.test(path)) {
        const own = await app.inject({
          method,
          url: url.replace(`/${id}`, '/999999').replace(/notes\/\d+/, 'notes/999999'),
          headers: headers.get(owner)!,
          ...body,
        });
        expect([path, [404, 422].includes(own.statusCode)]).toEqual([path, true]);
      }
    }
  });

  it('answers anything at all without failing', { timeout: 120_000 }, async () => {
    const id = await make(owner, { firstname: 'Fuzz' });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes.filter(({ method }) => method !== 'DELETE')),
        fc.dictionary(
          fc.constantFrom(
            'values',
            'body',
            'name',
            'subject',
            'label',
            'type',
            'options',
            'ownerId',
            'dueAt',
            'sections',
            'version',
            'tags',
          ),
          fc.anything({ maxDepth: 2 }),
        ),
        fc.constantFrom('1', String(id), '0', '-1', '9'.repeat(30), 'x', '%00', "1'--"),
        async ({ method, path }, body, segment) => {
          const url = path.replace(':object', '0').replace(/:(id|field|section|tag)/g, encodeURIComponent(decodeURIComponent(segment)));
          const response = await app.inject({ method, url, headers: headers.get(owner)!, ...(method === 'GET' ? {} : { payload: body }) });
          expect([method, url, JSON.stringify(body), response.statusCode < 500]).toEqual([method, url, JSON.stringify(body), true]);
        },
      ),
      { numRuns: 250 },
    );
  });
});
