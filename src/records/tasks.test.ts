import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, makeUser, signedIn, type TestSeat } from '../../test/factories.ts';
import { testDatabase } from '../../test/harness.ts';
import { identify } from '../accounts/index.ts';
import { buildServer } from '../app/server.ts';
import { eraseRecords } from './erase-records.ts';
import { COMPANY, CONTACT, CONTACT_FIELDS as C } from './schema.ts';

const test = testDatabase({ now: '2026-03-02T09:00:00Z' });
let app: FastifyInstance;
let owner: TestSeat;
let stranger: TestSeat;
let seller: TestSeat;
let other: TestSeat;
let reader: TestSeat;
const headers = new Map<TestSeat, Record<string, string>>();

beforeAll(async () => {
  app = await buildServer({ database: test.database, identify, baseUrl: 'http://quayside.test', port: 0 });
  owner = await makeAccount(test, { timeZone: 'Europe/Berlin' });
  stranger = await makeAccount(test);
  seller = await makeUser(test, owner, { role: 'Sales', name: 'Sam Seller' });
  other = await makeUser(test, owner, { role: 'Sales', name: 'Olga Other' });
  reader = await makeUser(test, owner, { role: 'Read only', name: 'Rita Reader' });
  for (const seat of [owner, stranger, seller, other, reader]) headers.set(seat, await signedIn(test, seat));
});
afterAll(() => app.close());

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
async function call(seat: TestSeat, method: Method, url: string, payload?: object): Promise<{ status: number; body: any }> {
  const response = await app.inject({ method, url, headers: headers.get(seat)!, ...(payload ? { payload } : {}) });
  return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
}
async function ok(seat: TestSeat, method: Method, url: string, payload?: object): Promise<any> {
  const { status, body } = await call(seat, method, url, payload);
  expect([method, url, status < 300, body?.title]).toEqual([method, url, true, undefined]);
  return body;
}
const contact = async (seat: TestSeat, values: object = { firstname: 'Nia' }): Promise<number> =>
  (await ok(seat, 'POST', `/api/records/${CONTACT}`, { values })).id;
const template = async (input: object): Promise<number> =>
  (await ok(owner, 'POST', '/api/task-templates', { objectId: CONTACT, name: 'Call', subject: 'Call them', ...input })).id;
const assign = async (seat: TestSeat, record: number, task: object): Promise<any> =>
  (await ok(seat, 'POST', `/api/records/${CONTACT}/${record}/tasks`, task)).tasks[0];
const eventsOf = async (record: number, kind: string): Promise<any[]> =>
  (
    await test.owner.query('select * from events where account_id = $1 and object_id = 0 and record_id = $2 and kind = $3 order by id', [
      owner.accountId,
      record,
      kind,
    ])
  ).rows;
const tagsOf = async (record: number): Promise<string[]> =>
  (await ok(owner, 'GET', `/api/records/${CONTACT}/${record}`)).tags.map(({ name }: { name: string }) => name);

describe('outcomes of a task', () => {
  it('must be chosen, and set off what follows once, though two complete at once', async () => {
    const templateId = await template({
      outcomes: [
        {
          label: 'Reached',
          actions: [
            { kind: 'tag.add', settings: { tag: 'Reached' } },
            { kind: 'task.create', settings: { subject: 'Send offer', assignee: 'owner', dueInDays: 2 } },
          ],
        },
        { label: 'No answer' },
      ],
    });
    const nia = await contact(owner);
    const task = await assign(owner, nia, { templateId });
    const without = await call(owner, 'POST', `/api/tasks/${task.id}/complete`, {});
    expect([without.status, without.body.code, without.body.title]).toEqual([
      422,
      'outcome_required',
      'Say what came of this task: choose one of “Reached”, “No answer”.',
    ]);
    const shown = await ok(owner, 'GET', `/api/tasks/${task.id}`);
    const [reached] = shown.outcomes;
    const both = await Promise.all([1, 2].map(() => call(owner, 'POST', `/api/tasks/${task.id}/complete`, { outcomeId: reached.id })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect([await tagsOf(nia), (await eventsOf(nia, 'tag.added')).length, (await eventsOf(nia, 'task.created')).length]).toEqual([
      ['Reached'],
      1,
      2,
    ]);
    const [completed] = await eventsOf(nia, 'task.completed');
    expect((await eventsOf(nia, 'tag.added'))[0].cause_id).toBe(completed.id);
    expect((await eventsOf(nia, 'task.created'))[1].cause_id).toBe(completed.id);
  });

  it('are not set off a second time when the task is opened and completed again', async () => {
    const templateId = await template({
      outcomes: [{ label: 'Yes', actions: [{ kind: 'task.create', settings: { subject: 'Next', assignee: 'owner', dueInDays: null } }] }],
    });
    const nia = await contact(owner);
    const { id } = await assign(owner, nia, { templateId });
    for (const again of [1, 2]) {
      await ok(owner, 'POST', `/api/tasks/${id}/complete`, { outcome: 'Yes' });
      if (again === 1) await ok(owner, 'POST', `/api/tasks/${id}/reopen`);
    }
    expect((await eventsOf(nia, 'task.created')).map(({ personal }) => personal.subject)).toEqual(['Call them', 'Next']);
    expect((await ok(owner, 'GET', `/api/tasks/${id}`)).history.map(({ kind }: { kind: string }) => kind)).toEqual([
      'task.completed',
      'task.reopened',
      'task.completed',
      'task.created',
    ]);
  });

  it('that fail are told on the task and in the timeline, and are tried again', async () => {
    const leaver = await makeUser(test, owner, { role: 'Manager' });
    const next = { kind: 'task.create', settings: { subject: 'Next', assignee: leaver.userId, dueInDays: null } };
    const templateId = await template({ outcomes: [{ label: 'Yes', actions: [next, { kind: 'tag.add', settings: { tag: 'After' } }] }] });
    const nia = await contact(owner);
    const { id } = await assign(owner, nia, { templateId });
    const leftAt = (at: string | null) =>
      test.owner.query('update users set left_at = $3 where account_id = $1 and id = $2', [owner.accountId, leaver.userId, at]);
    await leftAt('2026-03-02');
    expect(await ok(owner, 'POST', `/api/tasks/${id}/complete`, { outcome: 'Yes' })).toEqual({ failed: 1 });
    expect(await tagsOf(nia)).toEqual(['After']);
    const { failures } = await ok(owner, 'GET', `/api/tasks/${id}`);
    expect(failures).toEqual([{ kind: 'task.create', sentence: 'There is no such user in this account. Choose another.' }]);
    expect(await eventsOf(nia, 'task.step_failed')).toHaveLength(1);
    expect(await ok(owner, 'POST', `/api/tasks/${id}/retry`)).toEqual({ failed: 1 });
    await leftAt(null);
    expect(await ok(owner, 'POST', `/api/tasks/${id}/retry`)).toEqual({ failed: 0 });
    expect((await ok(owner, 'GET', `/api/records/${CONTACT}/${nia}/tasks`)).tasks).toMatchObject([{ subject: 'Next' }, { failures: [] }]);
    expect((await call(owner, 'POST', `/api/tasks/${id}/retry`)).body.code).toBe('nothing_failed');
  });

  it('fill the names of merge fields into subject and text', async () => {
    const nia = await contact(owner, { firstname: 'Nia' });
    const templateId = await template({
      subject: 'Call {{ contact.first_name }}',
      body: 'Ask {{ contact.first_name | upcase }} about {{ broken',
    });
    expect(await assign(owner, nia, { templateId })).toMatchObject({
      subject: 'Call Nia',
      body: 'Ask {{ contact.first_name | upcase }} about {{ broken',
    });
  });
});

describe('a task’s form', () => {
  it('blocks completing until its required fields are filled, and is saved with the completion', async () => {
    const templateId = await template({
      fields: [
        { fieldId: C.city, required: true },
        { fieldId: C.title, required: false },
      ],
      outcomes: [{ label: 'Done' }],
    });
    const nia = await contact(owner);
    const { id } = await assign(owner, nia, { templateId });
    const shown = await ok(owner, 'GET', `/api/tasks/${id}`);
    expect([shown.form, shown.version]).toEqual([
      [
        { fieldId: C.city, required: true, value: null },
        { fieldId: C.title, required: false, value: null },
      ],
      1,
    ]);
    const blank = await call(owner, 'POST', `/api/tasks/${id}/complete`, { outcome: 'Done', values: { [C.title]: 'Dr' } });
    expect([blank.body.code, blank.body.title]).toEqual(['form_incomplete', 'Fill in City before you complete this task.']);
    expect((await ok(owner, 'GET', `/api/records/${CONTACT}/${nia}`)).values[C.title]).toBeUndefined();
    const off = await call(owner, 'POST', `/api/tasks/${id}/complete`, { outcome: 'Done', values: { [C.email]: 'a@b.example' } });
    expect(off.body.code).toBe('not_on_form');
    await ok(owner, 'PATCH', `/api/records/${CONTACT}/${nia}`, { values: { [C.city]: 'Bonn' } });
    const late = await call(owner, 'POST', `/api/tasks/${id}/complete`, { outcome: 'Done', values: { [C.city]: 'Kiel' }, version: 1 });
    expect(late.body.code).toBe('changed_meanwhile');
    await ok(owner, 'POST', `/api/tasks/${id}/complete`, { outcome: 'Done', values: { [C.city]: 'Kiel' }, version: 2 });
    expect((await ok(owner, 'GET', `/api/records/${CONTACT}/${nia}`)).values[C.city]).toBe('Kiel');
  });
});

describe('a recurring task', () => {
  it('is made again when it is completed, at the same time of day over the change of clocks', async () => {
    const nia = await contact(owner);
    const first = await assign(owner, nia, {
      subject: 'Weekly',
      dueAt: '2026-03-23T08:00:00Z',
      recurrence: { every: 'week', weekdays: [1] },
      reminders: [{ amount: 1, unit: 'hours' }],
    });
    await ok(owner, 'POST', `/api/tasks/${first.id}/complete`, { outcome: 'Done' });
    const [next] = (await ok(owner, 'GET', `/api/records/${CONTACT}/${nia}/tasks`)).tasks;
    expect(next).toMatchObject({
      subject: 'Weekly',
      status: 'pending',
      dueAt: '2026-03-30T07:00:00.000Z',
      reminders: [{ amount: 1, unit: 'hours' }],
    });
    await ok(owner, 'POST', `/api/tasks/${first.id}/reopen`);
    await ok(owner, 'POST', `/api/tasks/${first.id}/complete`, { outcome: 'Done' });
    expect((await ok(owner, 'GET', `/api/records/${CONTACT}/${nia}/tasks`)).tasks).toHaveLength(2);
    await ok(owner, 'POST', `/api/tasks/${next.id}/cancel`, { note: 'No longer needed' });
    expect((await ok(owner, 'GET', `/api/records/${CONTACT}/${nia}/tasks`)).tasks).toHaveLength(2);
  });

  it('is made again when it is due, done or not, once however long nobody looked', async () => {
    const nia = await contact(owner);
    await assign(owner, nia, {
      subject: 'Daily',
      dueAt: '2026-03-02T10:00:00Z',
      recurrence: { every: 'day', next: 'due' },
      reminders: [{ amount: 30, unit: 'minutes' }],
    });
    test.clock.moveTo('2026-03-02T10:00:00Z');
    await test.settle(owner.accountId);
    const due = async (): Promise<string[]> =>
      (await ok(owner, 'GET', `/api/records/${CONTACT}/${nia}/tasks`)).tasks.map(({ dueAt }: { dueAt: string }) => dueAt);
    expect(await due()).toEqual(['2026-03-03T10:00:00.000Z', '2026-03-02T10:00:00.000Z']);
    expect(await eventsOf(nia, 'task.reminded')).toHaveLength(1);
    test.clock.moveTo('2026-03-30T12:00:00Z');
    await test.settle(owner.accountId);
    expect(await due()).toEqual(['2026-03-31T09:00:00.000Z', '2026-03-03T10:00:00.000Z', '2026-03-02T10:00:00.000Z']);
    expect(await eventsOf(nia, 'task.reminded')).toHaveLength(2);
    await test.settle(owner.accountId);
    expect(await eventsOf(nia, 'task.reminded')).toHaveLength(2);
    test.clock.moveTo('2026-03-02T09:00:00Z');
  });

  it('asks for a day to begin with', async () => {
    const { body } = await call(owner, 'POST', `/api/records/${CONTACT}/${await contact(owner)}/tasks`, {
      subject: 'x',
      recurrence: { every: 'day' },
    });
    expect(body.code).toBe('due_required');
  });
});

describe('reminders', () => {
  it('move with the due time, and stop when the task is closed or its record lies in the bin', async () => {
    const reminders = [{ amount: 1, unit: 'hours' }];
    const records = [await contact(owner), await contact(owner), await contact(owner)] as const;
    const ids: number[] = [];
    for (const record of records) ids.push((await assign(owner, record, { subject: 'Ring', dueAt: '2026-03-02T11:00:00Z', reminders })).id);
    await ok(owner, 'PATCH', `/api/tasks/${ids[0]}`, { dueAt: '2026-03-02T15:00:00Z' });
    await ok(owner, 'POST', `/api/tasks/${ids[1]}/complete`, {});
    await ok(owner, 'DELETE', `/api/records/${CONTACT}/${records[2]}`);
    const reminded = async (): Promise<number[]> => {
      const counts: number[] = [];
      for (const record of records) counts.push((await eventsOf(record, 'task.reminded')).length);
      return counts;
    };
    test.clock.moveTo('2026-03-02T10:30:00Z');
    await test.settle(owner.accountId);
    expect(await reminded()).toEqual([0, 0, 0]);
    test.clock.moveTo('2026-03-02T14:00:00Z');
    await test.settle(owner.accountId);
    expect(await reminded()).toEqual([1, 0, 0]);
    test.clock.moveTo('2026-03-02T09:00:00Z');
  });
});

describe('a task for a role', () => {
  it('waits for everybody of the role, and of two who take it at once one has it', async () => {
    const salesRole = (await test.owner.query("select id from roles where account_id = $1 and name = 'Sales'", [owner.accountId])).rows[0]
      .id;
    const nia = await contact(owner);
    const task = await assign(owner, nia, { subject: 'Greet', roleId: Number(salesRole) });
    expect(task).toMatchObject({ assigneeId: null, roleId: Number(salesRole) });
    for (const seat of [seller, other]) {
      expect((await ok(seat, 'GET', '/api/tasks?of=roles')).tasks.map(({ id }: { id: number }) => id)).toEqual([task.id]);
      expect((await ok(seat, 'GET', '/api/tasks/counts')).roles).toEqual({ count: 1, more: false });
    }
    expect((await ok(reader, 'GET', '/api/tasks?of=roles')).tasks).toEqual([]);
    expect((await call(reader, 'POST', `/api/tasks/${task.id}/claim`)).status).toBe(403);
    const both = await Promise.all([seller, other].map((seat) => call(seat, 'POST', `/api/tasks/${task.id}/claim`)));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(both.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'task_taken',
      title: expect.stringMatching(/^(Sam Seller|Olga Other) has taken this task already\./),
    });
    expect(await eventsOf(nia, 'task.reassigned')).toHaveLength(1);
    expect((await call(owner, 'POST', `/api/records/${CONTACT}/${nia}/tasks`, { subject: 'x', roleId: 999 })).body.code).toBe(
      'no_such_role',
    );
  });
});

describe('the list of tasks', () => {
  it('parts late, today’s, later and done by the days of the asked zone, and pages through each', async () => {
    const other = await makeUser(test, owner, { role: 'Sales' });
    headers.set(other, await signedIn(test, other));
    const nia = await contact(other);
    const times = [
      '2026-02-27T10:00:00Z',
      '2026-03-01T23:30:00Z',
      '2026-03-02T08:00:00Z',
      '2026-03-02T22:30:00Z',
      '2026-03-03T23:30:00Z',
      null,
    ];
    for (const dueAt of times) await assign(other, nia, { subject: String(dueAt), dueAt });
    const subjects = async (query: string): Promise<string[]> =>
      (await ok(other, 'GET', `/api/tasks?${query}`)).tasks.map(({ subject }: { subject: string }) => subject);
    const zone = 'zone=Europe/Berlin';
    expect(await subjects(`tab=overdue&${zone}`)).toEqual([times[0]]);
    expect(await subjects(`tab=today&${zone}`)).toEqual([times[1], times[2], times[3]]);
    expect(await subjects(`tab=upcoming&${zone}`)).toEqual([times[4], 'null']);
    expect(await subjects('tab=overdue&zone=America/New_York')).toEqual([times[0], times[1]]);
    const counts = await ok(other, 'GET', `/api/tasks/counts?${zone}`);
    expect(Object.values(counts.tabs).map((tab) => (tab as { count: number }).count)).toEqual([1, 3, 2, 0]);
    expect((await call(other, 'GET', '/api/tasks?tab=today&zone=Moon/Base')).status).toBe(422);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: any = await ok(other, 'GET', `/api/tasks?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.tasks.map(({ subject }: { subject: string }) => subject));
      cursor = page.cursor;
    }
    expect(seen).toEqual(times.map(String));
    const all = (await ok(other, 'GET', '/api/tasks')).tasks as { id: number }[];
    await ok(other, 'POST', '/api/tasks/bulk', { do: 'complete', ids: all.slice(0, 3).map(({ id }) => id), outcome: 'No answer' });
    expect(await subjects('tab=done&outcome=No answer&limit=200')).toHaveLength(3);
    expect((await ok(other, 'GET', '/api/tasks/counts')).outcomes).toEqual([{ outcome: 'No answer', count: 3 }]);
    const done: any = await ok(other, 'GET', '/api/tasks?tab=done&limit=2');
    expect((await ok(other, 'GET', `/api/tasks?tab=done&limit=2&cursor=${done.cursor}`)).tasks).toHaveLength(1);
    expect(
      await ok(other, 'POST', '/api/tasks/bulk', {
        do: 'reschedule',
        ids: all.slice(2).map(({ id }) => id),
        dueAt: '2026-03-09T10:00:00Z',
      }),
    ).toMatchObject({
      done: 3,
      refused: [{ sentence: 'This task is already complete.' }],
    });
    expect(
      await ok(other, 'POST', '/api/tasks/bulk', { do: 'reassign', ids: all.slice(3).map(({ id }) => id), assigneeId: owner.userId }),
    ).toEqual({ done: 3, refused: [] });
    expect((await ok(owner, 'GET', `/api/tasks?of=${other.userId}&tab=done`)).tasks).toHaveLength(3);
    await ok(other, 'PATCH', `/api/records/${CONTACT}/${nia}`, { values: { firstname: 'Away' } });
    await ok(owner, 'DELETE', `/api/records/${CONTACT}/${nia}`);
    expect(await subjects('tab=done')).toEqual([]);
  });

  it('shows other people’s only where the role reaches their records', async () => {
    const theirs = await contact(owner, { firstname: 'Hidden' });
    await assign(owner, theirs, { subject: 'Secret', assigneeId: owner.userId });
    const own = await contact(seller);
    await assign(seller, own, { subject: 'Open', assigneeId: other.userId });
    expect((await ok(seller, 'GET', '/api/tasks?of=others')).tasks.map(({ subject }: { subject: string }) => subject)).toEqual(['Open']);
    expect((await ok(seller, 'GET', `/api/tasks?of=${owner.userId}`)).tasks).toEqual([]);
  });
});

describe('calls and notes', () => {
  it('are logged, pinned, changed and deleted, each with its history', async () => {
    const nia = await contact(owner);
    const place = `/api/records/${CONTACT}/${nia}`;
    const { id } = await ok(owner, 'POST', `${place}/calls`, {
      direction: 'out',
      number: '+49 431 1',
      durationSeconds: 95,
      outcome: 'answered',
      notes: 'Wants a quote',
    });
    const [logged] = await eventsOf(nia, 'call.logged');
    expect([logged.data, logged.personal]).toEqual([
      { direction: 'out', outcome: 'answered', durationSeconds: 95 },
      { number: '+49 431 1', body: 'Wants a quote' },
    ]);
    expect((await ok(owner, 'GET', place)).lastActivityAt).toBeNull();
    await ok(owner, 'POST', `${place}/notes`, { body: 'Second' });
    await ok(owner, 'PUT', `/api/notes/${id}/pin`, { pinned: true });
    const { notes } = await ok(owner, 'GET', `${place}/notes`);
    expect(notes).toMatchObject([
      { id, kind: 'call', call: { direction: 'out', durationSeconds: 95 } },
      { kind: 'note', body: 'Second' },
    ]);
    await ok(owner, 'PATCH', `/api/notes/${id}`, { body: 'Wants two quotes' });
    const { events } = await ok(owner, 'GET', `/api/notes/${id}/history`);
    expect(events.map(({ kind, was }: { kind: string; was: string | null }) => [kind, was])).toEqual([
      ['note.changed', 'Wants a quote'],
      ['note.pinned', null],
      ['call.logged', null],
    ]);
    await ok(owner, 'DELETE', `/api/notes/${id}`);
    expect((await eventsOf(nia, 'note.deleted'))[0].personal).toEqual({ was: 'Wants two quotes' });
  });

  it('name only colleagues who may see the record, and tell each once', async () => {
    const nia = await contact(seller);
    const place = `/api/records/${CONTACT}/${nia}`;
    const { users } = await ok(seller, 'GET', `${place}/mentionable?search=r`);
    expect(users).toContainEqual({ id: reader.userId, name: 'Rita Reader' });
    const refused = await call(seller, 'POST', `${place}/notes`, { body: `Ask @{${other.userId}}` });
    expect([refused.status, refused.body.code, refused.body.title]).toEqual([
      422,
      'mention_unseen',
      'Olga Other may not see this contact. Take the mention out, or give them the right to see it.',
    ]);
    expect((await ok(seller, 'GET', `${place}/notes`)).notes).toEqual([]);
    const { id } = await ok(seller, 'POST', `${place}/notes`, { body: `Ask @{${reader.userId}}, please` });
    await ok(seller, 'PATCH', `/api/notes/${id}`, { body: `Ask @{${reader.userId}} or @{${owner.userId}}` });
    expect((await eventsOf(nia, 'user.mentioned')).map(({ data }) => data.userIds)).toEqual([[reader.userId], [owner.userId]]);
    expect((await ok(seller, 'GET', `${place}/notes`)).names.map(({ id: userId }: { id: number }) => userId)).toEqual([
      owner.userId,
      reader.userId,
    ]);
    expect((await call(seller, 'POST', `${place}/notes`, { body: '@{987654}' })).body.code).toBe('no_such_user');
  });
});

describe('every route of tasks, notes and templates', () => {
  it('is closed to other accounts and to who lacks the right', async () => {
    const nia = await contact(owner);
    const { id } = await assign(owner, nia, { subject: 'Mine' });
    const note = (await ok(owner, 'POST', `/api/records/${CONTACT}/${nia}/notes`, { body: 'Hush' })).id;
    const templateId = await template({ name: 'Ours' });
    const input = { objectId: CONTACT, name: 'Call', subject: 'Call them' };
    const call1 = { direction: 'in', outcome: 'busy' };
    const place = `/api/records/${CONTACT}/${nia}`;
    const doors: [Method, string, object | undefined, theirs: number, readers: number][] = [
      ['GET', `/api/tasks/${id}`, undefined, 404, 200],
      ['PATCH', `/api/tasks/${id}`, { subject: 'x' }, 404, 403],
      ['POST', `/api/tasks/${id}/complete`, {}, 404, 403],
      ['POST', `/api/tasks/${id}/cancel`, {}, 404, 403],
      ['POST', `/api/tasks/${id}/reopen`, undefined, 404, 403],
      ['POST', `/api/tasks/${id}/claim`, undefined, 404, 403],
      ['POST', `/api/tasks/${id}/retry`, undefined, 404, 403],
      ['POST', `${place}/tasks`, { subject: 'x' }, 404, 403],
      ['GET', `${place}/tasks`, undefined, 404, 200],
      ['POST', `${place}/calls`, call1, 404, 403],
      ['POST', `${place}/notes`, { body: 'x' }, 404, 403],
      ['GET', `${place}/mentionable`, undefined, 404, 200],
      ['PATCH', `/api/notes/${note}`, { body: 'x' }, 404, 403],
      ['PUT', `/api/notes/${note}/pin`, { pinned: true }, 404, 403],
      ['GET', `/api/notes/${note}/history`, undefined, 404, 200],
      ['DELETE', `/api/notes/${note}`, undefined, 404, 403],
      ['POST', '/api/task-templates', input, 200, 403],
      ['PUT', `/api/task-templates/${templateId}`, input, 404, 403],
      ['DELETE', `/api/task-templates/${templateId}`, undefined, 404, 403],
      ['GET', '/api/task-templates/steps', undefined, 200, 403],
    ];
    for (const [method, url, payload, theirs, readers] of doors) {
      const seen = [(await call(stranger, method, url, payload)).status, (await call(reader, method, url, payload)).status];
      expect([method, url, ...seen]).toEqual([method, url, theirs, readers]);
    }
    const bulk = { do: 'complete', ids: [id], outcome: 'x' };
    for (const seat of [stranger, reader]) {
      expect(await ok(seat, 'POST', '/api/tasks/bulk', bulk)).toEqual({
        done: 0,
        refused: [{ id, sentence: 'There is no such task, or you may not change it.' }],
      });
    }
    expect((await ok(stranger, 'GET', '/api/task-templates')).templates.map(({ name }: { name: string }) => name)).not.toContain('Ours');
  });

  it('keeps a template to its records, its fields and steps that fit', async () => {
    const templateId = await template({});
    const wrong = await call(owner, 'PUT', `/api/task-templates/${templateId}`, {
      objectId: CONTACT,
      name: 'Call',
      subject: 'Call',
      fields: [{ fieldId: 99_999 }],
      outcomes: [{ label: 'A', actions: [{ kind: 'nothing', settings: {} }] }, { label: 'a' }],
    });
    expect(wrong.body.fields).toEqual({
      'fields.0': 'This field has been deleted. Choose another.',
      'outcomes.1.label': 'There are two outcomes “a”. Rename one.',
      'outcomes.0.actions.0': 'After “A”: There is no step of the kind “nothing”. Remove it.',
    });
    const elsewhere = { objectId: COMPANY, name: 'Call', subject: 'Call' };
    expect((await call(owner, 'PUT', `/api/task-templates/${templateId}`, elsewhere)).body.code).toBe('other_object');
    await ok(owner, 'DELETE', `/api/task-templates/${templateId}`);
    expect((await call(owner, 'POST', `/api/records/${CONTACT}/${await contact(owner)}/tasks`, { templateId })).body.code).toBe(
      'no_such_template',
    );
  });
});

describe('when somebody leaves or is forgotten', () => {
  it('tasks and templates go to whoever takes over, and nothing of an erased person stays', async () => {
    const leaver = await makeUser(test, owner, { role: 'Manager', name: 'Lea Leaving' });
    const templateId = await template({ name: 'Hers', assignee: { to: 'user', id: leaver.userId } });
    const nia = await contact(owner, { firstname: 'Zanzibar' });
    const { id } = await assign(owner, nia, {
      templateId,
      subject: 'Zanzibar',
      dueAt: '2026-05-01T10:00:00Z',
      reminders: [{ amount: 1, unit: 'days' }],
    });
    await ok(owner, 'DELETE', `/api/users/${leaver.userId}`, { reassignTo: owner.userId });
    const { templates } = await ok(owner, 'GET', '/api/task-templates');
    const mine = { to: 'user', id: owner.userId };
    expect([
      (await ok(owner, 'GET', `/api/tasks/${id}`)).assigneeId,
      templates.find((one: { id: number }) => one.id === templateId).assignee,
    ]).toEqual([owner.userId, mine]);
    await ok(owner, 'POST', `/api/records/${CONTACT}/${nia}/calls`, { direction: 'in', outcome: 'answered', notes: 'Zanzibar spoke' });
    await test.database.account(owner.accountId, (db) => eraseRecords(db, { objectId: CONTACT, recordIds: [nia] }));
    for (const table of ['tasks', 'task_reminders', 'notes', 'events', 'records']) {
      const { rows } = await test.owner.query(
        `select count(*)::int as left from ${table} x where account_id = $1 and to_jsonb(x)::text like '%Zanzibar%'`,
        [owner.accountId],
      );
      expect([table, rows[0].left]).toEqual([table, 0]);
    }
    expect(
      (
        await test.owner.query('select count(*)::int as left from task_reminders where account_id = $1 and task_id = $2', [
          owner.accountId,
          id,
        ])
      ).rows[0].left,
    ).toBe(0);
  });
});
